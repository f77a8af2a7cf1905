"""The fields of cells, written by hand: Django draws each through two templates, and a page has hundreds."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

NOT_CHOSEN = ("", "请选择")


def attributes(given: Mapping[str, object]) -> str:
    """` name="text"` for each, escaped; True stands as a bare name, None and False are left out."""
    told = [
        f" {name}" if text is True else f' {name}="{escape(str(text))}"'
        for name, text in given.items()
        if text is not None and text is not False
    ]
    return "".join(told)


class Line(forms.TextInput):
    """One line of text."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        own = {"type": self.input_type, "name": name, "value": value or None}
        return mark_safe(f"<input{attributes({**own, **self.attrs, **(attrs or {})})}>")


class Text(forms.Textarea):
    """Several lines of text; a browser drops the first line break after the tag, so one more is put there."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = attributes({"name": name, **self.attrs, **(attrs or {})})
        return mark_safe(f"<textarea{given}>\n{escape(value or '')}</textarea>")


class Tick(forms.CheckboxInput):
    """Yes or empty; `value` among its attributes is what a tick says."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        own = {"type": self.input_type, "name": name, "checked": bool(self.check_test(value))}
        return mark_safe(f"<input{attributes({**own, **self.attrs, **(attrs or {})})}>")


class Choice(forms.Select):
    """One of `choices`, or nothing yet; what was posted and is none of them stands there too."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = str(value or "")
        known = [NOT_CHOSEN, *((str(text), str(shown)) for text, shown in self.choices)]
        if given not in [text for text, _ in known]:
            known.append((given, given))
        options = (
            f"<option{attributes({'value': text, 'selected': text == given})}>{escape(shown)}</option>"
            for text, shown in known
        )
        own = attributes({"name": name, **self.attrs, **(attrs or {})})
        return mark_safe(f"<select{own}>{''.join(options)}</select>")
