"""What a cell is called on the page and in a message, by the form's own labels."""

from __future__ import annotations

from core.figures.text import quoted
from core.filing.asking import questions_in
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot

TOTAL_NAMES = {"points": "分值", "score": "得分"}
ROW_NAMES = {
    "score_reason": "得分说明",
    "not_applicable": "不适用（本年度不考核）",
    "evidence": "佐证材料",
}
GRADE = "自评等级"


def cell_name(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    """“年度资金总额”的全年执行数, “政策知晓率”的实际完成值; its address for a cell that is not the form's."""
    naming = {
        "header": _header,
        "funds": _fund,
        "goals": _goal,
        "texts": _text,
        "indicators": _indicator,
        "total": _total,
        "report": _report,
        "evidence": _evidence,
    }[ref.section]
    return naming(form, snapshot, ref) or str(ref)


def row_name(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    """The label of the fund row or indicator that a cell stands in; empty elsewhere."""
    if ref.section == "funds" and form.funds:
        return next((row.label for row in form.funds.rows if row.key == ref.row), "")
    return next(
        (line.name for line in snapshot.lines if ref.section == "indicators" and line.key == ref.row), ""
    )


def _header(form: FormDefinition, _snapshot: Snapshot, ref: CellRef) -> str:
    return next((field.label for field in form.header if field.key == ref.row), "")


def _fund(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    columns = form.funds.columns if form.funds else ()
    column = next((column.label for column in columns if column.key == ref.column), "")
    return column and f"{quoted(row_name(form, snapshot, ref))}的{column}"


def _goal(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    if form.goals is None:
        return ""
    side = str(getattr(form.goals, ref.column))
    number = f"第{ref.row}项" if snapshot.goals > 1 else ""
    return f"{form.goals.label}{number}的{side}"


def _text(form: FormDefinition, _snapshot: Snapshot, ref: CellRef) -> str:
    """职能概述; “资金分配”的情况说明 where the block has several rows or columns."""
    for block in form.texts:
        for row in block.rows:
            for column in block.columns:
                if (row.key, column.key) == (ref.row, ref.column):
                    name = row.label or block.label
                    return f"{quoted(name)}的{column.label}" if column.label else name
    return ""


def _indicator(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    if ref.asks:
        return _asked(form, snapshot, ref)
    column = ROW_NAMES.get(ref.column) or form.indicators.label_of(ref.column)
    return f"{quoted(row_name(form, snapshot, ref))}的{column}"


def _asked(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    asked = [
        one.asked.label
        for line in snapshot.lines
        if line.key == ref.row
        for one in questions_in(form, snapshot, line)
        if one.ref == ref
    ]
    return "".join(f"{quoted(row_name(form, snapshot, ref))}的{quoted(label)}" for label in asked)


def _total(form: FormDefinition, _snapshot: Snapshot, ref: CellRef) -> str:
    if ref.row == "grade":
        return GRADE
    return f"“{form.paper.total_label}”的{TOTAL_NAMES.get(ref.row, ref.row)}"


def _report(form: FormDefinition, _snapshot: Snapshot, ref: CellRef) -> str:
    sections = form.report.sections if form.report else ()
    heading = next((section.heading for section in sections if section.key == ref.row), "")
    return heading and f"自评报告{quoted(heading)}"


def _evidence(_form: FormDefinition, _snapshot: Snapshot, _ref: CellRef) -> str:
    return ROW_NAMES["evidence"]
