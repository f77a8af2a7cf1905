"""Makes the unit, its filings in every state and everybody who could knock (tests.permissions.world)."""

from __future__ import annotations

import hashlib
import uuid
from decimal import Decimal

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import Unit, User
from core.workflow import Action
from documents import storage
from documents.models import FrozenSet, RenderedDocument, SetPaper, Stamp
from evaluations.cycles.models import Cycle, ListRequest
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.models import Contribution, Evaluation, FillingGrant, Revocation, SignedCopy
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.services.set_printing import print_all
from evaluations.dossiers.services.signing import Signature, record_signed
from evaluations.exchange.models import Arrival, Team
from evaluations.imports.models import Import
from evaluations.ledger.models import LedgerFile, LedgerScheme
from evaluations.oversight.models import DepartmentPrinting
from evaluations.projects.registering import Entry, register
from evaluations.second_scores.services.drawing import Asked, draw_review
from evaluations.summaries.models import SummaryLayout, usual
from evaluations.summaries.services import print_summary
from evaluations.trials.models import Trial
from evaluations.trials.queries import KIND
from foundation.intake.storage import uploads_dir
from foundation.jobs.models import Job
from indicators import catalogue
from tests.dossiers.lives import Life
from tests.factories import (
    Role,
    fill_in,
    make_bureau,
    make_cycle,
    make_department,
    make_division,
    make_evaluation,
    make_form_version,
    make_membership,
    make_unit,
    make_user,
)
from tests.permissions.matrix import STATES
from tests.permissions.world import (
    EVIDENCE,
    FILE,
    FORM,
    NAME,
    REASON,
    SCAN,
    World,
)
from tests.second_scores.sampled import issued


def make_world() -> World:
    unit = make_unit()
    bureau = unit.parent.parent
    people = _people(unit, bureau)
    cycle = make_cycle(bureau, exempt_reasons=[REASON])
    cycle.forms.create(scope="project", form_version=make_form_version(FORM))
    filings = {state: _filing(unit, cycle, people, state) for state in STATES}
    _moved(filings["draft"])
    template = catalogue.load(next(p for p in catalogue.available() if p.stem.startswith("yuancheng")))
    someone = make_user(unit, Role.FILER)
    trial = Trial.objects.create(template=template, bureau=bureau, asked_by=people["administrator"])
    Job.objects.create(kind=KIND, subject_id=trial.pk, state=Job.State.DONE)
    arrival = Arrival.objects.create(
        delivery=uuid.uuid4(),
        evaluation=filings["draft"],
        name="填好的.xlsx",
        size=len(FILE),
        sha256=hashlib.sha256(FILE).hexdigest(),
        stored=EVIDENCE[STATES.index("draft")],
        brought_by=people["filer"],
        taken_at=timezone.now(),
    )
    brought = Import.objects.create(
        kind="people", bureau=bureau, name="名单.xlsx", size=1, brought_by=people["administrator"]
    )
    team = Team.objects.create(unit=unit, name="办公室")
    team.assignments.create(evaluation=filings["draft"], row="r1")
    ListRequest.objects.create(
        cycle=cycle, unit=unit, kind="leave_out", reason=REASON, asked_by=people["filer"]
    )
    set_paper = _set_paper(unit, cycle, people["filer"])
    of_set = (set_paper, _signed(unit, cycle, people), _grant(unit, cycle, people))
    layout = SummaryLayout.objects.create(bureau=bureau, name="简表", columns=usual().columns)
    of_many = (_summary_paper(bureau, cycle, people["performance"]), layout.pk)
    of_many = (*of_many, _ledger(unit, cycle, people["filer"]))
    of_many = (*of_many, _remark(filings["unit_head"], people["unit_head"]))
    of_many = (*of_many, *_sampled(filings["approved"], people))
    cookies = cookies_of(people)
    things = (template, trial, arrival, brought)
    return World(unit, cycle, people, filings, *things, someone, cookies, *of_set, *of_many)


def _remark(filing: Evaluation, head: User) -> int:
    """The key of what the 单位负责人 drafted on the filing before him."""
    words = {"problem": REASON, "wanted": REASON}
    return filing.remarks.create(submission=filing.submissions.get(), author=head, **words).pk


