"""The fields of cells, drawn without templates: Django takes two for each, and a page has hundreds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NOT_CHOSEN = ("", "请选择")


class Line(forms.TextInput):
    """One line of text."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        own = {"type": self.input_type, "name": name, "value": value or ""}
        return _tag("<input{}>", {**own, **self.attrs, **(attrs or {})})


class Text(forms.Textarea):
    """Several lines of text; a browser drops the first line break after the tag, so one more is put there."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = {"name": name, **self.attrs, **(attrs or {})}
        return _tag("<textarea{}>\n{}</textarea>", given, value or "")


class Choice(forms.Select):
    """One of `choices`, or nothing yet; what was posted and is none of them stands there too."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = str(value or "")
        known = [NOT_CHOSEN, *((str(text), str(shown)) for text, shown in self.choices)]
        if given not in dict(known):
            known.append((given, given))
        options = format_html_join("", "{}", ((_option(text, shown, given),) for text, shown in known))
        return _tag("<select{}>{}</select>", {"name": name, **self.attrs, **(attrs or {})}, options)


class Tick(forms.CheckboxInput):
    """Yes or empty; `value` among its attributes is what a tick says."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        checked = {"checked": ""} if self.check_test(value) else {}
        own = {"type": self.input_type, "name": name, **checked}
        return _tag("<input{}>", {**own, **self.attrs, **(attrs or {})})


def _option(text: str, shown: str, given: str) -> SafeString:
    selected = {"selected": ""} if text == given else {}
    return _tag("<option{}>{}</option>", {"value": text, **selected}, shown)


def _tag(pattern: str, attributes: Mapping[str, object], *content: object) -> SafeString:
    return format_html(_with_names(pattern, tuple(attributes)), *attributes.values(), *content)


@lru_cache
def _with_names(pattern: str, names: tuple[str, ...]) -> str:
    """The pattern with a place for the value of each attribute."""
    return pattern.replace("{}", "".join(f' {name}="{{}}"' for name in names), 1)
