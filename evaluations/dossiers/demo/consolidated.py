"""The demo's consolidated filing: a bureau leads, two of its stations and it itself carry out a part each."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import Membership, Unit, User
from core.workflow import Action
from documents.models import FormVersion
from evaluations.cycles.models import Cycle, CycleForm
from evaluations.dossiers.demo import filings
from evaluations.dossiers.issuing import issue_consolidated

SHELTER = "street-shelter"
LEADER = "302"
SUBMIT = (Action.SUBMIT, Membership.Role.FILER)
APPROVE = (Action.APPROVE, Membership.Role.UNIT_HEAD)
PARTS: Mapping[str, tuple[filings.Step, ...]] = {
    "302": (),
    "302001": (SUBMIT, APPROVE),
    "302002": (SUBMIT,),
}
"""What happened to each part: in hand, approved by the leading unit, waiting for it."""


def load_consolidated(
    cycle: Cycle, versions: Mapping[str, FormVersion], units: Mapping[str, Unit], by: User
) -> None:
    """Issue it as administrator `by`, and tell what each unit has done so far."""
    figures = filings.figures_of(SHELTER)
    project = filings.make_project(figures, units[LEADER], cycle.data_year, by=by)
    used = CycleForm.objects.get(cycle=cycle, form_version=versions[figures["form"]])
    places = [units[code] for code in PARTS]
    whole, *parts = issue_consolidated(used, f"project-{project.pk}", places, by=by)
    for part in parts:
        filer = filings.person(part.unit, Membership.Role.FILER)
        filings.fill_in(part, figures["children"][part.unit.code], by=filer)
        for action, role in PARTS[part.unit.code]:
            place = part.unit if action is Action.SUBMIT else whole.unit
            filings.step(part, action, by=filings.person(place, role))