def _moved(filing: Evaluation) -> None:
    """One 预算变动, which makes what the filing says."""
    assert filing.project is not None
    entry = Entry("initial", Decimal(200), "示例1号", timezone.localdate())
    register(filing.project, filing.cycle.data_year, [entry], by=None)


def _ledger(unit: Unit, cycle: Cycle, filer: User) -> int:
    """The key of one ledger, of which something was taken."""
    filing = Evaluation.objects.get(unit=unit, status="draft")
    assert filing.project is not None
    texts = [[1, 1, "项目编码"], [1, 2, "支出数"], [2, 1, filing.project.code], [2, 2, "5"]]
    said = [["台账", [[row, column, "text", text] for row, column, text in texts], []]]
    columns = {"项目编码": "code", "支出数": "executed"}
    rows = [[filing.form_version.sha256, "", "", "", "own"]]
    LedgerScheme.objects.create(unit=unit, year=cycle.data_year, columns=columns, rows=rows, changed_by=filer)
    return LedgerFile.objects.create(
        cycle=cycle,
        unit=unit,
        name="台账.xlsx",
        size=len(FILE),
        sha256=hashlib.sha256(FILE).hexdigest(),
        stored=SCAN,
        said=said,
        head=1,
        brought_by=filer,
        taken_at=timezone.now(),
    ).pk


def _sampled(filing: Evaluation, people: dict[str, User]) -> tuple[int, int, int]:
    """The keys of a sample, of the filing in it, issued to the unit, and of its 意见书, which is there."""
    life = Life(filing, people)
    asked = Asked("hand", 1, chosen=(filing.number,))
    review = draw_review(filing.cycle, asked, by=people["performance"])
    given = issued(review.filings.get(), life)
    paper = SetPaper.objects.get(kind="opinion", frozen_set__review_printings__filing=given)
    return review.pk, given.pk, _there(paper)


def _signed(unit: Unit, cycle: Cycle, people: dict[str, User]) -> int:
    """The key of one signed copy, which has the same file as the evidence."""
    frozen = FrozenSet.objects.get(printings__unit=unit)
    return SignedCopy.objects.create(
        cycle=cycle,
        unit=unit,
        frozen_set=frozen,
        way="scan",
        signed_by="赵局长",
        signed_on=cycle.due_on,
        recorded_by=people["filer"],
        name="盖章件.pdf",
        extension="pdf",
        size=len(FILE),
        sha256=hashlib.sha256(FILE).hexdigest(),
        stored=SCAN,
    ).pk


def _grant(unit: Unit, cycle: Cycle, people: dict[str, User]) -> int:
    """The key of a grant that was taken back: it lets nobody fill in anything (test_standing_in)."""
    grant = FillingGrant.objects.create(
        cycle=cycle,
        unit=unit,
        department=unit.department,
        reason=REASON,
        until=timezone.localdate(),
        granted_by=people["filer"],
    )
    Revocation.objects.create(grant=grant, revoked_by=people["filer"])
    return grant.pk


def _set_paper(unit: Unit, cycle: Cycle, filer: User) -> int:
    """The key of one file of the whole set that is there; it stands for a file of the department too."""
    whole = dossier_of(filer, cycle.pk, unit.pk)
    assert whole is not None
    order = print_all(whole, by=filer)
    DepartmentPrinting.objects.create(
        cycle=cycle, department=unit.parent, frozen_set=order.frozen_set, asked_by=filer
    )
    return _there(order.frozen_set.papers.get(kind="sign_off_sheet", file_format="pdf"))


def _summary_paper(bureau: Unit, cycle: Cycle, finance: User) -> int:
    """The key of one 汇总表 of the bureau that is there."""
    on = timezone.localdate()
    order = print_summary(cycle, bureau, on, usual(), approved_only=False, by=finance)
    return _there(order.frozen_set.papers.get(file_format="pdf"))


def _there(paper_of_it: SetPaper) -> int:
    digest = hashlib.sha256(FILE).hexdigest()
    SetPaper.objects.filter(pk=paper_of_it.pk).update(
        file_name=NAME, sha256=digest, size=len(FILE), published_at=timezone.now()
    )
    return paper_of_it.pk


