"""What a department ticks on its list, and what was said when a unit was called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.validators import written_text
from evaluations.dossiers.forms.together import revision_shown
from evaluations.dossiers.models import Evaluation
from evaluations.oversight.models import Call

LATER = "催报日期不能晚于今天。"


class MarkForm:
    """`row`: keys of those shown; `marked`: of those ticked; `was`: of those that were ticked as shown;
    `revision-<key>`: as the page showed it. Only what the person changed is a change.
    """

    def __init__(self, filings: Iterable[Evaluation], data: QueryDict) -> None:
        self.filings: Mapping[str, Evaluation] = {str(filing.pk): filing for filing in filings}
        self.data = data
        self.ticked, self.was = set(data.getlist("marked")), set(data.getlist("was"))

    @property
    def to_mark(self) -> list[tuple[Evaluation, int]]:
        """Those newly ticked, each with the revision that was seen; one that is none never fits."""
        return [
            (self.filings[key], revision_shown(self.data, key)) for key in self._known(self.ticked - self.was)
        ]

    @property
    def to_unmark(self) -> list[Evaluation]:
        return [self.filings[key] for key in self._known(self.was - self.ticked)]

    @property
    def gone(self) -> int:
        """How many of those ticked wait for the department no longer."""
        return len((self.ticked - self.was) - self.filings.keys())

    def _known(self, keys: set[str]) -> Iterator[str]:
        return (key for key in self.filings if key in keys)


class CallForm(forms.Form):
    """登记催报."""

    way = forms.ChoiceField(label="方式", choices=Call.Way)
    called_on = forms.DateField(
        label="催报日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    spoke_with = forms.CharField(label="联系人", max_length=50, validators=[written_text])
    said = forms.CharField(
        label="沟通情况",
        max_length=500,
        validators=[written_text],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如：答复下周三前报送；系统登录有困难，已告知找系统管理员。",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", initial={"called_on": timezone.localdate})

    def clean_called_on(self) -> date:
        day: date = self.cleaned_data["called_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(LATER)
        return day


class DateForm(forms.Form):
    """主管部门要求的报送日期; left empty there is none."""

    due_on = forms.DateField(
        label="要求报送日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="应早于财政部门规定的报送截止日。清空后保存，即取消要求。",
    )
