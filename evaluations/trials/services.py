"""A trial is asked for here, and done here by a worker. Nothing of a filing is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.db import transaction

from accounts.models import Unit, User
from core.filing.canonical import form_from_json, form_to_json
from core.filing.child_form import form_for
from core.filing.form import FormDefinition
from core.filing.trial import try_form
from documents.models import FrozenFiling
from documents.sources import filing_of
from evaluations.dossiers.models import Evaluation
from evaluations.trials.models import Trial, TrialFiling
from evaluations.trials.queries import KIND
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue, publishing
from indicators import rows
from indicators.models import FormTemplate
from indicators.records import note

STEPS = 10
"""How often the worker says how far it has come."""


@transaction.atomic
def ask(template: FormTemplate, filings: Collection[Evaluation], *, bureau: Unit, by: User) -> Trial:
    """Keep the form as it stands now and what is to be tried, and have a worker do it.

    `filings` come from `queries.filings_for`. FormRefused where the form cannot be read.
    """
    definition = form_to_json(rows.definition(template))
    trial = Trial.objects.create(template=template, definition=definition, bureau=bureau, asked_by=by)
    TrialFiling.objects.bulk_create(
        TrialFiling(trial=trial, evaluation=one, frozen_id=one.frozen_id)  # type: ignore[attr-defined]
        for one in filings
    )
    note(template, "试算表样", by, {"份数": len(filings)})
    enqueue(KIND, subject_id=trial.pk, asked_by=by)
    return trial


def work(trial: Trial, job: Job) -> None:
    """Try every filing, telling how far it is; all results are there at once, or none."""
    form = form_from_json(trial.definition)
    filings = list(trial.filings.select_related("frozen__form_version"))
    step = max(1, len(filings) // STEPS)
    for number, filing in enumerate(filings, start=1):
        filing.result = told(form, filing.frozen)
        if number % step == 0 or number == len(filings):
            Trial.objects.filter(pk=trial.pk).update(done=number)
    with publishing(job):
        TrialFiling.objects.bulk_update(filings, ["result"], batch_size=50)


def told(form: FormDefinition, frozen: FrozenFiling) -> dict[str, Any]:
    """What the form would give one filing, as it is kept and shown (core.filing.trial.Trial)."""
    filed_on, snapshot = filing_of(frozen)
    return asdict(try_form(filed_on, form_for(form, snapshot), snapshot))
