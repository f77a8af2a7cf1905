"""The demo's forms and its year's work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from accounts.models import Unit, User
from documents.models import FormVersion
from evaluations.cycles.models import Cycle
from evaluations.cycles.services import change_cycle, create_cycle
from indicators import catalogue
from indicators.models import FormTemplate
from indicators.release import release, take_over

YEAR = 2021
FORMS = ("national-project-2020", "yuancheng-project-2021")
FORMS_ELSEWHERE = (
    "heshan-department-2021",
    "jiayuguan-department-2021",
    "jiayuguan-project-2021",
    "jiayuguan-transfer-2021",
    "panzhihua-department-2022",
    "panzhihua-project-2022",
    "pingan-department-2024",
)
"""One for each other shape of table that the seeds have."""
FORMS_OF_A_SET = ("national-project-2020", "pingan-department-2024")
ELSEWHERE = "（各地表样）"
ONE_YEAR = timedelta(days=365)
DUE_IN = timedelta(days=30)
"""So that the demo's work is under way whenever it is shown."""
CHAIN, WITH_DEPARTMENT = ["unit_head", "performance"], ["unit_head", "department", "performance"]
YEAR_OF_A_SET = 2023
"""The data year of the work in which one unit has several filings."""
PASSES_DEPARTMENTS = {2022, YEAR_OF_A_SET}
"""The years in whose work a 主管部门 reviews, so that the demo has something to pass on."""
EXEMPT_REASONS = [
    "项目年初已取消，资金全部收回财政",
    "项目与其他项目合并实施，由牵头单位一并自评",
    "项目资金本年度未下达，未实施",
]


def release_forms(names: Collection[str], by: User) -> dict[str, FormVersion]:
    """Release forms of the catalogue and return them by code; one that is there already stays."""
    versions = {}
    for path in (path for path in catalogue.available() if path.stem in names):
        form = catalogue.read(path)
        template = FormTemplate.objects.filter(code=form.code, version=form.version).first()
        template = template or take_over(path, by=by)
        versions[form.code] = template.released or release(template, by=by)
    return versions


def make_cycle(
    bureau: Unit, versions: dict[str, FormVersion], by: User, *, data_year: int = YEAR, of: str = ""
) -> Cycle:
    """One year's work; `of`: whose, where it is not the district's own."""
    cycle = Cycle(
        bureau=bureau,
        name=f"{data_year}年度绩效自评工作{of}",
        basis=f"示例〔{data_year + 1}〕1号",
        data_year=data_year,
        work_year=data_year + 1,
        chain=WITH_DEPARTMENT if data_year in PASSES_DEPARTMENTS else CHAIN,
        due_on=timezone.localdate() + DUE_IN - ONE_YEAR * max(YEAR - data_year, 0),
        asks_for_letter=True,
        exempt_reasons=EXEMPT_REASONS,
    )
    return create_cycle(cycle, forms=versions.values(), by=by)


def close_cycle(cycle: Cycle, versions: dict[str, FormVersion], by: User) -> Cycle:
    cycle.is_open = False
    return change_cycle(cycle, forms=versions.values(), by=by)
