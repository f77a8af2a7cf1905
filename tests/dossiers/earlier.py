"""The filing of the year before, filed through the real services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.models import Membership
from core.filing.form import FormDefinition
from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from tests.factories import FILLED, fill_in, make_cycle, make_evaluation, make_target, make_user

LAST_YEAR: Mapping[str, str] = {
    "header/filer": "韩梅",
    "goals/1/actual": "上年全部完成了年度任务。",
    "indicators/r1/note": "上年资金到账较晚。",
    "report/s1": "上年的项目概况。",
}


def file_last_year(
    evaluation: Evaluation,
    texts: Mapping[str, str] = LAST_YEAR,
    form: FormDefinition | None = None,
    **given: Any,
) -> Evaluation:
    """What the same unit filed on the same project in the data year before `evaluation`'s."""
    earlier = open_last_year(evaluation, form, **given)
    filer = make_user(earlier.unit, Membership.Role.FILER)
    fill_in(earlier, filer, {**FILLED, **texts})
    revision = Evaluation.objects.get(pk=earlier.pk).revision
    make_move(earlier, Action.SUBMIT, by=filer, revision=revision, problems_reason="按原件")
    return Evaluation.objects.get(pk=earlier.pk)


def open_last_year(evaluation: Evaluation, form: FormDefinition | None = None, **given: Any) -> Evaluation:
    """The filing of the year before as it was issued."""
    cycle = make_cycle(evaluation.cycle.bureau, data_year=2020, work_year=2021)
    project = given.get("project", evaluation.project)
    if not project.approved_targets.filter(year=2020).exists():
        make_target(project, year=2020)
    given = {"project": project, "cycle": cycle, **given}
    return make_evaluation(given.pop("unit", evaluation.unit), form=form, **given)
