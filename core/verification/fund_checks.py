"""Checks of 项目资金: C03 rates and execution score, C04 no budget, C05 sums, C12 amounts left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.rounding import round_exact
from core.figures.text import narrow, quoted
from core.filing import cells
from core.filing.amounts import kept
from core.filing.cells import CellRef
from core.filing.form import FundColumn, FundRow, Funds
from core.filing.funds import Parts, amount_text, budget, executed, execution_ref
from core.filing.naming import row_name
from core.filing.snapshot import Cell
from core.scoring.rounding import round_score
from core.verification.findings import Case, Finding, Severity

MOST_RATE_DECIMALS = 4


def wrong_rates(case: Case) -> Iterator[Finding]:
    """C03 执行率 = 执行数 ÷ 预算数 at the precision printed; without 执行数 “—” or empty (domain.md §7).

    Source: S0, four rows with 0.0% and no 执行数. A rate of the total row must stand there.
    """
    funds = case.form.funds
    column = funds.column("rate") if funds else None
    if funds is None or column is None:
        return
    for row in funds.rows:
        ref = cells.fund(row.key, column.key)
        rate, cell = case.computed.rates[row.key], case.snapshot.cell(ref)
        if rate is None:
            if cell.value is not None and executed(funds, case.snapshot, row.key) is None:
                yield _rate_without_amount(case, row, ref)
        elif cell.value is None:
            if row.role == "total":
                yield _rate_finding(case, ref, f"{quoted(row.label)}的执行率未填列")
        elif _differs(rate, cell, column, case.tolerance("C03")):
            yield _rate_finding(case, ref, f"{quoted(row.label)}的执行率填列{cell.typed.strip()}")


def wrong_execution_score(case: Case) -> Iterator[Finding]:
    """C03 the execution score is what its rule gives, rounded by the form (S0: 6.07 → 6; S3: 9.96 → 9).

    Where no rule can give it (no budget), whoever gave one says why.
    """
    ref, outcome = execution_ref(case.form.funds), case.computed.execution
    filed = case.snapshot.value(ref) if ref else None
    if ref is None or filed is None or outcome is None:
        return
    if outcome.score is None:
        if outcome.asks_reason:
            yield _execution_score_of_a_person(ref, printing.plain(filed))
        return
    expected = round_score(outcome.score, case.form.execution_rounding)
    if abs(filed - expected) > case.tolerance("C03"):
        found, right = printing.plain(filed), printing.plain(expected)
        message = (
            f"预算执行得分填列{found}分，按评分规则应为{right}分（{case.computed.workings[ref]}），请核对。"
        )
        yield Finding("C03", Severity.MUST_FIX, (ref,), found, right, message, right)


def _execution_score_of_a_person(ref: CellRef, found: str) -> Finding:
    message = f"预算执行得分填列{found}分，全年预算数为0或负数，不能计算执行率，请核对，或说明得分依据。"
    return Finding("C03", Severity.MUST_EXPLAIN, (ref,), found, "", message)


def rate_without_budget(case: Case) -> Iterator[Finding]:
    """C04 without a budget (empty or 0) there is no rate: “—” (domain.md §3.2: 0.00% and 100% both occur)."""
    funds = case.form.funds
    column = funds.column("rate") if funds else None
    for row in funds.rows if funds and column else ():
        ref = cells.fund(row.key, column.key if column else "")
        typed = case.snapshot.typed(ref).strip()
        if funds is None or case.snapshot.value(ref) is None or case.computed.rates[row.key] is not None:
            continue
        if executed(funds, case.snapshot, row.key) is not None:
            message = f"{quoted(row.label)}没有预算数，不能计算执行率，应填“—”，现填{typed}，请核对或说明。"
            yield Finding("C04", Severity.MUST_EXPLAIN, (ref,), typed, printing.DASH, message, printing.DASH)


def wrong_sums(case: Case) -> Iterator[Finding]:
    """C05 合计 = 各分项之和, column by column. A row without any amount is a source that there is not.

    n printed parts and their sum may differ by (n + 1) × half a unit of the coarsest last place among them:
    that is 四舍五入差异, a hint (product.md 校验). While a part is empty the others must not exceed the
    total, and what is missing is to be explained; so is a total over parts that all say “-”. Source: S2,
    241.41 against 244.41; S0, 701.23 over four empty parts (C12).
    """
    funds = case.form.funds
    if funds is None:
        return
    columns = {column.key: column for column in funds.columns}
    for total, parts in case.computed.parts.items():
        if parts is None:
            continue
        found = Sums(funds, columns[total.column], total, parts)
        if parts.sum is not None:
            yield from _sum_finding(case, found)
        elif parts.numbers:
            yield from _open_sum_finding(case, found)
        elif parts.marks and not parts.empty:
            yield from _nothing_but_marks(case, found)


def points_beside_parts(case: Case) -> Iterator[Finding]:
    """C37 分值 or 得分 beside a source of money: only the total row is scored, the others would count twice.

    Source: domain.md §7. Columns that stand on the total row alone ask for nothing there.
    """
    funds = case.form.funds
    for column in funds.columns if funds else ():
        if funds is None or column.role not in ("points", "score") or column.only_total:
            continue
        refs = [cells.fund(row.key, column.key) for row in funds.rows if row.role != "total"]
        if filled := [ref for ref in refs if case.snapshot.value(ref)]:
            names = "、".join(quoted(row_name(case.form, case.snapshot, ref)) for ref in filled)
            total = f"只在{quoted(funds.total.label)}一行填列" if funds.total else "不在明细行填列"
            message = f"{names}填有{column.label}，预算执行的{column.label}{total}，请清空，或说明原因。"
            found = "、".join(case.snapshot.typed(ref).strip() for ref in filled)
            yield Finding("C37", Severity.MUST_EXPLAIN, tuple(filled), found, "", message)


def wrong_execution_points(case: Case) -> Iterator[Finding]:
    """C38 分值 of the execution rate is not the form's (100 in place of 10, domain.md §7)."""
    funds = case.form.funds
    column = funds.column("points") if funds else None
    if funds is None or funds.total is None or funds.execution_points is None or column is None:
        return
    ref = cells.fund(funds.total.key, column.key)
    filed = case.snapshot.value(ref)
    if filed is not None and abs(filed - funds.execution_points) > case.tolerance("C38"):
        found, right = printing.plain(filed), printing.plain(funds.execution_points)
        message = f"预算执行率的{column.label}填列{found}分，应为{right}分，请改正。"
        yield Finding("C38", Severity.MUST_FIX, (ref,), found, right, message, right)


