"""What administrators type about forms, where it is not asked field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any

from django import forms

from accounts.validators import written_text
from core.figures.numbers import parse_number
from core.figures.text import FigureError
from core.filing.form import FixedRow, FormDefinition, Group
from core.scoring.asked import NO, YES, Asked, asked_of
from core.scoring.outcome import AMOUNTS
from core.scoring.parameters import Rule
from foundation.intake.forms import FileOrText
from foundation.intake.kinds import FORM_KINDS
from indicators import tree
from indicators.asking.build import Builder
from indicators.asking.fields import Leaf
from indicators.asking.form import AskingForm, Place, leaves
from indicators.asking.shapes import Shape
from indicators.checks import Deviation
from indicators.exchange.files import form_from_file
from indicators.trying import Example

LARGEST, PASTED = 1_000_000, "粘贴的内容.toml"
"""Characters of a pasted text, and the name under which it goes through the gate."""
IN_TREE = ("name", "points", "target")
"""What the page of the tree asks of an item, in the order of its columns."""
OFF_TREE = frozenset(
    f"{model.__name__}.{field}"
    for model in (Group, FixedRow)
    for field in model.model_fields
    if field not in IN_TREE
)


@dataclass(frozen=True)
class TreeRow:
    """One row of the page of the tree, with its boxes."""

    place: tree.Place
    leaves: list[Leaf]
    is_fixed: bool

    @property
    def key(self) -> str:
        return str(self.place.item["key"])

    @property
    def name(self) -> str:
        return str(self.place.item["name"])

    @property
    def depth(self) -> int:
        return self.place.depth - 1

    @property
    def takes_groups(self) -> bool:
        return self.place.depth == 1 and not self.place.item.get("rows")

    @property
    def takes_rows(self) -> bool:
        """Third-level rows of projects come with the projects."""
        return self.is_fixed and not self.place.is_row and not self.place.item["children"]


class TreeForm(AskingForm):
    """Names, points and targets of the whole tree; a box is called `<key>.points`."""

    def __init__(self, data: Mapping[str, Any], typed: Mapping[str, str] | None = None) -> None:
        build, self.groups = Builder(typed, omitted=OFF_TREE), data["indicators"]["groups"]
        self.is_fixed = data["indicators"]["level3"] == "fixed"
        self.rows = [
            TreeRow(place, _boxes(build, place), self.is_fixed) for place in tree.places(self.groups)
        ]
        super().__init__([leaf for row in self.rows for leaf in row.leaves], typed)

    def put(self, groups: list[tree.Item]) -> None:
        """Write what was typed into the items of `groups`."""
        typed = {
            row.key: {leaf.field: leaf.read(self.cleaned_data[leaf.name]) for leaf in row.leaves}
            for row in self.rows
        }
        for place in tree.places(groups):
            place.item.update(typed[place.item["key"]])
        self.groups = groups

    def leaf_at(self, place: Place) -> Leaf | None:
        """The box of an error in the tree as it was to be stored, moved and cut."""
        item: Any = {"groups": self.groups}
        for part in place[1:-1]:
            item = item[part]
        return next(
            (leaf for leaf in leaves(self.nodes) if leaf.name == f"{item.get('key')}.{place[-1]}"), None
        )


def _boxes(build: Builder, place: tree.Place) -> list[Leaf]:
    model = FixedRow if place.is_row else Group
    boxes = build.cells(model, place.item, place.item["key"], f"「{place.item['name']}」")
    return sorted(boxes, key=lambda leaf: IN_TREE.index(leaf.field))


class TryForm(forms.Form):
    """An example to try a rule with: what it asks beside the actual value comes from the rule."""

    target = forms.CharField(label="年度指标值", max_length=300, required=False)
    actual = forms.CharField(label="实际完成值", max_length=300, required=False)
    points = forms.CharField(label="分值", max_length=12, required=False)

    def __init__(
        self,
        rule: Rule | None,
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix="try", label_suffix="", initial=initial)
        self.asked = asked_of(rule) if rule else ()
        if rule and rule.kind == "execution_share":
            self.fields["target"].label, self.fields["actual"].label = AMOUNTS
        for one in self.asked:
            self.fields[f"answers.{one.key}"] = _answer_field(one)
        for field in self.fields.values():
            field.validators.append(written_text)

    def clean_points(self) -> Decimal:
        try:
            points = parse_number(self.cleaned_data["points"], max_digits=9, decimal_places=4)
        except FigureError as problem:
            raise forms.ValidationError(str(problem)) from problem
        if points is None:
            raise forms.ValidationError("请填写分值。")
        return points

    def example(self) -> Example:
        given = self.cleaned_data
        answers = {one.key: given[f"answers.{one.key}"] for one in self.asked}
        return Example(
            given["target"],
            given["actual"],
            given["points"],
            {key: text for key, text in answers.items() if text},
        )


def _answer_field(asked: Asked) -> forms.Field:
    label = f"{asked.label}（{asked.unit}）" if asked.unit else asked.label
    choices = (
        asked.choices if asked.kind == "choice" else ((YES, YES), (NO, NO)) if asked.kind == "tick" else ()
    )
    if choices:
        return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *choices])
    return forms.CharField(label=label, max_length=300, required=False)


class AcceptForm(AskingForm):
    """For each thing that does not fit together, the reason why it is printed as it is (D7)."""

    def __init__(
        self,
        found: list[Deviation],
        accepted: Mapping[str, str],
        typed: Mapping[str, str] | None = None,
    ) -> None:
        self.found = [(one, _reason(one, accepted.get(one.id, ""))) for one in found]
        super().__init__([leaf for _, leaf in self.found], typed)

    def reasons(self) -> dict[str, str]:
        typed = {one.id: leaf.read(self.cleaned_data[leaf.name]).strip() for one, leaf in self.found}
        return {id_: reason for id_, reason in typed.items() if reason}


def _reason(found: Deviation, reason: str) -> Leaf:
    return Leaf("title", f"reason.{found.id}", "照印的理由", Shape("text"), value=reason)


class NewForm(forms.Form):
    """What a new form begins with, and what is different in it; what is left empty stays as it is there."""

    begin_with = forms.ChoiceField(label="以哪份表样为底稿")
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100, help_text="自评数据所属的年度。")
    name = forms.CharField(label="表样名称", max_length=300, required=False, help_text="不改的，留空。")
    code = forms.RegexField(
        r"\A[a-z0-9_\-]{1,60}\Z",
        label="表样代码",
        required=False,
        help_text="同一套表样的修订不填；另立一套的，填新代码（小写字母、数字和短横）。",
        error_messages={"invalid": "代码只能由小写字母、数字、短横和下划线组成，最多60个字符。"},
    )
    place = forms.CharField(label="地区", max_length=300, required=False, help_text="不改的，留空。")
    source = forms.CharField(label="依据", max_length=300, required=False, help_text="不改的，留空。")

    def __init__(
        self,
        sources: list[tuple[str, str]],
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.fields["begin_with"].choices = [("", "请选择"), *sources]  # type: ignore[attr-defined]
        for name in ("name", "place", "source"):
            self.fields[name].validators.append(written_text)

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "begin_with"}

    def tell(self, reasons: Iterable[str]) -> None:
        for reason in reasons:
            self.add_error(None, reason)


class FileForm(FileOrText):
    """A form as a file, or the text of a TOML file."""

    kinds = FORM_KINDS
    nothing = "请选择文件，或粘贴文件内容。"

    material = forms.FileField(label="表样文件", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="或粘贴TOML文件的内容",
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea({"rows": 12}),
    )

    def read(self) -> FormDefinition:
        """The form that came; FormRefused with every reason why it is none."""
        if material := self.cleaned_data.get("material"):
            return form_from_file(material, material.name)
        with TemporaryFile() as pasted:
            pasted.write(str(self.cleaned_data["text"]).encode())
            return form_from_file(pasted, PASTED)
