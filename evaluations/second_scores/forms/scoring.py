"""Every row of a filing: 复核完成值, 复核得分, 原因, 备注, 已核对佐证; named by the number of the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.validators import written_text
from core.figures.text import FigureError
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.second.rows import Item
from core.second.scores import refusals
from evaluations.second_scores.models import LONGEST_REMARK, Reason, SecondScore
from evaluations.second_scores.services.scoring import Typed

SCORED = ("score", "reason")
"""What is not asked of a row whose score stands in another one."""
PARTS = ("actual", "score", "reason", "remark", "evidence")
SEEN, NOT_SEEN, EMPTY = "已核对", "未核对", "未填"
LINE = {"class": "form-control", "autocomplete": "off"}


class ScoresForm(forms.Form):
    """`seen`: the mark of what the page showed. `typed`: what was read of each row, once it was checked."""

    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def __init__(
        self,
        form: FormDefinition,
        items: Sequence[Item],
        reasons: Sequence[Reason],
        data: Mapping[str, Any] | None = None,
        *,
        scores: Mapping[str, SecondScore],
        seen: str,
    ) -> None:
        super().__init__(data, label_suffix="", initial={"seen": seen})  # type: ignore[arg-type]
        self.definition, self.items = form, items
        self.reasons = {one.code: one for one in _with_kept(reasons, scores)}
        choices = [("", "—"), *((code, str(one)) for code, one in self.reasons.items())]
        for number, item in enumerate(items):
            asked = _fields(f"{item.name}：", scores.get(item.key) or SecondScore(), choices)
            kept = {part: field for part, field in asked.items() if not (item.shares and part in SCORED)}
            self.fields.update({f"{part}-{number}": field for part, field in kept.items()})

    def clean(self) -> dict[str, Any]:
        """Read 完成值 and 得分 as everywhere (core.filing.entry), and ask why a score differs."""
        given = super().clean() or {}
        self.typed = [self._read(number, item, given) for number, item in enumerate(self.items)]
        return given

    def fields_of(self, number: int) -> dict[str, BoundField]:
        return {part: self[f"{part}-{number}"] for part in PARTS if f"{part}-{number}" in self.fields}

    def kept_of(self, number: int) -> dict[str, str]:
        """What is kept in those fields of a row in which something else was typed, in words."""
        fields = self.fields_of(number)
        changed = {part for part, field in fields.items() if field.name in self.changed_data}
        return {part: self._in_words(part, fields[part].initial) for part in PARTS if part in changed}

    def _in_words(self, part: str, kept: Any) -> str:
        if part == "evidence":
            return SEEN if kept else NOT_SEEN
        return str(self.reasons[kept] if part == "reason" and kept else kept) or EMPTY

    def _read(self, number: int, item: Item, given: Mapping[str, Any]) -> Typed:
        actual, typed, reason, remark = (given.get(f"{part}-{number}", "") for part in PARTS[:4])
        self._number(f"actual-{number}", item.value_ref, actual)
        score = self._number(f"score-{number}", item.score_ref, typed)
        wrong = refusals(item, score, reason=reason, remark=remark)
        for part in wrong.keys() - {part for part in PARTS if f"{part}-{number}" in self.errors}:
            self.add_error(f"{part}-{number}", wrong[part])
        return Typed(
            row=item.key,
            actual=actual,
            typed=typed,
            score=score,
            reason=reason,
            reason_words=self.reasons[reason].words if reason else "",
            remark=remark,
            evidence_seen=bool(given.get(f"evidence-{number}")),
        )

    def _number(self, name: str, ref: CellRef, typed: str) -> Decimal | None:
        try:
            return read_cell(self.definition, ref, typed).value
        except FigureError as wrong:
            self.add_error(name, str(wrong))
            return None


def _with_kept(reasons: Sequence[Reason], scores: Mapping[str, SecondScore]) -> Iterator[Reason]:
    """The reasons of the place, and those kept before that it has no longer."""
    yield from reasons
    known = {"", *(one.code for one in reasons)}
    yield from (Reason(one.reason, one.reason_words) for one in scores.values() if one.reason not in known)


def _fields(name: str, kept: SecondScore, choices: list[tuple[str, str]]) -> dict[str, forms.Field]:
    numeric, reason = {**LINE, "class": "form-control num", "inputmode": "decimal"}, {"class": "form-select"}
    remark = forms.Textarea({"class": "form-control", "rows": 2})
    seen = forms.CheckboxInput({"class": "form-check-input"})
    return {
        "actual": _words(f"{name}复核完成值", kept.actual, 300, forms.TextInput(LINE)),
        "score": _words(f"{name}复核得分", kept.typed, 64, forms.TextInput(numeric)),
        "reason": forms.ChoiceField(
            label=f"{name}原因",
            choices=choices,
            required=False,
            initial=kept.reason,
            widget=forms.Select(reason),
        ),
        "remark": _words(f"{name}备注", kept.remark, LONGEST_REMARK, remark),
        "evidence": forms.BooleanField(
            label=f"{name}已核对佐证", required=False, initial=kept.evidence_seen, widget=seen
        ),
    }


def _words(label: str, kept: str, longest: int, widget: forms.Widget) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        initial=kept,
        validators=[written_text],
        widget=widget,
    )
