"""Figures of a row that are worked out: 在职人员数 ÷ 编制数, (本年 − 上年) ÷ 上年.

Parameters are data, no language; a divisor that can be 0 has its answer. Formulas: domain.md §4.2 (seed 001).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from core.figures import printing
from core.figures.numbers import parse_number, parse_rate
from core.figures.rounding import round_exact
from core.figures.text import FigureError
from core.scoring.asked import Asked
from core.scoring.outcome import Outcome, earned, undecided
from core.scoring.parameters import Parameters
from core.scoring.parameters.base import Name

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_\-]{1,50}$")]
Kind = Literal["ratio", "change", "difference", "sum", "product"]
ZeroAnswer = Literal["full", "none", "not_applicable", "ask"]
"""What a divisor of 0 means: full points, no points, the row does not apply, a person decides."""

PAIRED: tuple[Kind, ...] = ("ratio", "change", "difference")
SIGNS: Mapping[Kind, str] = {"ratio": " ÷ ", "difference": " − ", "sum": " + ", "product": " × "}
ZERO_WORDS: Mapping[ZeroAnswer, str] = {
    "full": "按表样规定得满分",
    "none": "按表样规定不得分",
    "not_applicable": "按表样规定本指标不适用，请标为不适用",
    "ask": "不能计算，请人工评分并说明理由",
}
MOST = 20
LONGEST = 100
"""Numbers in the whole formula, so that whoever reads it comes to its end."""


class Input(Parameters):
    """One number that the filer types. `rate`: with a sign of percent; `unit` stands behind the field."""

    key: Key
    label: Name
    kind: Literal["number", "rate"] = "number"
    unit: str = ""


class Step(Parameters):
    """One operation over inputs and other steps, by their keys.

    `ratio` a ÷ b, `change` (a − b) ÷ b, `difference` a − b; `sum` and `product` of two and more.
    """

    key: Key
    kind: Kind
    of: tuple[Key, ...] = Field(min_length=2, max_length=MOST)

    @model_validator(mode="after")
    def _two_where_two_are_meant(self) -> Self:
        if self.kind in PAIRED and len(self.of) != 2:
            raise ValueError(f"计算步骤「{self.key}」须由两项计算，现有{len(self.of)}项。")
        return self


class Measure(Parameters):
    """A figure from named inputs; the last step is its value.

    `unit` stands behind it, `decimals` of what is offered (of the percentage, where the unit is %); `zero`:
    what a divisor of 0 means, `both_zero` where what is divided is 0 too (None: the same).
    """

    inputs: tuple[Input, ...] = Field(min_length=1, max_length=MOST)
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST)
    unit: str = "%"
    decimals: int = Field(default=2, ge=0, le=4)
    zero: ZeroAnswer = "ask"
    both_zero: ZeroAnswer | None = None

    @model_validator(mode="after")
    def _names_are_there_and_end(self) -> Self:
        keys = [*(one.key for one in self.inputs), *(step.key for step in self.steps)]
        if repeated := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"计算项「{'、'.join(repeated)}」重复，请改成不同的代码。")
        used = {key for step in self.steps for key in step.of}
        if missing := sorted(used - set(keys)):
            raise ValueError(f"计算步骤引用了没有的计算项「{'、'.join(missing)}」，请补上或改正。")
        if circle := self._circle():
            raise ValueError(f"计算步骤互相引用：{'→'.join(circle)}，请改正。")
        if idle := [key for key in keys[:-1] if key not in used]:
            raise ValueError(f"计算项「{'、'.join(idle)}」没有用到，请删除或写进计算步骤。")
        if self._length() > LONGEST:
            raise ValueError(f"计算式太长，最多{LONGEST}个数，请减少计算步骤。")
        return self

    @cached_property
    def step(self) -> Mapping[str, Step]:
        return {step.key: step for step in self.steps}

    @property
    def result(self) -> str:
        """The key of the step whose value is the figure."""
        return self.steps[-1].key

    def _length(self) -> int:
        """How many numbers stand in the formula written out."""
        lengths = dict.fromkeys((one.key for one in self.inputs), 1)
        while self.result not in lengths:
            lengths |= {
                step.key: sum(lengths[name] for name in step.of)
                for step in self.steps
                if lengths.keys() >= set(step.of)
            }
        return lengths[self.result]

    def _circle(self) -> list[str]:
        """The steps that lead back to where they began; nothing where none do."""
        done: set[str] = set()

        def walk(key: str, way: list[str]) -> list[str]:
            if key in way:
                return [*way[way.index(key) :], key]
            if key in done or key not in self.step:
                return []
            found = next((circle for name in self.step[key].of if (circle := walk(name, [*way, key]))), [])
            done.add(key)
            return found

        return next((circle for step in self.steps if (circle := walk(step.key, []))), [])


@dataclass(frozen=True)
class Worked:
    """What a measure comes to. `value`: exact, a rate being 1 for 100 %; `text`: as its column offers it.

    Without a value `problem` says what to do; `zero` is the form's answer to a divisor of 0.
    """

    value: Fraction | None = None
    text: str = ""
    working: str = ""
    problem: str = ""
    zero: ZeroAnswer | None = None

    def outcome(self, points: Decimal) -> Outcome | None:
        """What a divisor of 0 gives; None where the row's rule says the score."""
        match self.zero:
            case None:
                return None
            case "full":
                return earned(Fraction(points), self.problem)
            case "none":
                return earned(Fraction(0), self.problem)
            case _:
                return undecided(f"{self.problem}。", asks_reason=self.zero == "ask")


