"""佐证材料清单 as a Sheet: what was handed in for which indicator, with what each file hashes to."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures import printing
from core.filing import cells
from core.filing.form import FormDefinition
from core.filing.order import lines_in_order
from core.filing.snapshot import EvidenceFile, Snapshot
from core.paper.sheet import Align, Band, PrintedLine, Role, Sheet, SheetCell
from core.paper.wording import facts, put_in

HEADS = ("序号", "指标", "文件名", "大小", "校验值（前16位）")
WIDTHS = (12, 52, 64, 18, 32)
WHOLE = "整张自评表"
TITLE = "{project_name}佐证材料清单"
UNIT_TITLE = "{unit_name}佐证材料清单"
HASH_SHOWN = 16
Row = tuple[str, tuple[EvidenceFile, ...]]


def evidence_list(form: FormDefinition, snapshot: Snapshot) -> Sheet:
    """Return the list: the files of the whole filing first, then row by row as the table prints them."""
    title = TITLE if snapshot.identity.project_name else UNIT_TITLE
    cells_found = sorted((*_heads(), *_files(form, snapshot)), key=lambda cell: (cell.row, cell.column))
    count = cells_found[-1].bottom
    return Sheet(
        title=(put_in(title, facts(form, snapshot)),),
        year_line=f"（{snapshot.identity.data_year}年度）",
        widths=WIDTHS,
        row_count=count,
        cells=tuple(cells_found),
        bands=(Band(0, count, header=0),),
        head=(PrintedLine("填报单位", snapshot.identity.unit_name),),
        foot=(PrintedLine("合计", _sum(snapshot)),),
    )


def rows_with_evidence(form: FormDefinition, snapshot: Snapshot) -> list[Row]:
    """The label of each row that has files, and its files; WHOLE for those of the whole filing."""
    places = [("", WHOLE), *((line.key, line.name) for line in lines_in_order(form, snapshot))]
    found = [(label, tuple(file for file in snapshot.evidence if file.row == key)) for key, label in places]
    return [(label, files) for label, files in found if files]


def _heads() -> Iterator[SheetCell]:
    for column, text in enumerate(HEADS):
        yield SheetCell(0, column, text, "head")


def _files(form: FormDefinition, snapshot: Snapshot) -> Iterator[SheetCell]:
    row = 1
    for label, files in rows_with_evidence(form, snapshot):
        ref = cells.evidence(files[0].row)
        yield SheetCell(row, 1, label, "group", rowspan=len(files), ref=ref)
        for file in files:
            yield from _file(row, file)
            row += 1


def _file(row: int, file: EvidenceFile) -> Iterator[SheetCell]:
    texts: tuple[tuple[int, str, Role, Align], ...] = (
        (0, str(row), "text", "center"),
        (2, file.name, "text", "left"),
        (3, printing.file_size(file.size), "text", "center"),
        (4, file.sha256[:HASH_SHOWN], "text", "center"),
    )
    for column, text, role, align in texts:
        yield SheetCell(row, column, text, role, align=align)


def _sum(snapshot: Snapshot) -> str:
    size = sum(file.size for file in snapshot.evidence)
    return f"{len(snapshot.evidence)}个文件，{printing.file_size(size)}"
