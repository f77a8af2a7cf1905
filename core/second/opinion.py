"""复核意见书: drafted from what a 复核 found, by a text of the place; written on, then frozen as a letter."""

from __future__ import annotations

from collections.abc import Iterable

from core.paper.wording import put_in
from core.second.paper import ENDS, PaperRow, WorkingPaper, differing, result_of

NAMES = {
    "unit_name": "填报单位",
    "name": "项目名称",
    "cycle": "年度自评工作",
    "drawn": "抽取方式",
    "result": "得分、等级和偏离度",
    "differences": "得分不同的各行和自评总分的说明，每项一段",
}
"""What a text may name, and what stands there."""
USUAL = """根据{cycle}安排，我局对你单位{name}绩效自评情况进行了复核（{drawn}）。
复核结果：{result}。
{differences}
请对上述复核结果予以确认，在系统中填写回执。有异议的，请写明内容和依据。"""
DIFFERENCE = "{}.{}：自评{}分，复核{}分。{}。{}"
NONE = "各项指标的复核得分与自评得分一致。"
TITLE = "关于{}绩效自评的复核意见"
LONGEST_TITLE = 200


def draft(template: str, said: WorkingPaper) -> str:
    """Return the text of the place with the facts of this 复核; what it does not know stays as it is.

    >>> put_in("{unit_name}：{result}", {"unit_name": "甲单位"})
    '甲单位：{result}'
    """
    words = {
        "unit_name": said.unit_name,
        "name": said.name,
        "cycle": said.cycle_name,
        "drawn": said.drawn,
        "result": result_of(said),
        "differences": "\n".join([*differing(said), *(_differences(said.rows) or [NONE])]),
    }
    return put_in(template, words)


def title_of(said: WorkingPaper) -> str:
    """Return the title; a name with which it were too long to be kept is cut."""
    most = LONGEST_TITLE - len(TITLE.format(""))
    return TITLE.format(said.name if len(said.name) <= most else f"{said.name[: most - 1]}…")


def _differences(rows: Iterable[PaperRow]) -> list[str]:
    found = [row for row in rows if row.score != row.filed_score]
    return [_difference(number, row) for number, row in enumerate(found, start=1)]


def _difference(number: int, row: PaperRow) -> str:
    remark = row.remark.rstrip(ENDS)
    return DIFFERENCE.format(number, row.name, row.filed_score, row.score, row.reason, f"{remark}。")
