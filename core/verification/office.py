"""What lies in the form or the approved target, said to the finance bureau: the filer is asked to call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.filing.cells import CellRef
from core.filing.form import FormDefinition

CALL = "，请联系财政局绩效股"
"""With what every such sentence goes on for the filer."""
MEND_THE_FORM = "请修改表样并启用新版本。"
MEND_THE_TARGET = "请到“项目”中核对批复的绩效目标，有误的请更正。"
OF_ITS_OWN: Mapping[str, str] = {
    "C41": "请核对本表应使用的表样，属于部门整体支出的，请下达部门整体支出自评。",
    "M15": "请下达该单位的整体支出自评，或在年度自评工作中改变自评报告的写法。",
}


def to_the_office(form: FormDefinition, check: str, places: Iterable[CellRef], message: str) -> str:
    """The sentence without what the filer is to do, and with what the bureau is.

    A row or goal that comes with the project is mended in its approved target, all else in the form.
    """
    problem = message.partition(CALL)[0].removesuffix("。")
    is_approved = any(_is_approved(form, place) for place in places)
    return f"{problem}。{OF_ITS_OWN.get(check, MEND_THE_TARGET if is_approved else MEND_THE_FORM)}"


def _is_approved(form: FormDefinition, place: CellRef) -> bool:
    if place.section == "indicators":
        return form.indicators.level3 == "per_project"
    return place.section == "goals"
