"""Checks of what is written: C40 numbers of persons; M05 last year's words; M08, M13 placed figures."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.personal import PersonalNumber, personal_numbers
from core.figures.text import clip
from core.filing.cells import CellRef
from core.filing.placed import placed_in
from core.verification.findings import Case, Finding, Severity

PHONES = ("电话", "手机", "联系方式")
FIGURES = {"points", "score", "not_applicable"}
SHOWN = 3


def numbers_of_persons(case: Case) -> Iterator[Finding]:
    """C40 身份证号、银行卡号、手机号码 in what will be published; a field for a telephone may hold one."""
    for ref in case.order:
        if _is_figure(ref) or _asks_for_a_phone(case, ref):
            continue
        if found := personal_numbers(case.snapshot.typed(ref)):
            named = _named(found)
            message = f"{case.name(ref)}中可能有个人信息：{named}。自评材料要公开，请核实；不需要的请删除。"
            yield Finding("C40", Severity.HINT, (ref,), named, "", message)


def words_of_last_year(case: Case) -> Iterator[Finding]:
    """M05 taken over from last year and not changed: to be explained for 实际完成情况, else one hint for all.

    What was done this year is hardly what was done last year, word for word. Names and telephones stay the
    same; prose never stops (product.md 校验).
    """
    taken = [ref for ref in case.order if ref in case.context.taken_over]
    for ref in taken:
        if ref.section == "goals":
            message = f"{case.name(ref)}取用上年内容后没有修改，请按本年度情况修改或说明。"
            yield Finding("M05", Severity.MUST_EXPLAIN, (ref,), clip(case.snapshot.typed(ref)), "", message)
    others = tuple(ref for ref in taken if ref.section not in ("goals", "header"))
    if others:
        names = counted([case.name(ref) for ref in others], "处")
        message = f"{names}取用上年内容后没有修改，请核对是否符合本年度情况。"
        yield Finding("M05", Severity.HINT, others, "上年内容", "", message)


def placed_and_empty(case: Case) -> Iterator[Finding]:
    """M08 a text places a figure (D4) whose cell is empty: （未填） would be printed."""
    for ref in case.order:
        empty = [one for one in placed_in(case.snapshot.cell(ref).written) if not case.snapshot.typed(one)]
        for one in dict.fromkeys(empty):
            message = f"{case.name(ref)}引用了{case.name(one)}，该栏未填。请填写，或者删去引用。"
            yield Finding("M08", Severity.MUST_FIX, (ref, one), case.name(one), "", message)


def placed_and_moved(case: Case) -> Iterator[Finding]:
    """M13 a figure placed in a text (D4) changed after this was written: the words around it may be stale."""
    for moved in case.context.moved:
        message = (
            f"{case.name(moved.text)}引用的{case.name(moved.cell)}，写好之后由{moved.before}变为{moved.now}。"
            "请核对前后文是否仍然合适。"
        )
        places = (moved.text, moved.cell)
        yield Finding("M13", Severity.HINT, places, moved.now, moved.before, message, spans=(moved.span,))


def _is_figure(ref: CellRef) -> bool:
    return ref.section in ("funds", "total") or ref.column in FIGURES


def _asks_for_a_phone(case: Case, ref: CellRef) -> bool:
    return ref.section == "header" and any(word in case.name(ref) for word in PHONES)


def _named(found: list[PersonalNumber]) -> str:
    return counted([f"{number.kind}{number.masked}" for number in found], "个")


def counted(names: list[str], measure: str) -> str:
    """Return a few by name, many with their count.

    >>> counted(["甲", "乙"], "处"), counted(["甲", "乙", "丙", "丁"], "处")
    ('甲、乙', '甲、乙、丙等4处')
    """
    shown = "、".join(names[:SHOWN])
    return f"{shown}等{len(names)}{measure}" if len(names) > SHOWN else shown
