"""Which workbooks come back, and what of them is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from evaluations.dossiers.forms.evidence import Files
from evaluations.dossiers.models import Evaluation
from evaluations.exchange.models import Team
from foundation.intake.kinds import BOOK_KINDS

KNOWN_NAME = "名单中已有这个股室。"
NO_ROWS = "请先勾选要分给股室的指标。"
ROW_GONE = "勾选的指标已不能分派（自评表已送审，或指标已变动）。请刷新页面后重新勾选。"
NO_FILE = "请选择填好的离线填报表，可以一次选择多个。"


class BringForm(forms.Form):
    """`has_more`: something came that was passed over before it was read."""

    material = forms.Field(label="填好的离线填报表", required=False)

    def __init__(self, *args: Any, has_more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.has_more = has_more
        accepted = ",".join(f".{extension}" for extension in BOOK_KINDS)
        self.fields["material"].widget = Files({"class": "form-control", "accept": accepted})

    def clean(self) -> dict[str, Any]:
        if not self.chosen and not self.has_more:
            self.add_error("material", NO_FILE)
        return self.cleaned_data

    @property
    def chosen(self) -> list[UploadedFile]:
        found: list[UploadedFile] = self.files.getlist("material")
        return found


class TeamForm(forms.Form):
    """One more 股室 of a unit; of the same name there is one."""

    name = forms.CharField(
        label="股室名称",
        max_length=40,
        widget=forms.TextInput({"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "请填写股室名称。"},
    )

    def __init__(self, teams: Iterable[Team], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.names = {team.name for team in teams}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name in self.names:
            raise forms.ValidationError(KNOWN_NAME)
        return name


class AssignForm(forms.Form):
    """Rows that are ticked, and the team that is to fill them in; nobody takes them back.

    `row`: the key of a row; `whole`: the key of a filing of which every row is meant.
    """

    def __init__(
        self, teams: Iterable[Team], rows: Mapping[str, tuple[Evaluation, str]], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        self.rows, self.label_suffix = rows, ""
        self.known = {str(team.pk): team for team in teams}
        choices = [*((key, team.name) for key, team in self.known.items()), ("", "收回，不分给股室")]
        self.fields["team"] = forms.ChoiceField(
            label="分给",
            choices=choices,
            required=False,
            initial=next(iter(self.known), ""),
            widget=forms.Select({"class": "form-select"}),
            error_messages={"invalid_choice": "名单中没有这个股室，请重新选择。"},
        )

    @property
    def ticked(self) -> list[str]:
        return self.data.getlist("row") if self.is_bound else []  # type: ignore[attr-defined]

    @property
    def ticked_whole(self) -> list[str]:
        return self.data.getlist("whole") if self.is_bound else []  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[tuple[Evaluation, str]]:
        rows, whole = set(self.ticked), set(self.ticked_whole)
        return [found for key, found in self.rows.items() if key in rows or _filing(key) in whole]

    def clean_team(self) -> Team | None:
        return self.known.get(self.cleaned_data["team"])

    def clean(self) -> dict[str, Any]:
        if not self.ticked and not self.ticked_whole:
            raise forms.ValidationError(NO_ROWS)
        filings = {_filing(key) for key in self.rows}
        if not (self.rows.keys() >= set(self.ticked) and filings >= set(self.ticked_whole)):
            raise forms.ValidationError(ROW_GONE)
        return self.cleaned_data


def _filing(row: str) -> str:
    """The key of the filing that a row is of."""
    return row.partition(":")[0]
