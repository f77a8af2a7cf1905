"""The demo's filings, each brought to its state by the right people through the real services."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from accounts.models import Membership, Unit, User
from core.filing.cells import CellRef
from core.workflow import Action
from documents.models import FormVersion
from evaluations.cycles.models import Cycle, CycleForm
from evaluations.dossiers.issuing import issue
from evaluations.dossiers.models import Evaluation, FindingAnswer
from evaluations.dossiers.services.answers import Given, answer_all
from evaluations.dossiers.services.cells import Change, save_cells
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.snapshots import form_of, snapshot
from evaluations.projects.models import ApprovedTarget, Project
from evaluations.projects.services import Approved, RowEntry, save_project, set_approved_target

FOLDER = Path(__file__).parent
MEDICAL_AID, RELIEF = "medical-aid", "temporary-relief"
MEDICAL_AID_BEFORE = "medical-aid-2020"
AS_FILED = "按原件"
RETURN_REASON = "请补填四项资金来源的全年执行数；“医疗救助资金支出率”未达到指标值，请填写偏差原因和改进措施。"
Step = tuple[Action, str]
SUBMIT, HEAD = (Action.SUBMIT, Membership.Role.FILER), (Action.APPROVE, Membership.Role.UNIT_HEAD)
RETURN = (Action.RETURN, Membership.Role.FINANCE_REVIEWER)
APPROVE = (Action.APPROVE, Membership.Role.FINANCE_REVIEWER)
DEPARTMENT = (Action.APPROVE, Membership.Role.DEPARTMENT_REVIEWER)
EXEMPT = (Action.EXEMPT, Membership.Role.FINANCE_REVIEWER)


@dataclass(frozen=True)
class Story:
    """One filing: where, which figures, how much of them is typed, and the moves that follow."""

    office: str
    figures: str
    typed: str = "all"
    steps: tuple[Step, ...] = ()


STORIES = (
    Story("301001", MEDICAL_AID, typed="none"),
    Story("301002", MEDICAL_AID, typed="funds"),
    Story("302001", MEDICAL_AID, steps=(SUBMIT,)),
    Story("302002", MEDICAL_AID, steps=(SUBMIT, HEAD)),
    Story("303001", MEDICAL_AID, steps=(SUBMIT, HEAD, RETURN)),
    Story("303002", MEDICAL_AID, steps=(SUBMIT, HEAD, APPROVE)),
    Story("301", MEDICAL_AID, typed="none", steps=(EXEMPT,)),
    Story("302", RELIEF, steps=(SUBMIT, HEAD)),
)
LAST_YEAR = (Story("301001", MEDICAL_AID_BEFORE, steps=(SUBMIT, HEAD, APPROVE)),)
"""What was filed the year before, so that its words can be taken over."""
OF_ONE_UNIT = (
    Story("303003", "family-doctors", steps=(SUBMIT, HEAD, DEPARTMENT, APPROVE)),
    Story("303003", "rehabilitation", steps=(SUBMIT, HEAD)),
    Story("303003", "follow-up"),
    Story("303003", "village-doctors", typed="funds"),
    Story("303003", "pingan-unit", typed="none"),
)
"""The set of a unit with several projects: approved, with its department, ready, begun, not begun."""
ELSEWHERE: Mapping[int, tuple[Story, ...]] = {
    2021: (
        Story("301", "heshan-scores", steps=(SUBMIT,)),
        Story("302", "jiayuguan-unit", steps=(SUBMIT,)),
        Story("302", "jiayuguan-chronic-disease", steps=(SUBMIT, HEAD, APPROVE)),
        Story("302001", "jiayuguan-transfer"),
    ),
    2022: (
        Story("302", "panzhihua-unit", steps=(SUBMIT,)),
        Story("302002", "panzhihua-resident-insurance", steps=(SUBMIT, HEAD)),
    ),
    2024: (Story("301", "pingan-unit", steps=(SUBMIT,)),),
}
"""By the year of their figures: filings on the forms of other places, in the hands of people of the demo."""


def load_filings(
    stories: Iterable[Story],
    cycle: Cycle,
    versions: Mapping[str, FormVersion],
    units: Mapping[str, Unit],
    by: User,
) -> None:
    """Keep the projects and targets, issue the filings as administrator `by`, and tell each story."""
    for story in stories:
        figures, unit = figures_of(story.figures), units[story.office]
        key = f"unit-{unit.pk}"
        if figures["project"]:
            key = f"project-{make_project(figures, unit, cycle.data_year, by=by).pk}"
        used = CycleForm.objects.get(cycle=cycle, form_version=versions[figures["form"]])
        (evaluation,) = issue(used, [key], by=by)
        _tell(story, figures["cells"], evaluation)


def figures_of(name: str) -> dict[str, Any]:
    """The project of the demo that is called so, and what is filed on it."""
    figures: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return figures


def make_project(figures: Mapping[str, Any], unit: Unit, year: int, *, by: User) -> Project:
    """Keep the project of `unit` with what was approved for `year`."""
    known = Project.objects.filter(unit=unit, code=figures["code"]).first()
    project = known or save_project(Project(unit=unit, code=figures["code"], name=figures["project"]), by=by)
    given = figures["approved"]
    rows = [
        RowEntry(**{**row, "points": None if row["points"] is None else Decimal(row["points"])})
        for row in given["rows"]
    ]
    approved = Approved(given["goals"], rows, given["document_number"])
    set_approved_target(project, year=year, version=ApprovedTarget.Version.INITIAL, approved=approved, by=by)
    return project


def _tell(story: Story, cells: Mapping[str, str], evaluation: Evaluation) -> None:
    filer = _person(evaluation, Membership.Role.FILER)
    if story.typed != "none":
        fill_in(evaluation, cells, by=filer, only="funds/" if story.typed == "funds" else "")
    for action, role in story.steps:
        step(evaluation, action, by=_person(evaluation, role))


def fill_in(evaluation: Evaluation, cells: Mapping[str, str], *, by: User, only: str = "") -> None:
    """Save what stands in `cells`, and who filled it in, as a filer does; ValueError where it is refused."""
    seen = snapshot(evaluation)
    asked = {field.key for field in form_of(evaluation).header}
    header = {
        "filer": by.full_name,
        "phone": by.phone,
        "filled_on": f"{evaluation.cycle.work_year}年4月6日",
        "contact": by.full_name,
    }
    typed = {f"header/{key}": text for key, text in header.items() if key in asked} | dict(cells)
    refs = {CellRef.parse(ref): text for ref, text in typed.items() if ref.startswith(only)}
    saved = save_cells(evaluation, [Change(ref, seen.typed(ref), text) for ref, text in refs.items()], by=by)
    if not saved.ok:
        raise ValueError(f"demo cells refused: {saved}")


def step(evaluation: Evaluation, action: Action, *, by: User) -> None:
    """Make one move with what it asks for: answers, a reason."""
    now = Evaluation.objects.select_related("cycle").get(pk=evaluation.pk)
    reason = problems = ""
    if action is Action.SUBMIT:
        problems = _answer(now, by=by)
        now.refresh_from_db(fields=["revision"])
    elif action is Action.RETURN:
        reason = RETURN_REASON
    elif action is Action.EXEMPT:
        reason = now.cycle.exempt_reasons[0]
    make_move(now, action, by=by, revision=now.revision, reason=reason, problems_reason=problems)


def _answer(evaluation: Evaluation, *, by: User) -> str:
    """Answer every 需说明项, and return why it is filed with its 必改项, if there are any."""
    checked = check(evaluation)
    answers = [
        Given(finding.fingerprint, FindingAnswer.Choice.VERIFIED, AS_FILED)
        for finding, _ in checked.found
        if finding.asks
    ]
    answer_all(evaluation, answers, by=by)
    return AS_FILED if checked.open_must_fix else ""


def _person(evaluation: Evaluation, role: str) -> User:
    """Whoever has the role for the filing: in its unit, in its department, in the bureau (绩效股)."""
    elsewhere = {
        Membership.Role.FINANCE_REVIEWER: evaluation.cycle.bureau,
        Membership.Role.DEPARTMENT_REVIEWER: evaluation.unit.department,
    }
    return person(elsewhere.get(Membership.Role(role)) or evaluation.unit, role)


def person(place: Unit, role: str) -> User:
    """Whoever has the role there."""
    return User.objects.get(memberships__unit=place, memberships__role=role)
