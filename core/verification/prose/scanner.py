"""One pass over the text: every figure with its words, brackets, sentence and paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from core.verification.prose.figures import Figure
from core.verification.prose.numbers import Found, is_bound, is_range, number_at
from core.verification.prose.plain import DIGITS, ENDS, Plain, plain_text
from core.verification.prose.steps import Steps
from core.verification.prose.words import names

LISTED = ("、", "和", "及", "与")
LONGEST_LABEL = 48
LONGEST_LEAD = 96
LONGEST_TAIL = 8
OPERATORS = frozenset("÷/×*=+")
BRACKETED = tuple(f"）{sign}" for sign in "÷/×*=+")
CLAUSE_MARKS = frozenset("，；：、（）\n") | ENDS
TELLING = DIGITS | CLAUSE_MARKS
COLON = "："
OPENING, CLOSING = "（", "）"
TAIL_ENDS = DIGITS | ENDS | {"\n"}
MONEY_WORDS = names(
    "下达 支出 预算 预算数 资金 收入 决算数 经费 拨款 到位 执行 执行数 金额 支付 合计 总额 安排 拨付 "
    "总计 共计 使用 报销 费用 为 结余"
)
BORROW_FROM = 4
"""How many figures away the measure may stand that a bare one means."""


@dataclass
class _State:
    label_start: int = 0
    lead_start: int = 0
    depth: int = 0
    sentence: int = 0
    paragraph: int = 0


def scan(text: str, steps: Steps) -> tuple[Figure, ...]:
    """Return the figures of `text` in their order.

    >>> [figure.text for figure in scan("2021年支出共701.23万元，支出率60.7%（第3次）。", Steps())]
    ['701.23万元', '60.7%']
    """
    plain = plain_text(text, steps)
    state, figures, at = _State(), list[Figure](), 0
    for place in [place for place, sign in enumerate(plain.text) if sign in TELLING]:
        sign = plain.text[place]
        if place < at:
            continue
        if sign in CLAUSE_MARKS:
            _mark(sign, place, state, plain.text[place + 1 : place + 2] in DIGITS)
            continue
        found = number_at(plain.text, place)
        figure = _figure(plain, place, found, state)
        if figure:
            figures.append(figure)
            state.label_start = state.lead_start = found.end
        at = found.end
    steps.take(len(plain.text))
    return _with_measures(figures)


def _mark(char: str, at: int, state: _State, is_close: bool) -> None:
    state.label_start = state.label_start if char == COLON and is_close else at + 1
    if char == OPENING:
        state.depth += 1
    elif char == CLOSING:
        state.depth = max(0, state.depth - 1)
    elif char in ENDS:
        state.sentence += 1
    elif char == "\n":
        state.sentence += 1
        state.paragraph += 1
        state.depth = 0


def _figure(plain: Plain, at: int, found: Found, state: _State) -> Figure | None:
    if not found.digits:
        return None
    text = plain.text
    label = text[max(state.label_start, at - LONGEST_LABEL) : at]
    percent = label.endswith("百分之") and not found.measure
    measure, end = ("%" if percent else found.measure), found.end
    calculated = _is_calculated(text, at, end, label)
    if not measure and not (calculated or _may_borrow(text, label, end) or _is_listed(text, at, end)):
        return None
    start, stop = plain.place(at - 3 if percent else at, end)
    return Figure(
        start=start,
        end=stop,
        text=text[at:end],
        value=Decimal(found.digits),
        measure=measure,
        label=label.removesuffix("百分之").removesuffix(COLON),
        lead=text[max(state.lead_start, at - LONGEST_LEAD) : at],
        depth=state.depth,
        sentence=state.sentence,
        paragraph=state.paragraph,
        is_exact=not (found.about or is_range(text, at, end) or is_bound(text, label, end)),
        tail=_tail(text, end),
    )


def _tail(text: str, end: int) -> str:
    """The words right behind a figure, up to the next figure or the end of the sentence."""
    behind = text[end : end + LONGEST_TAIL]
    stop = next((at for at, sign in enumerate(behind) if sign in TAIL_ENDS), len(behind))
    return behind[:stop]


def _may_borrow(text: str, label: str, end: int) -> bool:
    """A bare number where an amount is expected and the clause ends: 下达74.73，支出74.23万元."""
    ends = end == len(text) or text[end] in CLAUSE_MARKS
    return ends and label.endswith(MONEY_WORDS)


def _is_calculated(text: str, at: int, end: int, label: str) -> bool:
    """A bare number of a calculation: 执行率=462.5/500×100%."""
    ahead = text[end : end + 1] in OPERATORS or text[end : end + 2] in BRACKETED
    return ahead or (bool(label) and not OPERATORS.isdisjoint(label[:1] + text[at - 1 : at]))


def _is_listed(text: str, at: int, end: int) -> bool:
    """A bare number of a list whose last one has the measure: 分别支付8.1、47.5、3和5.8万元."""
    listed = text[end : end + 1] in LISTED and text[end + 1 : end + 2] in DIGITS
    return listed and at > 0 and text[at - 1] not in "\n（。"


def _with_measures(figures: list[Figure]) -> tuple[Figure, ...]:
    """Bare figures with the measure of the nearest amount of their sentence; others are left out."""
    figures, found = _listed(figures), list[Figure]()
    for place, figure in enumerate(figures):
        if figure.measure:
            found.append(figure)
            continue
        near = [
            *figures[place + 1 : place + BORROW_FROM],
            *reversed(figures[max(0, place - BORROW_FROM) : place]),
        ]
        money = next(
            (other for other in near if other.kind == "money" and other.sentence == figure.sentence), None
        )
        if figure.lead[:1] in OPERATORS or _goes_on(figures[place + 1 : place + 2]):
            found.append(figure)
        elif money and figure.label.endswith(MONEY_WORDS):
            found.append(replace(figure, measure=money.measure, is_borrowed=True))
    return tuple(found)


def _goes_on(following: list[Figure]) -> bool:
    return bool(following) and following[0].lead.lstrip("）")[:1] in tuple(OPERATORS)


def _listed(figures: list[Figure]) -> list[Figure]:
    """The figures of a list with the measure that stands behind its last."""
    found = list[Figure]()
    for figure in reversed(figures):
        last = found[-1] if found else figure
        is_in_list = not figure.measure and last.lead in LISTED and last.kind in ("money", "count", "rate")
        found.append(replace(figure, measure=last.measure, is_borrowed=True) if is_in_list else figure)
    return found[::-1]
