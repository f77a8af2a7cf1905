"""A list to choose from, written by hand: nothing that was posted is lost, also what is no choice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NOT_CHOSEN = ("", "请选择")


class Choice(forms.Select):
    """One of `choices`, or nothing yet."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given, known = str(value or ""), [NOT_CHOSEN, *self.choices]
        if given not in [text for text, _ in known]:
            known.append((given, given))
        options = format_html_join(
            "", "<option{}>{}</option>", ((_option(text, given), shown) for text, shown in known)
        )
        own = flatatt({"name": name, **self.attrs, **(attrs or {})})
        return format_html("<select{}>{}</select>", own, options)


def _option(text: str, given: str) -> SafeString:
    return flatatt({"value": text, "selected": text == given})