def executed_beyond_budget(case: Case) -> Iterator[Finding]:
    """M04 more was spent than there was (D7): a slip of the pen, or a budget that was not adjusted."""
    funds = case.form.funds
    column = funds.column("executed") if funds else None
    if funds is None or column is None:
        return
    for row in funds.rows:
        spent, there_was = executed(funds, case.snapshot, row.key), budget(funds, case.snapshot, row.key)
        if spent is not None and there_was and spent > there_was:  # without a budget C04 speaks
            found, limit = amount_text(funds, column, spent), amount_text(funds, column, there_was)
            message = (
                f"{quoted(row.label)}的{column.label}{found}{funds.amount_unit}大于预算数{limit}"
                f"{funds.amount_unit}，请核对，或说明原因。"
            )
            places = (cells.fund(row.key, column.key),)
            yield Finding("M04", Severity.MUST_EXPLAIN, places, found, limit, message)


def parts_left_out(case: Case) -> Iterator[Finding]:
    """C12 the total has 执行数, parts with a budget have none: one finding for the column (S0, four rows)."""
    funds = case.form.funds
    column = funds.column("executed") if funds else None
    if funds and column:
        for total in funds.totals:
            yield from _left_out_under(case, funds, column, total)


def _left_out_under(case: Case, funds: Funds, column: FundColumn, row: FundRow) -> Iterator[Finding]:
    whole = executed(funds, case.snapshot, row.key)
    empty = [part for part in funds.parts(row) if _is_left_out(case, funds, part, column)]
    if whole is None or not empty:
        return
    names = "、".join(quoted(part.label) for part in empty)
    total = f"{amount_text(funds, column, whole)}{funds.amount_unit}"
    message = f"{row.block}{column.label}合计栏填列{total}，{names}未填列，请补填；确实没有支出的填0。"
    places = tuple(cells.fund(part.key, column.key) for part in empty)
    yield Finding("C12", Severity.MUST_FIX, places, "", f"分项合计{total}", message)


def _rate_without_amount(case: Case, row: FundRow, ref: CellRef) -> Finding:
    typed = case.snapshot.typed(ref).strip()
    message = f"{quoted(row.label)}未填执行数，执行率应填“—”或留空，现填{typed}，请核对。"
    return Finding("C03", Severity.MUST_FIX, (ref,), typed, printing.DASH, message, printing.DASH)


def _rate_finding(case: Case, ref: CellRef, beginning: str) -> Finding:
    right = case.computed.offers.get(ref, "")
    message = f"{beginning}，按金额计算为{right}（{case.computed.workings[ref]}），请核对。"
    return Finding("C03", Severity.MUST_FIX, (ref,), case.snapshot.typed(ref).strip(), right, message, right)


def _differs(rate: Fraction, cell: Cell, column: FundColumn, tolerance: Decimal) -> bool:
    """Whether the filed rate is not the exact one, both as the cell prints them; `tolerance` in 个百分点.

    Where the column fixes the decimals, 60.65% for 60.64996 % prints 60.7% and not 60.6%: wrong on paper.
    """
    filed = (cell.value or Decimal(0)) * 100
    if column.decimals is None:
        decimals = min(_decimals(cell.typed), MOST_RATE_DECIMALS)
    else:
        decimals, filed = column.decimals, round_exact(filed, decimals=column.decimals)
    return abs(round_exact(rate * 100, decimals=decimals) - filed) > tolerance


