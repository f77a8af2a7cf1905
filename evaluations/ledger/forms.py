"""A ledger that is brought, what its columns mean, and where its money goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from core.filing.form import FormDefinition
from evaluations.ledger.matching import kind_name
from evaluations.ledger.models import LedgerFile
from evaluations.ledger.proposing import AMOUNTS, MEANINGS, Kind, targets
from evaluations.ledger.reading import FEWEST, Sheet, at, found_head, sheets
from evaluations.ledger.units import units_said
from foundation.intake.forms import FileOrText
from foundation.intake.kinds import BOOK_KINDS

NO_FILE = "请选择会计的台账。"
NO_CODE = "请指出哪一栏是项目编码，系统按项目编码归集。"
NO_AMOUNT = "请指出至少一栏金额（预算数或支出数）。"
TWICE = "“{}”选了两栏，只能选一栏。"
HALF = "有调整数的，须同时指出年初预算数，两数之和为全年预算数。"
MIXED = "金额栏有的以元、有的以万元为单位。请把金额栏统一为一种单位后重新上传，或只读取其中一种。"
OTHER_UNIT = "台账写明的金额单位是“{}”，与所选不同。请改选；台账写错的，请在台账中改正后重新上传。"
NO_SHEET, NO_ROW = "请选择工作表。", "请填写Excel中的行号，例如3。"
NO_TITLES = "工作表“{}”第{}行没有栏目名称（至少两栏有内容）。请填写栏目名称所在的行。"
UNITS = (("元", "元"), ("万元", "万元"))
DECIMALS = ((2, "2位"), (4, "4位"), (6, "6位（精确到分）"))
NOT_READ, NOWHERE = "不读取", "不填入"
Choice = tuple[str, str]


def _select(choices: Iterable[Any], label: str, **given: Any) -> forms.ChoiceField:
    widget = forms.Select({"class": "form-select", "aria-label": label})
    return forms.ChoiceField(choices=list(choices), label=label, widget=widget, **given)


class BringForm(FileOrText):
    """A file alone: a ledger is too wide to be pasted."""

    kinds = BOOK_KINDS
    nothing = NO_FILE

    material = forms.FileField(label="会计的台账", required=False, allow_empty_file=True)
    text = None  # type: ignore[assignment]  # Django leaves the field out

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class PlaceForm(forms.Form):
    """In which row of which worksheet the headings stand, where it is another one than was found."""

    sheet = forms.TypedChoiceField(
        label="工作表",
        coerce=int,
        widget=forms.Select({"class": "form-select"}),
        error_messages={"required": NO_SHEET, "invalid_choice": NO_SHEET},
    )
    head = forms.IntegerField(
        label="栏目名称在第几行",
        min_value=1,
        error_messages={"required": NO_ROW, "invalid": NO_ROW, "min_value": NO_ROW},
    )

    def __init__(self, file: LedgerFile, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"sheet": file.sheet, "head": file.head})
        self.label_suffix, self.file, self.every = "", file, sheets(file.said)
        choices = [(number, one.name) for number, one in enumerate(self.every) if one.rows]
        self.fields["sheet"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Of another worksheet the row that says most, unless another row was named too."""
        number, head = self.cleaned_data.get("sheet"), self.cleaned_data.get("head")
        if number is None or head is None:
            return self.cleaned_data
        sheet = self.every[number]
        if number != self.file.sheet and head == self.file.head and (found := found_head([sheet], {})):
            head = self.cleaned_data["head"] = found[1]
        if head not in sheet.rows or len(at(sheet, head).titles) < FEWEST:
            self.add_error("head", NO_TITLES.format(sheet.name, head))
        return self.cleaned_data


class ColumnsForm(forms.Form):
    """One choice for each heading. `proposed`: heading → meaning; `samples`: what stands below it."""

    def __init__(
        self,
        sheet: Sheet,
        proposed: Mapping[str, str],
        samples: Mapping[str, str],
        measure: tuple[str, int],
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(data)
        self.label_suffix, self.sheet, self.samples = "", sheet, samples
        self.names = {f"column-{number}": title for number, title in enumerate(proposed)}
        choices = [("", NOT_READ), *MEANINGS.items()]
        for name, title in self.names.items():
            self.fields[name] = _select(choices, title, required=False, initial=proposed[title])
        self.fields["amount_unit"] = _select(UNITS, "台账金额的单位", initial=measure[0])
        self.fields["decimals"] = forms.TypedChoiceField(
            choices=DECIMALS,
            coerce=int,
            label="合计后保留小数",
            initial=measure[1],
            widget=forms.Select({"class": "form-select"}),
        )

    @property
    def columns(self) -> dict[str, str]:
        """Heading → meaning, as chosen."""
        return {title: self.cleaned_data.get(name, "") for name, title in self.names.items()}

    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each heading with what stands below it."""
        return ((self[name], self.samples.get(title, "")) for name, title in self.names.items())

    def clean(self) -> dict[str, Any]:
        chosen = Counter(self.columns.values())
        chosen.pop("", None)
        for meaning in (meaning for meaning, count in chosen.items() if count > 1):
            self.add_error(None, TWICE.format(MEANINGS[meaning]))
        if "code" not in chosen:
            self.add_error(None, NO_CODE)
        if not any(meaning in chosen for meaning in AMOUNTS):
            self.add_error(None, NO_AMOUNT)
        if "change" in chosen and "initial" not in chosen and "adjusted" not in chosen:
            self.add_error(None, HALF)
        self._check_unit()
        return self.cleaned_data

    def _check_unit(self) -> None:
        """The unit is the one that the ledger says, where it says one: a wrong one is a factor of 10^4."""
        said = units_said(self.sheet, self.columns)
        if len(said) > 1:
            self.add_error(None, MIXED)
        elif other := said - {self.cleaned_data.get("amount_unit")}:
            self.add_error("amount_unit", OTHER_UNIT.format(*other))


class RowsForm(forms.Form):
    """One choice for each kind of money in a form. `asked`: by form and kind, the form, what is proposed."""

    def __init__(
        self, asked: Mapping[tuple[str, Kind], tuple[FormDefinition, str]], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.names = {f"row-{number}": key for number, key in enumerate(asked)}
        self.labels = {name: asked[key][0].name for name, key in self.names.items()}
        for name, key in self.names.items():
            form, proposed = asked[key]
            choices = [(row.key, row.label) for row in targets(form.funds)] if form.funds else []
            self.fields[name] = _select(
                [("", "请选择"), *choices, (NOWHERE, NOWHERE)],
                kind_name(key[1]),
                initial=proposed,
                error_messages={"required": f"请选择“{kind_name(key[1])}”填入哪一行，或选择“{NOWHERE}”。"},
            )

    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each kind of money with the name of the form into which it goes."""
        return ((self[name], self.labels[name]) for name in self.names)

    @property
    def chosen(self) -> dict[tuple[str, str, str, str], str]:
        """(Form, source, nature, carried over) → fund row, empty where it goes to none."""
        return {
            (form, *kind): self.cleaned_data[name].replace(NOWHERE, "")
            for name, (form, kind) in self.names.items()
        }
