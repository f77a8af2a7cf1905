"""What every form says of a field that was left empty: our words instead of Django's."""

from __future__ import annotations

from django import forms

TO_WRITE, TO_CHOOSE, TO_TICK = "请填写此项。", "请选择一项。", "请勾选此项。"
WORDS: dict[type[forms.Field], str] = {
    forms.Field: TO_WRITE,
    forms.ChoiceField: TO_CHOOSE,
    forms.ModelChoiceField: TO_CHOOSE,
    forms.MultipleChoiceField: "请至少选择一项。",
    forms.ModelMultipleChoiceField: "请至少选择一项。",
    forms.BooleanField: TO_TICK,
}
"""By the kind of field; a field with words of its own keeps them."""


def speak_plainly() -> None:
    """Set the words, before any form is defined: each field copies them when it is made."""
    for kind, words in WORDS.items():
        kind.default_error_messages = {**vars(kind).get("default_error_messages", {}), "required": words}
