"""汇总报送: one act approves the department's step for all that is ticked, and makes 部门汇总表."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from core.filing import canonical
from core.paper.department_table import DepartmentRow, DepartmentTable
from core.paper.sign_off import SignOffRow, sign_off_row
from core.verification import Severity
from core.workflow import Action, Capacity, Ground
from documents.services import renew
from documents.sets import freeze_text, request_department_table
from documents.sources import snapshot_of
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed, Refused
from evaluations.dossiers.last_year import filed_before
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.permissions import capacities_in
from evaluations.dossiers.services.checking import count_kept
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.services.together import Outcome
from evaluations.dossiers.snapshots import form_of
from evaluations.oversight.models import DepartmentPrinting
from evaluations.oversight.queries import filings_of, label_of, marked, not_passed, passed_submissions

REASON = "主管部门汇总报送"
NOT_YOURS = "审核和汇总报送由主管部门审核人员办理，您不能办理。"
NOTHING_MARKED = "没有已勾选的自评表。请先审核，再勾选“已审核”。"
NOTHING_PASSED = "还没有报送财政的自评表，没有可以汇总的内容。"
LEFT_OUT = "另有{}份尚未报送财政，未列入本表。"


def may_forward(user: User, department: Unit) -> bool:
    return Capacity.DEPARTMENT in capacities_in(department, posts_of_today(user))


def forward(cycle: Cycle, department: Unit, *, by: User) -> list[Outcome]:
    """Approve all that is ticked, each in a transaction of its own, and say what became of each.

    One that is refused does not stop the others; where any passed, 部门汇总表 is asked for. Never inside a
    transaction. NotAllowed (403, 422) where nothing at all was tried.
    """
    if not may_forward(by, department):
        raise NotAllowed.because(NOT_YOURS)
    chosen = list(marked(filings_of(by, cycle, department)))
    if not chosen:
        raise NotAllowed.because(NOTHING_MARKED, Ground.CONTENT)
    outcomes = [_approve(filing, by=by) for filing in chosen]
    if any(outcome.refused is None for outcome in outcomes):
        print_table(cycle, department, by=by)
    return outcomes


@transaction.atomic
def print_table(cycle: Cycle, department: Unit, *, by: User) -> DepartmentPrinting:
    """Freeze and ask for 部门汇总表 of all that stands beyond the department, as it was filed.

    NotAllowed: 403 for whoever does not review for the department, 409 where nothing is beyond it yet.
    """
    if not may_forward(by, department):
        raise NotAllowed.because(NOT_YOURS)
    filings = filings_of(by, cycle, department)
    submissions = list(passed_submissions(filings))
    if not submissions:
        raise NotAllowed.because(NOTHING_PASSED, Ground.STATE)
    said = _said(cycle, department, submissions, waiting=not_passed(filings).count())
    frozen = freeze_text(canonical.text_of(said), label=said.label)
    printing, is_new = DepartmentPrinting.objects.get_or_create(
        cycle=cycle, department=department, frozen_set=frozen, defaults={"asked_by": by}
    )
    if is_new:
        printing.filings.set([one.evaluation_id for one in submissions])
    for paper in request_department_table(frozen, asked_by=by):
        renew(paper)
    return printing


def _approve(filing: Evaluation, *, by: User) -> Outcome:
    """At the revision of its mark, which is that of the filing as it was read."""
    try:
        make_move(filing, Action.APPROVE, by=by, revision=filing.revision, reason=REASON)
    except Refused as refusal:
        log_refusal(filing, Action.APPROVE, refusal, by=by)
        return Outcome(filing, refusal)
    return Outcome(filing)


def _said(
    cycle: Cycle, department: Unit, submissions: Sequence[Submission], *, waiting: int
) -> DepartmentTable:
    return DepartmentTable(
        department_name=department.name,
        department_code=department.code,
        cycle_name=cycle.name,
        data_year=cycle.data_year,
        label=label_of(one.evaluation for one in submissions),
        left_out=LEFT_OUT.format(waiting) if waiting else "",
        rows=tuple(_rows(submissions)),
    )


def _rows(submissions: Iterable[Submission]) -> Iterable[DepartmentRow]:
    for one in submissions:
        is_whole = one.evaluation.project_id is None
        yield DepartmentRow(one.evaluation.unit.name, is_whole, _line(one))


def _line(filed: Submission) -> SignOffRow:
    """The filing as it was filed last."""
    return sign_off_row(
        form_of(filed.evaluation),
        snapshot_of(filed.frozen),
        before=filed_before(filed.evaluation),
        explained=count_kept(filed.findings, Severity.MUST_EXPLAIN),
        frozen=filed.frozen.sha256,
    )
