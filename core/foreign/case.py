"""One filing as plain data (docs/verify-file.md), put into the cells of a form."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.figures.text import FigureError, clip, quoted
from core.filing import cells
from core.filing.asking import questions_in
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.naming import cell_name
from core.filing.order import paper_order
from core.filing.snapshot import Cell, Identity, Snapshot
from core.foreign.funds import Funds
from core.foreign.given import Data, group_of, rows_of, words_of
from core.foreign.headings import pieces
from core.foreign.labels import heading_words
from core.foreign.lines import Lines
from core.foreign.reading import Reading, Unreadable
from core.foreign.titles import of_titles
from core.foreign.typed import NAMES, Typed
from core.verification import Finding, Severity

KNOWN = frozenset(
    {
        *("id", "seed", "source", "invented", "kind", "report_only", "title", "cover", "year", "letter"),
        *(
            "unit",
            "department",
            "department_code",
            "project",
            "columns",
            "fund_columns",
            "note",
            "note_column",
        ),
        *("fund_columns_note", "level1_note", "source_reads", "execution_score_rule", "grade_rule", "scored"),
        *("refused", "true_statements", "findings"),
        *("header", "texts", "funds", "goals", "indicators", "total", "report", "cells"),
    }
)
"""What a file may say; what is not about a cell is not read."""
SIDES = ("expected", "weight", "actual")
NO_PLACE = "{name}：表样没有这一栏，没有校验。"
NO_YEAR = "“year”应是数据年度，如2021。"
NO_SECTION = "自评报告{name}：表样没有这个标题，没有校验。"
NO_HEADINGS = "自评报告中没有找到表样的标题，没有校验；可另存为txt，不选表样校验。"
WRONG = "{name}：{problem}"


def from_data(data: object, form: FormDefinition) -> Reading:
    """Return the reading of a case on `form`; Unreadable where it is none."""
    return _Case(group_of(data), form).read()


@dataclass
class _Case:
    data: Data
    form: FormDefinition
    typed: Typed = field(default_factory=Typed)

    def read(self) -> Reading:
        form, typed = self.form, self.typed
        self._header()
        self._texts()
        self._unknown()
        Funds(form, typed).read(rows_of(self.data, "funds"))
        goals = self._goals()
        lines, missing = Lines(form, typed).read(rows_of(self.data, "indicators"))
        self._total()
        self._report()
        for ref, text in group_of(self.data, "cells").items():
            typed.put(str(ref), words_of({"": text}, ""))
        bare = Snapshot(self._identity(), "", goals=goals, lines=lines)
        snapshot, refused = read_cells(form, bare, typed)
        told = (*refused, *of_titles(self.data, bare.identity))
        return Reading(form, snapshot, frozenset(typed.given), told, tuple(typed.left_out), tuple(missing))

    def _identity(self) -> Identity:
        year = words_of(self.data, "year") or str(self.form.year)
        if len(year) != 4 or not year.isdecimal():
            raise Unreadable(NO_YEAR)
        unit, project = words_of(self.data, "unit"), words_of(self.data, "project")
        return Identity(
            number="",
            data_year=int(year),
            work_year=int(year) + 1,
            unit_code=words_of(self.data, "department_code"),
            unit_name=unit,
            department_name=words_of(self.data, "department"),
            project_code="p" if project else "",
            project_name=project,
        )

    def _header(self) -> None:
        told = group_of(self.data, "header")
        for key in self._known_fields(told):
            self.typed.put(str(cells.header(key)), words_of(told, key))

    def _known_fields(self, told: Data) -> list[str]:
        asked = {one.key for one in self.form.header}
        self.typed.lose(NO_PLACE.format(name=_named(key)) for key in told if key not in asked)
        return [key for key in told if key in asked]

    def _texts(self) -> None:
        """What stands in boxes of words: by `row/column`, or by `row` where it has one column."""
        for key in (told := group_of(self.data, "texts")):
            self.typed.put(self._box(key), words_of(told, key))

    def _box(self, key: str) -> str:
        return f"texts/{key}" if "/" in key else self._boxes().get(key, f"texts/{key}/text")

    def _boxes(self) -> dict[str, str]:
        blocks = self.form.texts
        return {row.key: f"texts/{row.key}/{block.columns[0].key}" for block in blocks for row in block.rows}

    def _unknown(self) -> None:
        """A name of its own that is a header field or a box of the form; others are told."""
        fields = {one.key: str(cells.header(one.key)) for one in self.form.header}
        own = {**fields, **self._boxes()}
        for key in self.data:
            if key in KNOWN:
                continue
            if key in own:
                self.typed.put(own[key], words_of(self.data, key))
            elif self.data[key] is not None:
                self.typed.lose([NO_PLACE.format(name=_named(key))])

    def _goals(self) -> int:
        rows, asked = rows_of(self.data, "goals"), self.form.goals
        for number, row in enumerate(rows, start=1):
            for side in SIDES:
                if side in row and asked and side in asked.columns:
                    self.typed.put(str(cells.goal(number, side)), words_of(row, side))
                elif words_of(row, side):
                    self.typed.lose([NO_PLACE.format(name=f"年度总体目标第{number}项的“{side}”")])
        return max(len(rows), 1)

    def _total(self) -> None:
        told, form = group_of(self.data, "total"), self.form
        asked = form.paper.total if form.indicators.scored else ()
        for key in told:
            name = NAMES.get(key, key)
            if name in asked:
                self.typed.put(str(cells.CellRef("total", name)), words_of(told, key))
            elif words_of(told, key):
                self.typed.lose([NO_PLACE.format(name=f"总分栏的{_named(key)}")])

    def _report(self) -> None:
        """The report, by the keys or the headings of its sections, or as one text that has the headings."""
        told = self.data.get("report")
        sections = self.form.report.sections if self.form.report else ()
        if isinstance(told, str):
            text = words_of(self.data, "report")
            told = {piece.key: piece.text for piece in pieces(text, sections)}
            self.typed.lose([] if told else [NO_HEADINGS])
        if not told:
            return
        asked = {section.key: section.key for section in sections if section.has_text}
        by_heading = {heading_words(one.heading): one.key for one in sections if one.has_text}
        for key, text in group_of({"report": told}, "report").items():
            section = asked.get(key) or by_heading.get(heading_words(key))
            if section:
                self.typed.put(str(cells.report(section)), words_of({key: text}, key))
            elif text:
                self.typed.lose([NO_SECTION.format(name=_named(key))])
        for section in asked:
            self.typed.given.add(str(cells.report(section)))


def read_cells(form: FormDefinition, bare: Snapshot, typed: Typed) -> tuple[Snapshot, list[Finding]]:
    """Return the filing with its cells read, and a finding for each figure that is none (C35)."""
    words = Snapshot(
        bare.identity, "", bare.goals, bare.lines, {ref: Cell(text) for ref, text in typed.texts.items()}
    )
    asked = {one.ref: one.asked for line in words.lines for one in questions_in(form, words, line)}
    known = {str(ref): ref for ref in paper_order(form, words)}
    typed.lose(NO_PLACE.format(name=_named(ref)) for ref in typed.texts if ref not in known)
    read, refused = {}, []
    for ref in (known[text] for text in typed.texts if text in known):
        text = typed.texts[str(ref)]
        try:
            read[str(ref)] = read_cell(form, ref, text, asked.get(ref))
        except FigureError as problem:
            read[str(ref)] = Cell(text)
            refused.append(_refused(form, words, ref, str(problem)))
    return Snapshot(bare.identity, "", bare.goals, bare.lines, read), refused


def _refused(form: FormDefinition, snapshot: Snapshot, ref: CellRef, problem: str) -> Finding:
    name = cell_name(form, snapshot, ref)
    message = WRONG.format(name=name, problem=problem)
    return Finding("C35", Severity.MUST_FIX, (ref,), snapshot.typed(ref), "", message)


def _named(key: str) -> str:
    return quoted(clip(key))
