"""One unit with a filing in every state, everybody who could knock, and what each would send."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Unit, User
from core.workflow import Action
from documents import storage
from documents.models import FrozenSet, RenderedDocument, SetPaper, Stamp
from evaluations.cycles.models import Cycle
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.models import Cell, Contribution, Evaluation, Evidence, Move, SignedCopy
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.services.set_printing import print_all
from evaluations.dossiers.services.signing import Signature, record_signed
from evaluations.dossiers.snapshots import snapshot
from evaluations.exchange.models import Arrival
from evaluations.projects.models import Project
from evaluations.projects.queries import mark_of
from evaluations.trials.models import Trial
from evaluations.trials.queries import KIND
from foundation.audit.models import AuditEvent
from foundation.intake.storage import uploads_dir
from foundation.jobs import heartbeat
from foundation.jobs.models import Job
from indicators import catalogue, ruling, tree
from indicators.drafts import data_of
from indicators.drafts import mark_of as mark
from indicators.models import FormTemplate
from indicators.rows import definition
from indicators.sections import SECTIONS
from tests.dossiers.evidence import PDF
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
    small_form,
)
from tests.permissions.matrix import OF_A_UNIT, STATES

FILE = b"%PDF-1.7 of a test"
NAME = storage.name_for("permissions", "pdf")
EVIDENCE = [f"ab/{number:032x}" for number in range(len(STATES))]
"""Where the file of evidence of each filing lies."""
SCAN = f"ab/{len(STATES):032x}"
TYPED = {
    "header": ("header/filer", "李雷雷"),
    "funds": ("funds/total/executed", "199"),
    "goals": ("goals/1/actual", "基本完成"),
    "indicators": ("indicators/r1/actual", "101人"),
    "texts": ("texts/remark/text", "无"),
    "report": ("report/s1", "项目情况。"),
}
REASON = "理由"
REMARK = {
    "label": "说明",
    "after": "total",
    "rows": [{"key": "remark"}],
    "columns": [{"key": "text", "required": False}],
}
FORM = small_form(texts=[REMARK])
"""With a box of words, so that every page of a filing is there."""
RULE = "funds/execution_rule"
STUDIO: dict[str, Callable[[dict[str, Any]], object]] = {
    "form_section": SECTIONS["basics"].part,
    "form_tree": tree.outline,
    "form_item": lambda data: tree.alone(data, "output"),
    "form_rule": lambda data: ruling.value_at(data, RULE),
    "form_checks": lambda data: data["accepted_deviations"],
}
"""The pages of a draft, each with the part of its data that it shows."""
HANDLER = ClientHandler(enforce_csrf_checks=False)
"""Answers as the test client does, without keeping what every template was given."""


@dataclass
class World:
    """`people` by role, `filings` by state, and single things of the own bureau."""

    unit: Unit
    cycle: Cycle
    people: dict[str, User]
    filings: dict[str, Evaluation]
    template: FormTemplate
    trial: Trial
    arrival: Arrival
    someone: User
    cookies: dict[str, str]
    set_paper: int
    signed_copy: int
    shown: dict[str, dict[str, str]] = field(default_factory=dict)
    traces: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def answer(self, role: str, request: str, state: str) -> HttpResponse:
        """Knock once, with what would be right to send."""
        method, name = request.split(" ", 1)
        if name == "readyz":
            heartbeat.note()  # a worker that lives sweeps all the while; the table takes longer than a beat
        knock = RequestFactory()
        if role != "nobody":
            knock.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[role]
        url = self.url(name, state)
        asked = knock.get(url) if method == "GET" else knock.post(url, self.data(name, state))
        response = HANDLER(asked.environ)
        for close in response._resource_closers:  # files; closing the response would close the database too
            close()
        return response

    def url(self, name: str, state: str) -> str:
        single: dict[str, Callable[[], list[Any]]] = {
            **dict.fromkeys(PERSON, lambda: [self.someone.pk]),
            **dict.fromkeys(("project", "project_edit"), lambda: [self.project.pk]),
            **dict.fromkeys(("cycle_edit", "issue", "issue_consolidated", "office"), lambda: [self.cycle.pk]),
            **dict.fromkeys(TEMPLATE, lambda: [self.template.pk]),
            "post_end": lambda: [Membership.objects.get(user=self.someone).pk],
            "unit_edit": lambda: [self.unit.pk],
            "project_target": lambda: [self.project.pk, 2021, "initial"],
            **dict.fromkeys(("trial", "trial_progress", "trial_workbook"), lambda: [self.trial.pk]),
            **dict.fromkeys(("offline_filing", "offline_workbook"), lambda: [self.filing(state).pk]),
            "offline_original": lambda: [self.arrival.evaluation_id, self.arrival.pk],
            **dict.fromkeys(("offline_delivery", "offline_take"), lambda: [self.arrival.delivery]),
            "form_load": lambda: ["national-project-2020"],
            "form_section": lambda: [self.template.pk, "basics"],
            "form_item": lambda: [self.template.pk, "output"],
            "form_rule": lambda: [self.template.pk, RULE],
        }
        if name in single:
            return reverse(name, args=single[name]())
        if name in ALONE:
            return reverse(name)
        return self._filing_url(name, state)

    def _filing_url(self, name: str, state: str) -> str:
        if name in ("list", "dossiers"):
            return reverse(f"dossiers:{name}")
        if name in OF_A_UNIT:
            single = {"dossier_paper": self.set_paper, "signed_scan": self.signed_copy}
            paper_of_it = [single[name]] if name in single else []
            return reverse(f"dossiers:{name}", args=[self.cycle.pk, self.unit.pk, *paper_of_it])
        evaluation = self.made(state)
        name, _, action = name.partition(":")
        extra: list[Any] = [action] if action else []
        if name in ("submission", "print_filed_findings"):
            extra = [1]
        if name in ("evidence_file", "evidence_preview", "evidence_remove"):
            extra = [evaluation.evidence.get().pk]
        if name in ("autosave", "paste"):
            extra = ["funds"]
        if name in ("download", "retry"):
            extra = [paper(evaluation, "published_at" if name == "download" else "failed")]
        return reverse(f"dossiers:{name}", args=[evaluation.pk, *extra])

    def data(self, name: str, state: str) -> dict[str, Any]:
        """What would be right to post; nothing where a form of its own is behind (422 then)."""
        if name == "paste":
            return {"at": TYPED["funds"][0], "block": TYPED["funds"][1]}
        if name in TYPED or name == "autosave":
            ref, typed = TYPED.get(name, TYPED["funds"])
            return {f"seen:{ref}": self.seen(state).get(ref, ""), ref: typed}
        if name == "evidence":
            return {"row": "r1", "material": SimpleUploadedFile("发票.pdf", PDF)}
        if name in STUDIO:
            return {"kind": "execution_share", "seen": mark(STUDIO[name](data_of(definition(self.template))))}
        if name == "submit" or name.startswith("move:"):
            return {"revision": self.untouched(state)[0]["revision"], "reason": REASON}
        if name == "project_target":
            return {
                "seen": mark_of(self.project.approved_targets.filter(year=2021, version="initial").first())
            }
        return {}

    def seen(self, state: str) -> dict[str, str]:
        """What the pages of a filing show; always the same too."""
        if state not in self.shown:
            cells = snapshot(self.filing(state)).cells
            self.shown[state] = {ref: found.typed for ref, found in cells.items()}
        return self.shown[state]

    def filing(self, state: str) -> Evaluation:
        """The filing as it is now."""
        return Evaluation.objects.select_related("cycle", "unit__department", "project", "form_version").get(
            pk=self.made(state).pk
        )

    def made(self, state: str) -> Evaluation:
        """The filing as it was made: which one it is, without asking the database."""
        return self.filings["draft" if state == "-" else state]

    @property
    def project(self) -> Project:
        project = self.filings["draft"].project
        assert project is not None
        return project

    def untouched(self, state: str) -> tuple[Any, ...]:
        """The trace before any request: always the same, for every request is undone."""
        if state not in self.traces:
            self.traces[state] = self.trace(state)
        return self.traces[state]

    def trace(self, state: str) -> tuple[Any, ...]:
        """Everything that a refused request must leave as it is."""
        pk = self.made(state).pk
        return (
            Evaluation.objects.values().get(pk=pk),
            list(Cell.objects.filter(evaluation=pk).order_by("ref").values_list("ref", "typed")),
            list(Evidence.objects.filter(evaluation=pk).order_by("pk").values()),
            Move.objects.count(),
            Job.objects.count(),
            AuditEvent.objects.filter(result="done").exclude(action__in=["登录", "退出"]).count(),
        )


PERSON = (
    *("person", "person_edit", "person_deactivate", "person_activate"),
    *("person_password", "person_unlock", "post_add"),
)
TEMPLATE = (
    *("form_template", "form_release", "form_retire", "form_new_version", "form_discard", "form_export"),
    *("form_workbook", "form_paper", "form_compare", "form_checks", "form_tree", "form_sums"),
    "form_trial",
)
ALONE = (
    *("home", "dossiers:home", "login", "logout", "password_change", "people", "person_add", "units"),
    *("unit_add", "projects", "project_add", "cycles", "cycle_add", "form_templates", "healthz", "readyz"),
    *("form_new", "form_import", "form_example", "verify_file"),
    *("recurring_findings", "recurring_workbook"),
    *("offline", "offline_workbooks"),
)


def make_world() -> World:
    unit = make_unit()
    bureau = unit.parent.parent
    people = _people(unit, bureau)
    cycle = make_cycle(bureau, exempt_reasons=[REASON])
    cycle.forms.create(scope="project", form_version=make_form_version(FORM))
    filings = {state: _filing(unit, cycle, people, state) for state in STATES}
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
    of_set = (_set_paper(unit, cycle, people["filer"]), _signed(unit, cycle, people))
    cookies = _cookies(people)
    return World(unit, cycle, people, filings, template, trial, arrival, someone, cookies, *of_set)


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


def _set_paper(unit: Unit, cycle: Cycle, filer: User) -> int:
    """The key of one file of the whole set that is there."""
    whole = dossier_of(filer, cycle.pk, unit.pk)
    assert whole is not None
    order = print_all(whole, by=filer)
    paper_of_it = order.frozen_set.papers.get(kind="sign_off_sheet", file_format="pdf")
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


def paper(evaluation: Evaluation, what: str) -> int:
    """The key of a paper of the filing that is there, or that failed; of none where there is no such one."""
    submission = evaluation.submissions.order_by("-number").first()
    if submission is None:
        return 0
    found = RenderedDocument.objects.filter(stamp__frozen=submission.frozen)
    chosen = found.exclude(published_at=None) if what == "published_at" else found.filter(job__state="failed")
    return chosen.values_list("pk", flat=True)[0]


def _cookies(people: dict[str, User]) -> dict[str, str]:
    """Everybody signs in once."""
    found = {}
    for name, person in people.items():
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        found[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found
