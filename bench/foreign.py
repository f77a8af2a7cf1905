"""The same papers for other programs: the report as a flat ODT, table and report as Typst markup."""

from __future__ import annotations

from html import escape

from core.paper.report import Block, Cover, Heading, Paragraph, Title
from core.paper.sheet import Sheet

NAMES = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
NAMES += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
PAGE = (
    '#set page(paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm), numbering: "— 1 —")'
)
FANG = '#set text(font: ("FandolFang R", "FandolSong"), size: 15.8pt, lang: "zh")'
SONG = '#set text(font: "FandolSong", size: 9pt, lang: "zh")'


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """The report's text, line by line."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Cover():
                lines += [*block.title, *(f"{field.label}：{field.text}" for field in block.fields)]
            case Title():
                lines += block.lines
            case Heading():
                lines.append(block.number + block.text)
            case Paragraph():
                lines.append(block.text)
    return lines


def flat_odt(blocks: tuple[Block, ...]) -> str:
    """The report as one paragraph after the other; LibreOffice's own page and font."""
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines_of(blocks))
    kind = "application/vnd.oasis.opendocument.text"
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    return f'<?xml version="1.0"?><office:document {NAMES} office:mimetype="{kind}">{body}</office:document>'


def typst_report(blocks: tuple[Block, ...]) -> str:
    return "\n".join([PAGE, FANG, *(f"\n{_typst(line)}" for line in lines_of(blocks))])


def typst_table(sheet: Sheet) -> str:
    """The grid with its spans; Typst finds the ends of the pages itself and marks no label as going on."""
    widths = ", ".join(f"{width}mm" for width in sheet.widths)
    cells = ",\n".join(
        f"table.cell(x: {c.column}, y: {c.row}, rowspan: {c.rowspan}, colspan: {c.colspan})[{_typst(c.text)}]"
        for c in sheet.cells
    )
    head = "\n\n".join(map(_typst, sheet.title))
    return f'#set page(paper: "a4", margin: 16mm)\n{SONG}\n{head}\n#table(columns: ({widths}),\n{cells})'


def _typst(text: str) -> str:
    return "".join(f"\\{sign}" if sign in '\\#$*_`<>@[]"~=-+/' else sign for sign in text)
