"""What administrators type about 预算变动: one by hand, several pasted, one for another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms

from accounts.validators import written_text
from core.figures.numbers import DECIMAL_PLACES, MAX_DIGITS, parse_number
from core.figures.text import FigureError
from core.filing.amounts import SCALES
from core.filing.form import AmountUnit
from core.filing.movements import source_name
from evaluations.projects.models import BudgetMovement
from evaluations.projects.registering import Entry

UNITS = [("万元", "万元"), ("元", "元")]
DAYS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
UNSAID = "不注明（只计入合计）"
COLUMNS = ("kind", "amount", "document_number", "dated_on", "source")
HEADING = "类型"
KINDS = {label: kind for kind, label in BudgetMovement.Kind.choices} | {"结转": "carried_over"}
MOST_ROWS, MOST_SIGNS = 200, 40_000
EMPTY, NONE_ABOVE_ZERO = "请填写金额。", "金额须大于0；减少预算的，请选“调减”或“收回”。"
NOTHING = "没有可以登记的内容，请从表格复制各行后粘贴。"
ROW_HELP = (
    "每行一笔，依次为：类型（年初、追加、调减、收回、上年结转）、金额、文号、日期、资金来源（可不填）。"
)


class UnitForm(forms.Form):
    """In which unit the amounts are typed."""

    amount_unit = forms.ChoiceField(label="金额单位", choices=UNITS, initial="万元")

    def kept(self, value: Decimal) -> Decimal:
        """In 万元."""
        unit = cast(AmountUnit, self.cleaned_data.get("amount_unit", "万元"))
        return value.scaleb(-SCALES[unit])


class MovementForm(UnitForm):
    """One 预算变动. `sources`: what the money may be called."""

    kind = forms.ChoiceField(label="类型", choices=BudgetMovement.Kind.choices)
    amount = forms.CharField(
        label="金额", max_length=30, widget=forms.TextInput({"inputmode": "decimal", "class": "num"})
    )
    document_number = forms.CharField(
        label="文号", max_length=60, validators=[written_text], help_text="没有文号的，写文件名称。"
    )
    dated_on = forms.DateField(
        label="日期",
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "不能识别为日期，请写成例如2022-06-01。"},
    )
    source = forms.ChoiceField(
        label="资金来源", required=False, help_text="写明来源的，同时计入自评表中该来源一行。"
    )
    field_order = ["kind", "amount", "amount_unit", "document_number", "dated_on", "source"]
    least = Decimal("0.000001")

    def __init__(self, *args: Any, sources: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        own = self.initial.get("source", "")
        names = [*sources, own] if own and own not in sources else sources
        self.fields["source"].choices = [("", UNSAID), *((name, name) for name in names)]  # type: ignore[attr-defined]

    def clean_amount(self) -> Decimal:
        unit = cast(AmountUnit, self.data.get("amount_unit", "万元"))
        places = DECIMAL_PLACES - SCALES.get(unit, 0)
        try:
            value = parse_number(self.cleaned_data["amount"], max_digits=MAX_DIGITS, decimal_places=places)
        except FigureError as problem:
            raise forms.ValidationError(str(problem)) from problem
        if value is None:
            raise forms.ValidationError(EMPTY)
        if value < self.least:
            raise forms.ValidationError(NONE_ABOVE_ZERO)
        return value

    @property
    def entry(self) -> Entry:
        """What a valid form says."""
        given = self.cleaned_data
        others = {name: given[name] for name in COLUMNS if name != "amount"}
        return Entry(amount=self.kept(given["amount"]), **others)

    @property
    def entries(self) -> list[Entry]:
        return [self.entry]


class CorrectionForm(MovementForm):
    """A row in the place of a wrong one; 0 where there was no such movement."""

    reason = forms.CharField(label="更正原因", max_length=200, validators=[written_text])
    least = Decimal(0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = "没有这笔变动的，填0。"


class PasteForm(UnitForm):
    """Several rows as they come from a sheet: cells between tabs; all are taken or none."""

    rows = forms.CharField(
        label="预算变动",
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"从表格复制后粘贴。{ROW_HELP}",
    )
    field_order = ["amount_unit", "rows"]

    def __init__(self, *args: Any, sources: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.sources = sources
        self.entries: list[Entry] = []

    def clean(self) -> None:
        lines = list(_lines(self.cleaned_data.get("rows", "")))
        if len(lines) > MOST_ROWS:
            self.add_error("rows", f"一次最多登记{MOST_ROWS}笔，现有{len(lines)}笔，请分几次粘贴。")
            return
        for number, cells in lines:
            self._read(number, cells)
        if not self.entries and not self.errors:
            self.add_error("rows", NOTHING)

    def _read(self, number: int, cells: Sequence[str]) -> None:
        if len(cells) > len(COLUMNS):
            self.add_error("rows", f"第{number}行有{len(cells)}栏，最多{len(COLUMNS)}栏，请核对。")
            return
        given = dict(zip(COLUMNS, cells, strict=False))
        given["kind"] = KINDS.get(given["kind"], given["kind"])
        given["source"] = source_name(given.get("source", ""))
        unit = self.cleaned_data.get("amount_unit", "万元")
        row = MovementForm({**given, "amount_unit": unit}, sources=self.sources)
        for name, errors in row.errors.items():
            self.add_error("rows", [f"第{number}行{row.fields[name].label}：{one}" for one in errors])
        if row.is_valid():
            self.entries.append(row.entry)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, without empty ones and the heading."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.rstrip().split("\t")]
        if any(cells) and cells[0] != HEADING:
            yield number, cells