def _decimals(typed: str) -> int:
    """The decimals that are printed: 60.70% has two."""
    _, _, after = narrow(typed).strip().rstrip("%‰ ").partition(".")
    return len(after)


@dataclass(frozen=True)
class Sums:
    """An amount of a total row beside its parts; words for both as the form prints them."""

    funds: Funds
    column: FundColumn
    total: CellRef
    parts: Parts

    @property
    def name(self) -> str:
        """全年执行数; 支出构成全年执行数 where there are several blocks."""
        row = next(row for row in self.funds.rows if row.key == self.total.row)
        return f"{row.block}{self.column.label}"

    @property
    def shown(self) -> str:
        return self.text(self.parts.total)

    def text(self, amount: Decimal) -> str:
        return amount_text(self.funds, self.column, amount)

    def with_unit(self, amount: Decimal) -> str:
        return f"{self.text(amount)}{self.funds.amount_unit}"

    def allowance(self, case: Case) -> Decimal:
        """(n + 1) × half a unit of the coarsest last place among n parts and their sum."""
        printed, fixed = (self.total, *self.parts.numbers), self.column.decimals
        coarsest = min(_decimals(case.snapshot.typed(ref)) if fixed is None else fixed for ref in printed)
        half = kept(self.funds, Decimal(5).scaleb(-coarsest - 1))
        return case.tolerance("C05", len(printed) * half)


def _sum_finding(case: Case, sums: Sums) -> Iterator[Finding]:
    places, expected, right = (sums.total, *sums.parts.numbers), sums.parts.total, sums.shown
    filed = case.snapshot.value(sums.total)
    if filed is None:
        if expected:
            message = f"{sums.name}分项合计{sums.with_unit(expected)}，合计栏未填列，请核对。"
            yield Finding("C05", Severity.MUST_FIX, places, "", right, message, right)
        return
    gap, found = abs(filed - expected), sums.text(filed)
    if gap == 0:
        return
    detail = (
        f"{sums.name}分项合计{sums.with_unit(expected)}，合计栏填列{sums.with_unit(filed)}，"
        f"相差{sums.with_unit(gap)}"
    )
    if gap <= sums.allowance(case):
        yield Finding("C05", Severity.HINT, places, found, right, f"{detail}，属四舍五入差异。", right)
    else:
        yield Finding("C05", Severity.MUST_FIX, places, found, right, f"{detail}，请核对。", right)


def _open_sum_finding(case: Case, sums: Sums) -> Iterator[Finding]:
    """The parts that are filled against the total, while others of the column are empty."""
    parts, filed = sums.parts, case.snapshot.value(sums.total)
    if filed is None or abs(filed - parts.total) <= sums.allowance(case):
        return
    known, found, gap = sums.shown, sums.text(filed), sums.with_unit(abs(filed - parts.total))
    if parts.total > filed and not sums.column.allow_negative:
        message = (
            f"{sums.name}已填分项合计{sums.with_unit(parts.total)}，大于合计栏填列的"
            f"{sums.with_unit(filed)}，相差{gap}，请核对。"
        )
        yield Finding("C05", Severity.MUST_FIX, (sums.total, *parts.numbers), found, known, message)
    elif not _is_asked_by_c12(case, sums):
        names = "、".join(quoted(row_name(case.form, case.snapshot, ref)) for ref in parts.empty)
        message = (
            f"{sums.name}已填分项合计{sums.with_unit(parts.total)}，合计栏填列{sums.with_unit(filed)}，"
            f"相差{gap}，{names}未填列，请补填（没有的填“-”），或说明原因。"
        )
        yield Finding("C05", Severity.MUST_EXPLAIN, (*parts.empty, sums.total), found, known, message)


def _nothing_but_marks(case: Case, sums: Sums) -> Iterator[Finding]:
    """Each part says “not applicable”, and the total has an amount all the same."""
    filed = case.snapshot.value(sums.total)
    if filed:
        message = (
            f"{sums.name}合计栏填列{sums.with_unit(filed)}，各分项却都填“-”（没有），"
            "请按资金来源补填各分项，或说明原因。"
        )
        places = (*sums.parts.marks, sums.total)
        yield Finding("C05", Severity.MUST_EXPLAIN, places, sums.text(filed), "各分项金额", message)


def _is_asked_by_c12(case: Case, sums: Sums) -> bool:
    """Whether an empty part is one that C12 asks for already."""
    return sums.column.role == "executed" and any(
        _is_left_out(case, sums.funds, row, sums.column)
        for row in sums.funds.rows
        if cells.fund(row.key, sums.column.key) in sums.parts.empty
    )


def _is_left_out(case: Case, funds: Funds, row: FundRow, column: FundColumn) -> bool:
    """A part with a budget and an empty cell; a mark is an answer, without a budget nothing is due."""
    return (
        bool(budget(funds, case.snapshot, row.key))
        and not case.snapshot.typed(cells.fund(row.key, column.key)).strip()
    )
