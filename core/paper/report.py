"""自评报告 as Blocks: a cover, a title, numbered headings, typed paragraphs and tables, the attachments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from core.filing import cells
from core.filing.form import FormDefinition, ReportOutline, Section
from core.filing.snapshot import Snapshot
from core.filing.tables import tables_in, without_tables
from core.paper.numbering import numbered, without_number
from core.paper.report_table import table_sheet
from core.paper.sheet import PrintedLine, Sheet
from core.paper.wording import printed_line, title_lines


@dataclass(frozen=True)
class Cover:
    """The first page: the title's lines and the fields under it."""

    kind: ClassVar[str] = "cover"
    title: tuple[str, ...]
    fields: tuple[PrintedLine, ...]


@dataclass(frozen=True)
class Title:
    """The title above the text."""

    kind: ClassVar[str] = "title"
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """`number` is ours: 一、（一）1.; `section` is the key of the form's section."""

    kind: ClassVar[str] = "heading"
    level: int
    number: str
    text: str
    section: str


@dataclass(frozen=True)
class Paragraph:
    """What was typed between two line breaks, with the numbers that the filer typed in it.

    `start`: where it begins in the text of its section.
    """

    kind: ClassVar[str] = "paragraph"
    text: str
    section: str
    start: int = 0


@dataclass(frozen=True)
class SimpleTable:
    """A table between two paragraphs; `start` as in Paragraph."""

    kind: ClassVar[str] = "table"
    sheet: Sheet
    section: str
    start: int

    @property
    def name(self) -> str:
        """What it is called in its report, once."""
        return f"table-{self.section}-{self.start}"


@dataclass(frozen=True)
class Addressee:
    """Whom the report is sent to, above its text."""

    kind: ClassVar[str] = "addressee"
    name: str


@dataclass(frozen=True)
class Closing:
    """Who sends it and when, under it."""

    kind: ClassVar[str] = "closing"
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True)
class Attachments:
    """附件说明 under the text."""

    kind: ClassVar[str] = "attachments"
    names: tuple[str, ...]


Block = Cover | Title | Addressee | Heading | Paragraph | SimpleTable | Attachments | Closing


def report(form: FormDefinition, snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the report of `snapshot`; nothing where the form asks for none."""
    return tuple(_blocks(form, form.report, snapshot)) if form.report else ()


def _blocks(form: FormDefinition, outline: ReportOutline, snapshot: Snapshot) -> Iterator[Block]:
    if outline.cover_title:
        fields = tuple(printed_line(field, snapshot) for field in outline.cover)
        yield Cover(title_lines(outline.cover_title, form, snapshot), fields)
    yield Title(title_lines(outline.title, form, snapshot))
    if outline.addressee:
        yield Addressee(outline.addressee)
    for section, number in headings(outline):
        yield Heading(section.level, number, without_number(section.heading), section.key)
        if section.has_text:
            yield from _told(section, snapshot.typed(cells.report(section.key)))
    if outline.attachment:
        yield Attachments(title_lines(outline.attachment, form, snapshot))
    if outline.closing:
        yield Closing(tuple(printed_line(field, snapshot) for field in outline.closing))


def headings(outline: ReportOutline) -> list[tuple[Section, str]]:
    """The sections with their numbers; one without a number does not count."""
    numbers = iter(numbered(section.level for section in outline.sections if section.numbered))
    return [(section, next(numbers) if section.numbered else "") for section in outline.sections]


def _told(section: Section, text: str) -> list[Paragraph | SimpleTable]:
    """What one section has, in the order of its text."""
    tables = [SimpleTable(table_sheet(one), section.key, one.start) for one in tables_in(text)]
    paragraphs = _paragraphs(section, text, {one.start for one in tables})
    return sorted([*paragraphs, *tables], key=lambda block: block.start)


def _paragraphs(section: Section, typed: str, tables: set[int]) -> Iterator[Paragraph]:
    """Split at line breaks; the heading itself, pasted along with its text, is not printed a second time."""
    found, end = list[Paragraph](), 0
    for line in without_tables(typed).splitlines(keepends=True):
        start, end = end, end + len(line)
        if (text := line.strip()) and start not in tables:
            found.append(Paragraph(text, section.key, start + line.index(text)))
    is_heading = found and without_number(found[0].text) == without_number(section.heading)
    yield from found[1:] if is_heading else found