def _people(unit: Unit, bureau: Unit) -> dict[str, User]:
    other = make_bureau()
    posts = {
        "filer": (unit, Role.FILER),
        "unit_head": (unit, Role.UNIT_HEAD),
        "department": (unit.parent, Role.DEPARTMENT_REVIEWER),
        "division": (unit.division, Role.FINANCE_REVIEWER),
        "performance": (bureau, Role.FINANCE_REVIEWER),
        "administrator": (bureau, Role.ADMINISTRATOR),
        "auditor": (bureau, Role.AUDITOR),
        "filer_other": (make_unit(unit.parent), Role.FILER),
        "department_other": (make_department(bureau), Role.DEPARTMENT_REVIEWER),
        "division_other": (make_division(bureau), Role.FINANCE_REVIEWER),
        "performance_other": (other, Role.FINANCE_REVIEWER),
        "administrator_other": (other, Role.ADMINISTRATOR),
        "auditor_other": (other, Role.AUDITOR),
    }
    people = {name: make_user(*post) for name, post in posts.items()}
    people |= {"stranger": make_user(), "contributor": make_user()}
    for name in ("unit_head", "department", "division", "performance"):
        make_membership(people["contributor"], *posts[name])
    return people


STEPS = ("unit_head", "department", "division", "performance")


def _filing(unit: Unit, cycle: Cycle, people: dict[str, User], state: str) -> Evaluation:
    evaluation = make_evaluation(unit, cycle=cycle, form=FORM)
    evaluation.evidence.create(
        row="r1",
        name="发票.pdf",
        extension="pdf",
        size=len(FILE),
        sha256=hashlib.sha256(FILE).hexdigest(),
        stored=EVIDENCE[STATES.index(state)],
        uploaded_by=people["filer"],
    )
    Contribution.objects.create(
        evaluation=evaluation, user=people["contributor"], kind=Contribution.Kind.EDITED
    )

    def move(action: Action, who: str) -> None:
        revision = Evaluation.objects.get(pk=evaluation.pk).revision
        make_move(evaluation, action, by=people[who], revision=revision, reason=REASON)

    if state == "exempt":
        move(Action.EXEMPT, "division")
    if state in ("not_started", "exempt"):
        return evaluation
    fill_in(evaluation, people["filer"])
    if state == "draft":
        return evaluation
    move(Action.SUBMIT, "filer")
    passed = STEPS.index(state) if state in STEPS else 0 if state == "returned" else len(STEPS)
    for step in STEPS[:passed]:
        move(Action.APPROVE, step)
    if state == "returned":
        move(Action.RETURN, "unit_head")
        fill_in(evaluation, people["filer"], {"header/filer": "韩梅梅"})
    _sign(evaluation, people, state)
    _print_and_fail(evaluation)
    return evaluation


def _sign(evaluation: Evaluation, people: dict[str, User], state: str) -> None:
    """Of what was approved the 定稿 came back signed; some of it is archived."""
    if state not in ("approved", "archived"):
        return
    final = Stamp.objects.get(frozen=evaluation.submissions.get().frozen, label="final")
    whole = dossier_of(people["filer"], evaluation.cycle_id, evaluation.unit_id)
    assert whole is not None
    record_signed(whole, Signature(final.code, "赵局长", evaluation.due_on), by=people["filer"])
    if state == "archived":
        revision = Evaluation.objects.get(pk=evaluation.pk).revision
        make_move(evaluation, Action.ARCHIVE, by=people["performance"], revision=revision)


def _print_and_fail(evaluation: Evaluation) -> None:
    """Of the papers asked for, one is there and one could not be made."""
    done, failed = RenderedDocument.objects.filter(
        stamp__frozen__sha256=evaluation.submissions.get().frozen.sha256
    ).order_by("pk")[:2]
    digest = hashlib.sha256(FILE).hexdigest()
    RenderedDocument.objects.filter(pk=done.pk).update(
        file_name=NAME, sha256=digest, size=len(FILE), published_at=timezone.now()
    )
    Job.objects.filter(pk=failed.job_id).update(state=Job.State.FAILED, reason="测试")


def lay_files() -> None:
    """Put on the disk what the rows name: one paper, and the evidence of every filing."""
    storage.write(NAME, FILE)
    (uploads_dir() / "ab").mkdir(parents=True)
    for name in (*EVIDENCE, SCAN):
        (uploads_dir() / name).write_bytes(FILE)


def cookies_of(people: dict[str, User]) -> dict[str, str]:
    """Everybody signs in once."""
    found = {}
    for name, person in people.items():
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        found[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found
