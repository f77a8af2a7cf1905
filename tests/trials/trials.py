"""Filings on one form, filed and past every service, and drafts that score them in another way."""

from __future__ import annotations

from accounts.models import Unit
from documents.models import FrozenFiling
from evaluations.dossiers.models import Evaluation, Submission
from foundation.jobs import running
from foundation.jobs.models import Job
from indicators import rows
from indicators.models import FormTemplate
from tests.dossiers.lives import Life, begin
from tests.factories import SMALL_FORM, make_evaluation, make_project, make_unit, small_form

STRICT = {**SMALL_FORM["funds"], "execution_points": "20"}


def filed() -> Life:
    """One filing of the small form that was approved by everybody."""
    return begin().to("unit_head", "department", "division", "performance")


def stricter(**given) -> FormTemplate:
    """A draft of the same form that gives the execution rate 20 points."""
    return rows.write(small_form(version=2, funds=STRICT, **given))


def more(life: Life, count: int) -> list[Evaluation]:
    """Further filings of the same content, approved."""
    return [_again(life, make_unit(life.evaluation.unit.parent)) for _ in range(count)]


def _again(life: Life, unit: Unit) -> Evaluation:
    frozen = FrozenFiling.objects.get(pk=life.evaluation.submissions.get().frozen_id)
    one = make_evaluation(unit, cycle=life.evaluation.cycle, project=make_project(unit))
    by = life.people["filer"]
    Submission.objects.create(evaluation=one, number=1, frozen=frozen, findings=[], submitted_by=by)
    Evaluation.objects.filter(pk=one.pk).update(status="approved")
    return one


def worked() -> Job:
    """Do the last job, as a worker does."""
    job = Job.objects.filter(kind="try_form").latest("pk")
    running.run(job.pk)
    job.refresh_from_db()
    return job