def asked_by(measure: Measure) -> tuple[Asked, ...]:
    """The inputs as a page asks for them, in the form's order.

    >>> [asked.label for asked in asked_by(example())]
    ['在职人员数', '编制数']
    """
    return tuple(Asked(one.key, one.label, one.kind, unit=one.unit) for one in measure.inputs)


def in_words(measure: Measure) -> str:
    """How the figure is worked out, by the names of its inputs.

    >>> in_words(example()), in_words(example("change"))
    ('在职人员数 ÷ 编制数', '(在职人员数 − 编制数) ÷ 编制数')
    """
    return _formula(measure, measure.result, {one.key: one.label for one in measure.inputs}, outermost=True)


def work_out(measure: Measure, given: Mapping[str, str]) -> Worked:
    """Return what follows from the inputs as typed; exact, never a silent zero.

    >>> worked = work_out(example(), {"staff": "30", "posts": "29"})
    >>> worked.value, worked.text, worked.working
    (Fraction(30, 29), '103.45%', '30 ÷ 29 = 103.45%')
    >>> work_out(example(), {"staff": "30", "posts": "0"}).problem
    '编制数为0，不能计算，请人工评分并说明理由'
    >>> work_out(example(), {"staff": "30"}).problem
    '尚未填写编制数，填写并保存后计算。'
    """
    try:
        read = {one.key: _read(one, given.get(one.key, "")) for one in measure.inputs}
    except FigureError as error:
        return Worked(problem=str(error))
    if missing := [one.label for one in measure.inputs if read[one.key] is None]:
        return Worked(problem=f"尚未填写{'、'.join(missing)}，填写并保存后计算。")
    numbers = {key: Fraction(number) for key, number in read.items() if number is not None}
    try:
        value = _value(measure, measure.result, numbers)
    except _ZeroError as zero:
        answer = measure.both_zero if zero.above == 0 and measure.both_zero else measure.zero
        return Worked(problem=f"{zero}为0，{ZERO_WORDS[answer]}", zero=answer)
    text = _text(measure, value)
    shown = {one.key: _shown(one, numbers[one.key]) for one in measure.inputs}
    formula = _formula(measure, measure.result, shown, outermost=True)
    return Worked(value, text, f"{formula} = {text}")


class _ZeroError(Exception):
    """A divisor is 0: its name, and what was to be divided."""

    def __init__(self, name: str, above: Fraction) -> None:
        super().__init__(name)
        self.above = above


def _read(one: Input, typed: str) -> Decimal | None:
    try:
        return parse_rate(typed) if one.kind == "rate" else parse_number(typed, allow_negative=True)
    except FigureError as error:
        raise FigureError(f"{one.label}{error}") from None


def _value(measure: Measure, key: str, numbers: Mapping[str, Fraction]) -> Fraction:
    if key in numbers:
        return numbers[key]
    step = measure.step[key]
    first, *others = (_value(measure, name, numbers) for name in step.of)
    match step.kind:
        case "sum":
            return sum(others, first)
        case "difference":
            return first - others[0]
        case "product":
            for other in others:
                first *= other
            return first
        case _:
            above = first if step.kind == "ratio" else first - others[0]
            return _divided(measure, step, above, others[0])


def _divided(measure: Measure, step: Step, above: Fraction, below: Fraction) -> Fraction:
    if below == 0:
        labels = {one.key: one.label for one in measure.inputs}
        raise _ZeroError(_formula(measure, step.of[1], labels, outermost=True), above)
    return above / below


def _formula(measure: Measure, key: str, names: Mapping[str, str], *, outermost: bool = False) -> str:
    """The operation in figures or in names; what is worked out first stands in brackets."""
    if key in names:
        return names[key]
    step = measure.step[key]
    parts = [_formula(measure, name, names) for name in step.of]
    if step.kind == "change":
        text = f"({parts[0]} − {parts[1]}) ÷ {parts[1]}"
    else:
        text = SIGNS[step.kind].join(parts)
    return text if outermost else f"({text})"


def _shown(one: Input, number: Fraction) -> str:
    value = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{printing.plain(value.scaleb(2))}%" if one.kind == "rate" else printing.plain(value)


def _text(measure: Measure, value: Fraction) -> str:
    if measure.unit == "%":
        return f"{printing.plain(round_exact(value * 100, decimals=measure.decimals))}%"
    return f"{printing.plain(round_exact(value, decimals=measure.decimals))}{measure.unit}"


def example(kind: Kind = "ratio") -> Measure:
    """在职人员数 and 编制数, for the examples in this file (domain.md §4 R16: 30 ÷ 29)."""
    inputs = (
        Input(key="staff", label="在职人员数", unit="人"),
        Input(key="posts", label="编制数", unit="人"),
    )
    return Measure(inputs=inputs, steps=(Step(key="rate", kind=kind, of=("staff", "posts")),))
