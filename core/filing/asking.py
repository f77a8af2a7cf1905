"""Which rule scores a row, what works its actual out, and what both ask of the filer, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import TypeAdapter

from core.figures.numbers import parse_number, parse_rate
from core.figures.targets import Target, parse_target
from core.figures.text import FigureError, clip
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import DefaultRules, FormDefinition
from core.filing.snapshot import Line, Snapshot
from core.scoring.asked import NO, YES, Asked, asked_of
from core.scoring.measures import Measure, asked_by
from core.scoring.parameters import Rule

ACTUAL_LENGTH = 300
LAST_CIRCLED = 20
TYPED = ("tiers", "coefficient", "either_or")
"""Kinds of rules that read an actual in words, or leave it to the filer, beside what they ask."""
NOTHING_TICKED = "无"
NOT_A_TICK = "请选择“是”或“否”。"
_RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


@dataclass(frozen=True)
class Question:
    """What is asked in one cell."""

    ref: CellRef
    asked: Asked


def rule_for(form: FormDefinition, line: Line, target: Target) -> Rule:
    """The row's own rule, else that of the form's row, else the form's default by the sign of the target.

    pydantic's ValidationError (a ValueError) for a row's rule that is none.
    """
    return _own_rule(form, line) or _default_rule(form.indicators.rules, target)


def measure_for(form: FormDefinition, line: Line) -> Measure | None:
    """What works the actual of a row out, None where it is typed."""
    fixed, named = form.indicators.fixed_rows.get(line.key), form.indicators.row_rules
    if fixed:
        return fixed.measure
    rule = _own_rule(form, line) if named else None
    return next((one.measure for one in named if one.rule == rule), None)


def questions(line: Line, rule: Rule) -> tuple[Question, ...]:
    """What `rule` asks in the row of `line`, in the order in which it is asked."""
    return tuple(Question(cells.answer(line.key, asked.key), asked) for asked in asked_of(rule))


def inputs(line: Line, measure: Measure | None) -> tuple[Question, ...]:
    """The numbers from which the actual of a row is worked out."""
    asked = asked_by(measure) if measure else ()
    return tuple(Question(cells.measure_input(line.key, one.key), one) for one in asked)


def questions_in(form: FormDefinition, snapshot: Snapshot, line: Line) -> tuple[Question, ...]:
    """What is asked in a row as it stands: its target chooses the rule where it has none of its own."""
    rule = _own_rule(form, line)
    if rule is None:
        target = parse_target(snapshot.typed(cells.indicator(line.key, "target")).strip())
        rule = _default_rule(form.indicators.rules, target)
    return inputs(line, measure_for(form, line)) + questions(line, rule)


def follows_from_answers(rule: Rule) -> bool:
    """Whether what `rule` asks says what was done, so that its row compares no target and types no actual."""
    return not rule.numbers_in and rule.kind not in TYPED


def answers(snapshot: Snapshot, asked: Iterable[Question]) -> Mapping[str, str]:
    """What was answered, by the key of what is asked (`Claim.answers`, `work_out`)."""
    typed = {one.asked.key: snapshot.typed(one.ref).strip() for one in asked}
    return {key: text for key, text in typed.items() if text}


def read_answer(asked: Asked, typed: str) -> Decimal | None:
    """Return the number that an answer is read as, None where it is none; FigureError tells what to do.

    Dates and words are looked at where they are typed.

    >>> read_answer(Asked("n", "迟报次数", "number"), "２")
    Decimal('2')
    """
    text = typed.strip()
    if not text:
        return None
    if asked.kind == "number":
        return parse_number(text, allow_negative=True)
    if asked.kind == "rate":
        return parse_rate(text, allow_negative=True)
    if asked.kind == "tick" and text not in (YES, NO):
        raise FigureError(NOT_A_TICK)
    if asked.kind == "choice" and text not in dict(asked.choices):
        raise FigureError(f"「{clip(text)}」不在可选项之中，请从列出的选项中选择。")
    return None


def actual_by_answers(asked: Sequence[Question], given: Mapping[str, str]) -> str:
    """What the answers say in 实际完成值: ①③, the option chosen, 2次; empty while a required one is open.

    >>> items = [Question(cells.answer("r1", key), Asked(key, key, "tick")) for key in ("a", "b", "c")]
    >>> actual_by_answers(items, {"a": "是", "b": "否", "c": "是"})
    '①③'
    """
    if any(one.asked.required and one.asked.key not in given for one in asked):
        return ""
    ticks = [one.asked for one in asked if one.asked.kind == "tick"]
    others = [one.asked for one in asked if one.asked.kind != "tick" and one.asked.key in given]
    said = [_ticked(ticks, given)] if any(tick.key in given for tick in ticks) else []
    is_alone = len(others) + len(said) == 1
    said += [_said(one, given[one.key], is_alone=is_alone) for one in others]
    text = "；".join(said)
    return text if len(text) <= ACTUAL_LENGTH else ""


def shown_answer(asked: Asked, typed: str) -> str:
    """What a person reads for an answer: a number with its unit (2次), anything else as it stands."""
    return f"{typed}{asked.unit}" if typed and asked.kind == "number" else typed


def ticks_numbered(asked: Sequence[Asked]) -> Mapping[str, str]:
    """The number of each tick by its key: ①, ②; none where one thing alone is ticked."""
    ticks = [one.key for one in asked if one.kind == "tick"]
    return {key: circled(number) for number, key in enumerate(ticks, start=1)} if len(ticks) > 1 else {}


def _own_rule(form: FormDefinition, line: Line) -> Rule | None:
    if line.rule is not None:
        return _RULE.validate_python(line.rule)
    fixed = form.indicators.fixed_rows.get(line.key)
    return fixed.rule if fixed else None


def _default_rule(rules: DefaultRules, target: Target) -> Rule:
    if target.kind == "qualitative":
        return rules.qualitative
    if target.operator in ("<=", "<"):
        return rules.at_most
    return rules.equal if target.operator == "=" else rules.at_least


def _ticked(ticks: Sequence[Asked], given: Mapping[str, str]) -> str:
    """The numbers of what is ticked; the answer itself where one thing alone is asked."""
    if len(ticks) == 1:
        return given[ticks[0].key]
    numbers = ticks_numbered(ticks)
    return "".join(numbers[tick.key] for tick in ticks if given.get(tick.key) == YES) or NOTHING_TICKED


def _said(asked: Asked, typed: str, *, is_alone: bool) -> str:
    shown = shown_answer(asked, typed)
    return shown if is_alone else f"{asked.label}：{shown}"


def circled(number: int) -> str:
    """Return ① to ⑳, then (21).

    >>> circled(1), circled(20), circled(21)
    ('①', '⑳', '(21)')
    """
    return chr(0x245F + number) if number <= LAST_CIRCLED else f"({number})"
