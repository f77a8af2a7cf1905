"""A text alone, or a report by the headings of its form: read as a filing that asks for nothing else."""

from __future__ import annotations

from core.filing import cells
from core.filing.form import NO_INDICATORS, FormDefinition, Paper, ReportOutline, Section
from core.filing.snapshot import Cell, Identity, Snapshot
from core.foreign.headings import Piece, pieces
from core.foreign.reading import LONGEST, TOO_LONG, Reading, Unreadable, readable

KEY = "text"
EMPTY = "文件中没有文字。"
NO_HEADINGS = "文中没有找到{name}的标题，按不分节的文字校验。"
PLAIN = FormDefinition(
    code="text",
    name="文字材料",
    scope="project",
    place="不限",
    year=2000,
    source="校验一份文件",
    paper=Paper(title="文字材料", header=()),
    header=(),
    report=ReportOutline(
        title="文字材料", sections=(Section(key=KEY, heading="正文", required=False, max_length=LONGEST),)
    ),
)
"""What a text without a form is read on: one section, nothing required."""


def from_text(text: str, form: FormDefinition | None = None) -> Reading:
    """Return the reading of a text; on the outline of `form` where its headings are found in it."""
    if not text.strip():
        raise Unreadable(EMPTY)
    if len(text) > LONGEST:
        raise Unreadable(TOO_LONG)
    readable(text)
    if form is None or form.report is None:
        return _read(PLAIN, [Piece(KEY, 0, text)])
    sections = [section for section in form.report.sections]
    found = pieces(text, sections)
    if not found:
        remark = NO_HEADINGS.format(name=f"“{form.name}”")
        return _read(PLAIN, [Piece(KEY, 0, text)], remark)
    return _read(_report_alone(form), found)


def _report_alone(form: FormDefinition) -> FormDefinition:
    """The form as one that asks for its report and nothing else."""
    nothing = {"funds": None, "goals": None, "texts": (), "header": (), "grading": None, "total_points": None}
    return form.model_copy(update={**nothing, "indicators": NO_INDICATORS})


def _read(form: FormDefinition, found: list[Piece], *remarks: str) -> Reading:
    assert form.report is not None
    with_text = {section.key for section in form.report.sections if section.has_text}
    kept = [piece for piece in found if piece.key in with_text]
    lost = [piece for piece in found if piece.key not in with_text and piece.text.strip()]
    heads = {section.key: section.heading for section in form.report.sections}
    remarks += tuple(f"“{heads[piece.key]}”下直接写的文字不在表样之中，没有校验。" for piece in lost)
    snapshot = Snapshot(
        Identity("", form.year, form.year + 1, "", "", ""),
        "",
        goals=1,
        lines=(),
        cells={str(cells.report(piece.key)): Cell(piece.text) for piece in kept if piece.text.strip()},
    )
    return Reading(
        form,
        snapshot,
        frozenset(str(cells.report(key)) for key in with_text),
        left_out=remarks,
        offsets={cells.report(piece.key): piece.start for piece in kept},
    )
