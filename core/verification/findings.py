"""What the machine's checks (校验) find, and what a check is given to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from core.filing import canonical
from core.filing.cells import CellRef
from core.filing.compute import Computed
from core.filing.form import FormDefinition
from core.filing.movements import Movement
from core.filing.naming import cell_name
from core.filing.order import paper_order
from core.filing.snapshot import Snapshot
from core.filing.tables import without_tables

FINGERPRINT_LENGTH = 32
BLANK_CHECKS = frozenset({"M01", "C12"})


class Severity(StrEnum):
    """How a finding weighs: it stops the filer, stops until it is answered, or only tells."""

    MUST_FIX = "must_fix"
    MUST_EXPLAIN = "must_explain"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"must_fix": "必改项", "must_explain": "需说明项", "hint": "提示项"}[self.value]


Audience = Literal["filer", "administrator"]


@dataclass(frozen=True)
class Finding:
    """One sentence about one or several cells.

    `found`, `expected`: texts. `offer`: what 按计算值填入 writes into the first place, if anything.
    `audience`: who can mend it; only what the filer can mend stops the filer (product.md). `spans`: which
    signs of the first place's text it is about, from and to, in its order; empty for a whole cell.
    """

    check: str
    severity: Severity
    places: tuple[CellRef, ...]
    found: str
    expected: str
    message: str
    offer: str | None = None
    audience: Audience = "filer"
    spans: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        """What is said of prose asks at most, whatever a form wants of its check (product.md, 校验)."""
        if self.is_in_prose and self.severity is Severity.MUST_FIX:
            object.__setattr__(self, "severity", Severity.MUST_EXPLAIN)

    @property
    def fingerprint(self) -> str:
        """32 hex digits: the same for the same finding, so an answer holds until a figure in it changes."""
        content = [self.check, [str(place) for place in self.places], self.found, self.expected]
        return canonical.sha256(canonical.text_of(content))[:FINGERPRINT_LENGTH]

    @property
    def question(self) -> str:
        """32 hex digits: the same where another filing is asked the same about the same indicator.

        Its words name indicator and figures, wherever the row stands. Empty for what is a filing's own: its
        money, totals, goals and texts.
        """
        if not self.asks or not self.places or any(place.section != "indicators" for place in self.places):
            return ""
        content = [self.check, self.message, self.found, self.expected]
        return canonical.sha256(canonical.text_of(content))[:FINGERPRINT_LENGTH]

    @property
    def is_blank(self) -> bool:
        """Whether it only says that one required cell is empty: a page tells many such in one line."""
        return self.check in BLANK_CHECKS and len(self.places) == 1 and not self.found + self.expected

    @property
    def asks(self) -> bool:
        """Whether it is the filer's to answer (需说明项)."""
        return self.audience == "filer" and self.severity is Severity.MUST_EXPLAIN

    @property
    def is_in_prose(self) -> bool:
        """Whether it is about words of a text: a reader of prose may be wrong, so it never stops anybody."""
        return bool(self.spans)

    @property
    def stops(self) -> bool:
        """Whether the filer must mend or answer it before the filing can go."""
        return self.audience == "filer" and self.severity is not Severity.HINT and not self.is_in_prose


@dataclass(frozen=True)
class Other:
    """Another filing of the unit: its number, year and project (none: the whole unit).

    `marks`: of the paragraphs of its report (core.verification.fingerprints), not their words. `is_full`:
    whether it has all points of its form; None where that gives none.
    """

    number: str
    year: int
    name: str
    marks: frozenset[str] = frozenset()
    is_full: bool | None = None


@dataclass(frozen=True)
class Moved:
    """A figure placed in a text (D4): what it was when this was written, what it is, and where it stands."""

    text: CellRef
    cell: CellRef
    span: tuple[int, int]
    before: str
    now: str


@dataclass(frozen=True)
class UnitReport:
    """自评报告 of the whole unit, which is that of this filing too. `number`: of the filing in which it is
    written, empty where none was issued; `is_written`: whether every required section has its text.
    """

    number: str = ""
    is_written: bool = False


@dataclass(frozen=True)
class Covered:
    """A table for which this report is written too: its project, and the values of its total row by the role
    of their column, and of its score (万元, 1 = 100 %, points); those that are filled in.
    """

    name: str
    values: Mapping[str, Decimal]


@dataclass(frozen=True)
class Context:
    """What lies beside the filing.

    `taken_over`: the cells that hold last year's text, taken over and not changed since. `others`: the unit's
    other filings of the year, and this one of last year, whose paragraphs this report should not have.
    `moved`: the figures placed in texts that changed after the text was written. `unit_report`: of a filing
    whose report is that of the whole unit; `covered`: of the filing that has it, the tables that it covers.
    `movements`: 预算变动 of the project and year that stand.
    """

    taken_over: frozenset[CellRef] = frozenset()
    others: tuple[Other, ...] = ()
    moved: tuple[Moved, ...] = ()
    unit_report: UnitReport | None = None
    covered: tuple[Covered, ...] = ()
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True)
class Case:
    """What a check reads: it adds nothing up on its own (D1)."""

    form: FormDefinition
    snapshot: Snapshot
    computed: Computed
    context: Context

    @cached_property
    def order(self) -> tuple[CellRef, ...]:
        """Every cell in the order of the paper."""
        return tuple(paper_order(self.form, self.snapshot))

    @cached_property
    def sections(self) -> tuple[CellRef, ...]:
        """The cells that hold the text of the report."""
        return tuple(ref for ref in self.order if ref.section == "report")

    def prose(self, ref: CellRef) -> str:
        """The text of a section without its tables, in which figures stand alone; as long as it is."""
        return without_tables(self.snapshot.typed(ref))

    def tolerance(self, check: str, default: Decimal = Decimal(0)) -> Decimal:
        """How far values may differ in this check: the form's, else `default`."""
        setting = self.form.checks.get(check)
        return default if setting is None or setting.tolerance is None else setting.tolerance

    def is_on(self, check: str) -> bool:
        """Whether the form lets this check speak."""
        setting = self.form.checks.get(check)
        return setting is None or setting.severity != "off"

    def name(self, ref: CellRef) -> str:
        return cell_name(self.form, self.snapshot, ref)

    def offer(self, ref: CellRef) -> str | None:
        return self.computed.offers.get(ref)


def count_open(findings: tuple[Finding, ...], answered: Mapping[str, object]) -> tuple[int, int]:
    """How many 必改项 and unanswered 需说明项 stop the filer; `answered`: fingerprints with an answer."""
    stopping = [finding for finding in findings if finding.stops]
    must_fix = [finding for finding in stopping if finding.severity is Severity.MUST_FIX]
    return len(must_fix), sum(
        finding.severity is Severity.MUST_EXPLAIN and finding.fingerprint not in answered
        for finding in stopping
    )
