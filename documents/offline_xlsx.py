"""离线填报表 as a workbook: filled in anywhere, read back by its marks (docs/offline.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.filing.cells import CellRef
from core.paper.printing import shown_number
from core.paper.sheet import SheetCell
from documents.imprint import Imprint
from documents.offline import (
    CORNER,
    FORMAT,
    KEY_SHEETS,
    KEYS_HEAD,
    KEYS_TITLE,
    NAMED,
    Box,
    EntrySheet,
    Key,
    Offline,
    Role,
    SelfCheck,
)
from documents.table_xlsx import SHEET_NAME, draw, draw_cell, spread
from documents.workbook import Look, Pen, row_height, set_up_page, workbook_bytes

GUIDE, CHECKS, CHOICES, KEYS = "填报说明", "报送前自查", "选项", "标识"
CHECKS_HEAD = 2
KEYS_A_SHEET = 2500
YELLOW, GREEN, RED = "FFF2CC", "E2EFDA", "F8CBAD"
TEXT = Look("body", "left", boxed=True)
TOP = Look("body", "left", vertical="top", boxed=True)
HEADING = Look("heading", "left", boxed=True)
PLAIN = Look("body", "left")
ALWAYS_TEXT = "@"
WIDTHS = {"entries": (70, 100, 50), "checks": (30, 110, 50), "guide": (150,)}
LEGEND = (
    ("黄色：请填写", YELLOW),
    ("绿色：按公式自动计算，打开后显示", GREEN),
    ("其他：不需填写，已锁定", ""),
)
NOT_LISTED = "请从列表中选择。"
LEAST = {"long": 32.0}
"""Points of a row in which more is written than in others."""


def offline_xlsx(offline: Offline) -> bytes:
    """Return the workbook; equal content gives equal bytes."""
    book = Workbook()
    book.remove(book.active)
    drawing = Drawing(book)
    finish(guide(book, offline.imprint.title, offline.guide), offline.imprint)
    draw_filing(drawing, offline)
    pen = begin_checks(book, len(offline.checks) + CHECKS_HEAD)
    for row, check in enumerate(offline.checks, start=CHECKS_HEAD + 1):
        draw_check(drawing, pen, row, check)
    finish(pen, offline.imprint)
    hide_rest(drawing, offline.facts)
    book.calculation.fullCalcOnLoad = True
    return workbook_bytes(book, offline.imprint)


def draw_filing(drawing: Drawing, offline: Offline) -> None:
    """Draw the worksheets of one filing, with its own words in their feet."""
    if offline.table is not None:
        _table(drawing, offline)
    for entries in offline.entries:
        _entries(drawing, entries, offline.imprint)
    drawing.work_out()


@dataclass
class Drawing:
    """What has been drawn so far: where each cell stands, what is still to be worked out, the keys.

    `called`: what the worksheets of a filing begin with, where there are others.
    """

    book: Workbook
    called: str = ""
    places: dict[CellRef, tuple[str, str]] = field(default_factory=dict)
    formulas: list[tuple[Pen, int, int, str, Look]] = field(default_factory=list)
    offered: dict[tuple[tuple[str, ...], bool, Worksheet], list[str]] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)

    def page(self, name: str) -> tuple[Pen, str]:
        """Begin a worksheet whose cells are read back; its number says which it is."""
        number = str(len({key.page for key in self.keys}) + 1)
        pen = Pen(self.book.create_sheet(f"{self.called}{name}"), shift=1)
        Pen(pen.page).text(1, 1, f"{CORNER}{number}", PLAIN)
        return pen, number

    def box(self, pen: Pen, number: str, place: tuple[int, int], box: Box, look: Look) -> None:
        """Draw one cell of the filing."""
        row, column = place
        look = replace(look, is_open=box.is_open, ground=_ground(box), number_format=_format(box))
        shown = shown_number(box.text) if box.kind in ("number", "rate") else None
        if box.formula:
            self.formulas.append((pen, row, column, box.formula, look))
        elif shown:
            pen.number(row, column, shown[0], replace(look, number_format=shown[1]))
        else:
            pen.text(row, column, box.text, look)
        self.places[box.ref] = (pen.page.title, pen.address(row, column))
        self.keys.append(Key(number, str(row), str(column), _role(box), str(box.ref), box.text))
        if box.choices and box.is_open:
            listed = (box.choices, box.is_strict, pen.page)
            self.offered.setdefault(listed, []).append(pen.address(row, column))

    def work_out(self) -> None:
        """Write the formulas, now that every cell has its place."""
        for pen, row, column, formula, look in self.formulas:
            pen.formula(row, column, self.placed(formula, pen.page.title), look)

    def placed(self, formula: str, here: str) -> str:
        """The formula with addresses for names."""

        def address(name: str) -> str:
            sheet, place = self.places[CellRef.parse(name)]
            return place if sheet == here else f"'{sheet}'!{place}"

        return "=" + NAMED.sub(lambda found: address(found[1]), formula)


def _role(box: Box) -> Role:
    if box.formula:
        return "sum" if box.is_open else "formula"
    return "open" if box.is_open else "locked"


def _ground(box: Box) -> str:
    if box.formula:
        return GREEN
    return YELLOW if box.is_open else ""


def _format(box: Box) -> str:
    """Words stay as they are typed (98%, 2022-4); where they are long, programs show them only without it."""
    if box.formula or box.kind in ("number", "rate"):
        return box.number_format
    return ALWAYS_TEXT if box.kind == "text" else ""


def guide(book: Workbook, title: str, lines: Iterable[str]) -> Pen:
    """填报说明: what the colours mean, what is to be done."""
    pen = Pen(book.create_sheet(GUIDE))
    (width,) = WIDTHS["guide"]
    pen.width(1, width)
    pen.text(1, 1, title, Look("title"))
    pen.height(1, 36)
    for row, (words, ground) in enumerate(LEGEND, start=2):
        pen.text(row, 1, words, replace(TEXT, ground=ground))
        pen.height(row, 20)
    for row, line in enumerate(lines, start=len(LEGEND) + 2):
        pen.text(row, 1, line, PLAIN)
        pen.height(row, row_height(line, width))
    return pen


def _table(drawing: Drawing, offline: Offline) -> None:
    sheet = offline.table
    assert sheet is not None
    pen, number = drawing.page(SHEET_NAME)
    before = len(drawing.keys)

    def cell(pen: Pen, one: SheetCell, top: int) -> None:
        box = offline.boxes.get(one.ref) if one.ref else None
        if box:
            look = Look("body", one.align, boxed=True)
            drawing.box(pen, number, spread(pen, one, top, look), box, look)
            return
        draw_cell(pen, one, top)
        if one.text:
            place = str(top + one.row), str(one.column + 1)
            drawing.keys.append(Key(number, *place, "label" if _names_row(one) else "locked", "", one.text))

    draw(pen, sheet, cell)
    drawing.keys[before:] = _one_label_a_row(drawing.keys[before:])
    mark(pen, pen.page.max_row - 1, len(sheet.widths))
    finish(pen, offline.imprint, landscape=sheet.orientation == "landscape")


def _names_row(cell: SheetCell) -> bool:
    """Whether it may say which row it is: a label or fixed words of one row."""
    return cell.role in ("label", "text") and cell.rowspan == 1


def _one_label_a_row(keys: Iterable[Key]) -> list[Key]:
    """Of each row the first label that no other row has; the rest is locked words."""
    keys = list(keys)
    known = Counter(key.text for key in keys if key.role == "label")
    found: list[Key] = []
    named: set[str] = set()
    for key in keys:
        is_label = key.role == "label" and known[key.text] == 1 and key.row not in named
        named |= {key.row} if is_label else set()
        found.append(replace(key, role="locked") if key.role == "label" and not is_label else key)
    return found


def mark(pen: Pen, rows: int, columns: int) -> None:
    """Number rows and columns where nobody sees it."""
    marks = Pen(pen.page)
    for row in range(1, rows + 1):
        marks.text(row + pen.shift, 1, str(row), PLAIN)
    for column in range(1, columns + 1):
        marks.text(1, column + pen.shift, str(column), PLAIN)
    pen.page.column_dimensions["A"].hidden = True
    pen.page.row_dimensions[1].hidden = True


def _entries(drawing: Drawing, sheet: EntrySheet, imprint: Imprint) -> None:
    """One row for each cell: label, what is filled in, what is asked."""
    pen, number = drawing.page(sheet.name)
    widths = WIDTHS["entries"]
    for column, (heading, width) in enumerate(
        zip(("栏目", "填写内容", "填写要求"), widths, strict=True), start=1
    ):
        pen.width(column, width)
        pen.text(1, column, heading, HEADING)
    known = Counter(entry.label for entry in sheet.entries)
    for row, entry in enumerate(sheet.entries, start=2):
        pen.text(row, 1, entry.label, TOP)
        role: Role = "label" if known[entry.label] == 1 else "locked"
        drawing.keys.append(Key(number, str(row), "1", role, "", entry.label))
        drawing.box(pen, number, (row, 2), entry.box, TOP)
        pen.text(row, 3, entry.hint, TOP)
        least = LEAST.get(entry.box.kind, 18.0)
        texts = zip((entry.label, entry.box.text, entry.hint), widths, strict=True)
        pen.height(row, max(least, *(row_height(text, width) for text, width in texts)))
    pen.page.freeze_panes = "A3"
    mark(pen, len(sheet.entries) + 1, len(widths))
    finish(pen, imprint)


def begin_checks(book: Workbook, last: int) -> Pen:
    """报送前自查: how much is missing of what stands down to the row `last`; what is wrong is red."""
    pen = Pen(book.create_sheet(CHECKS))
    widths = WIDTHS["checks"]
    pen.formula(1, 1, f'="尚有"&COUNTIF(C3:C{last},"未填")&"项必填内容未填"', Look("heading", "left"))
    for column, (heading, width) in enumerate(zip(("所在表", "栏目", "情况"), widths, strict=True), start=1):
        pen.width(column, width)
        pen.text(CHECKS_HEAD, column, heading, HEADING)
    ground = PatternFill("solid", bgColor=RED)
    wrong = FormulaRule(formula=['AND($C3<>"已填",$C3<>"选填",$C3<>"相符",$C3<>"不适用")'], fill=ground)
    pen.page.conditional_formatting.add(f"C3:C{last}", wrong)
    pen.page.freeze_panes = "A3"
    return pen


def draw_check(drawing: Drawing, pen: Pen, row: int, check: SelfCheck) -> tuple[str, str]:
    """One row of 报送前自查; return the worksheet and the address that it is about."""
    sheet, place = drawing.places[check.ref]
    pen.text(row, 1, sheet, TEXT)
    pen.text(row, 2, check.label, TEXT)
    formula = drawing.placed(check.formula, pen.page.title)
    pen.formula(row, 3, formula, replace(TEXT, number_format="General"))
    pen.height(row, row_height(check.label, WIDTHS["checks"][1]))
    return sheet, place


def finish(pen: Pen, imprint: Imprint, *, landscape: bool = False) -> None:
    """Set the page up for printing and lock what is not filled in."""
    set_up_page(pen.page, imprint, landscape=landscape)
    protect(pen.page)


def protect(page: Worksheet) -> None:
    """Without a password: columns and rows may be made wider, what is locked cannot be changed by chance."""
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False


def hide_rest(drawing: Drawing, facts: Iterable[tuple[str, str]]) -> None:
    """What nobody sees, behind all else: the lists, and what the workbook is read back by."""
    _choices(drawing)
    _keys(drawing.book, facts, drawing.keys)


def _choices(drawing: Drawing) -> None:
    """The lists on a hidden worksheet, one below the other, each once."""
    if not drawing.offered:
        return
    pen = Pen(drawing.book.create_sheet(CHOICES))
    tops: dict[tuple[str, ...], int] = {}
    row = 0
    for (choices, is_strict, page), cells in drawing.offered.items():
        if choices not in tops:
            tops[choices] = row + 1
            for at, choice in enumerate(choices, start=row + 1):
                pen.text(at, 1, choice, PLAIN)
            row += len(choices)
        first, last = tops[choices], tops[choices] + len(choices) - 1
        listed = f"'{CHOICES}'!$A${first}:$A${last}"
        offered = DataValidation("list", formula1=listed, allow_blank=True, error=NOT_LISTED)
        offered.showErrorMessage = is_strict
        for cell in cells:
            offered.add(cell)
        page.add_data_validation(offered)
    pen.page.sheet_state = "hidden"


def _keys(book: Workbook, facts: Iterable[tuple[str, str]], keys: Iterable[Key]) -> None:
    """What a workbook is read back by, where nobody sees it: on as many worksheets as it needs."""
    lines = [key.line for key in keys]
    parts = [lines[at : at + KEYS_A_SHEET] for at in range(0, max(len(lines), 1), KEYS_A_SHEET)]
    more = [(KEY_SHEETS, str(len(parts)))] if len(parts) > 1 else []
    _hide(book, KEYS, [*facts, *more, KEYS_HEAD, *parts[0]])
    for number, part in enumerate(parts[1:], start=2):
        _hide(book, f"{KEYS}{number}", [KEYS_HEAD, *part])


def _hide(book: Workbook, title: str, lines: Iterable[tuple[str, ...]]) -> None:
    pen = Pen(book.create_sheet(title))
    for row, line in enumerate([(KEYS_TITLE, FORMAT), *lines], start=1):
        for column, text in enumerate(line, start=1):
            pen.text(row, column, text, PLAIN)
    pen.page.sheet_state = "veryHidden"
