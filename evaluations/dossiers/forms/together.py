"""全部报送: which filings were ticked, each with the revision that the page showed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from evaluations.dossiers.models import Evaluation

NONE_TICKED = "请勾选要办理的自评表。"
UNKNOWN = "所选的自评表不在本单位报送材料中，请刷新页面后重新勾选。"
NO_REVISION = -1


class TogetherForm(forms.Form):
    """`filing`: the keys of those ticked; `revision-<key>`: as the page showed it."""

    def __init__(self, filings: Iterable[Evaluation], data: Any = None) -> None:
        super().__init__(data)
        self.filings = {str(filing.pk): filing for filing in filings}
        self.fields["filing"] = forms.MultipleChoiceField(
            choices=[(key, str(filing)) for key, filing in self.filings.items()],
            error_messages={"required": NONE_TICKED, "invalid_choice": UNKNOWN},
        )

    @property
    def chosen(self) -> list[tuple[Evaluation, int]]:
        """Each with its revision; one that is none never fits."""
        return [(self.filings[key], revision_shown(self.data, key)) for key in self.cleaned_data["filing"]]


def revision_shown(data: Mapping[str, Any], key: str) -> int:
    """The revision at which the page showed a filing; NO_REVISION where it says none."""
    text = data.get(f"revision-{key}", "")
    return int(text) if text.isdecimal() and len(text) < 10 else NO_REVISION
