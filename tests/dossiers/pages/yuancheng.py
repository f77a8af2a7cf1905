"""The real filing of 源城区 in the database, as the pages see it."""

from __future__ import annotations

from decimal import Decimal

from accounts.models import Unit, User
from evaluations.dossiers.models import Evaluation
from evaluations.projects.models import ApprovedGoal, ApprovedRow, ApprovedTarget, Project
from tests.factories import fill_in, make_evaluation
from tests.golden.yuancheng import CASE, yuancheng, yuancheng_form

LOCKED = ("/target", "/points", "/expected")


def open_yuancheng(unit: Unit) -> Evaluation:
    """The filing as it was issued, with what was approved."""
    project = Project.objects.create(unit=unit, code="ylq", name=CASE["project"])
    target = ApprovedTarget.objects.create(project=project, year=2021)
    for position, goal in enumerate(CASE["goals"], start=1):
        ApprovedGoal.objects.create(approved=target, position=position, text=goal["expected"])
    _, snapshot = yuancheng()
    for position, (line, row) in enumerate(zip(snapshot.lines, CASE["indicators"], strict=True), start=1):
        points = None if row["weight"] is None else Decimal(row["weight"])
        ApprovedRow.objects.create(
            approved=target,
            key=line.key,
            position=position,
            group=line.group,
            name=line.name,
            text=row["target"],
            points=points,
        )
    return make_evaluation(unit, project=project, form=yuancheng_form())


def fill_yuancheng(evaluation: Evaluation, filer: User) -> Evaluation:
    """Everything as it was filed; what was approved stands there already."""
    _, snapshot = yuancheng()
    locked = {ref for ref in snapshot.cells if ref.endswith(LOCKED)} - {"total/points"}
    fill_in(evaluation, filer, {ref: cell.typed for ref, cell in snapshot.cells.items() if ref not in locked})
    return Evaluation.objects.get(pk=evaluation.pk)
