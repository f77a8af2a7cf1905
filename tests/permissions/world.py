"""One unit with a filing in every state, everybody who could knock, and what each would send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from accounts.models import Membership, Unit, User
from documents import storage
from documents.models import RenderedDocument
from evaluations.cycles.models import Cycle, ListRequest
from evaluations.dossiers.models import Cell, Evaluation, Evidence, Move
from evaluations.dossiers.snapshots import snapshot
from evaluations.exchange.models import Arrival, Team
from evaluations.imports.models import Import
from evaluations.projects.models import Project
from evaluations.projects.queries import mark_of
from evaluations.trials.models import Trial
from foundation.audit.models import AuditEvent
from foundation.jobs import heartbeat
from foundation.jobs.models import Job
from indicators import ruling, tree
from indicators.drafts import data_of
from indicators.drafts import mark_of as mark
from indicators.models import FormTemplate
from indicators.rows import definition
from indicators.sections import SECTIONS
from tests.dossiers.evidence import PDF
from tests.factories import (
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
    brought: Import
    someone: User
    cookies: dict[str, str]
    set_paper: int
    signed_copy: int
    grant: int
    summary_paper: int
    layout: int
    ledger: int
    remark: int
    review: int
    sampled: int
    opinion_paper: int
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
            **dict.fromkeys(("cycle_edit", "cycle_next", *ISSUING), lambda: [self.cycle.pk]),
            **dict.fromkeys(TEMPLATE, lambda: [self.template.pk]),
            "post_end": lambda: [Membership.objects.get(user=self.someone).pk],
            "unit_edit": lambda: [self.unit.pk],
            "list_request": lambda: [ListRequest.objects.get(unit=self.unit).pk],
            **dict.fromkeys(OF_A_DEPARTMENT, lambda: [self.cycle.pk, self.unit.parent_id]),
            "reminder": lambda: [self.cycle.pk, self.unit.pk],
            "department_paper": lambda: [self.cycle.pk, self.unit.parent_id, self.set_paper],
            "project_target": lambda: [self.project.pk, 2021, "initial"],
            **dict.fromkeys(BUDGET, lambda: [self.project.pk, 2021]),
            "budget_correct": lambda: [self.project.pk, 2021, self.project.movements.get().pk],
            **dict.fromkeys(("trial", "trial_progress", "trial_workbook"), lambda: [self.trial.pk]),
            **dict.fromkeys(("offline_filing", "offline_workbook"), lambda: [self.filing(state).pk]),
            **dict.fromkeys(
                ("slips", "slip_workbooks", "ledger", "checklist"), lambda: [self.cycle.pk, self.unit.pk]
            ),
            **dict.fromkeys(LEDGER, lambda: [self.cycle.pk, self.unit.pk, self.ledger]),
            "slip_workbook": lambda: [self.cycle.pk, self.unit.pk, Team.objects.get(unit=self.unit).pk],
            "offline_original": lambda: [self.arrival.evaluation_id, self.arrival.pk],
            **dict.fromkeys(("offline_delivery", "offline_take"), lambda: [self.arrival.delivery]),
            **dict.fromkeys(("import_bring", "import_template"), lambda: ["projects"]),
            **dict.fromkeys(IMPORT, lambda: [self.brought.pk]),
            "summary_paper": lambda: [self.summary_paper],
            **dict.fromkeys(("summary_layout", "summary_layout_remove"), lambda: [self.layout]),
            "review": lambda: [self.review],
            "review_rules": lambda: [self.cycle.bureau_id],
            **dict.fromkeys(SECOND, lambda: [self.sampled]),
            "second_paper": lambda: [self.sampled, self.opinion_paper],
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
            single |= {"signed_void": self.signed_copy, "grant_revoke": self.grant}
            paper_of_it = [single[name]] if name in single else []
            return reverse(f"dossiers:{name}", args=[self.cycle.pk, self.unit.pk, *paper_of_it])
        evaluation = self.made(state)
        name, _, action = name.partition(":")
        extra: list[Any] = [action] if action else []
        if name in ("submission", "print_filed_findings"):
            extra = [1]
        if name in ("evidence_file", "evidence_preview", "evidence_remove"):
            extra = [evaluation.evidence.get().pk]
        if name in ("remark", "remark_remove", "remark_verdict"):
            extra = [self.remark]
        if name in ("autosave", "paste"):
            extra = ["funds"]
        if name in ("download", "retry"):
            extra = [paper(evaluation, "published_at" if name == "download" else "failed")]
        return reverse(f"dossiers:{name}", args=[evaluation.pk, *extra])

    def data(self, name: str, state: str) -> dict[str, Any]:
        """What would be right to post; nothing where a form of its own is behind (422 then)."""
        if name == "slips" or name.startswith("dossier_funds"):
            return self._of_all(name, state)
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
        return {"problem": REASON, "wanted": REASON} if name in ("remark", "remark_draft") else {}

    def _of_all(self, name: str, state: str) -> dict[str, Any]:
        """One cell or row of the filing that is open, on a page of all."""
        if name == "slips":
            row, team = f"{self.made(state).pk}:r2", Team.objects.get(unit=self.unit).pk
            return {"then": "assign", "row": row, "team": team}
        ref, typed = TYPED["funds"]
        address = f"{self.made(state).pk}/{ref}"
        if name == "dossier_funds_paste":
            return {"at": address, "block": typed}
        return {f"seen:{address}": self.seen("draft").get(ref, ""), address: typed}

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
ISSUING = ("issue", "issue_consolidated", "office", "extend")
LEDGER = (
    *("ledger_file", "ledger_columns", "ledger_rows", "ledger_take", "ledger_original"),
    "ledger_share",
)
SECOND = (
    *("second_scores", "second_finish", "second_issue", "second_answer", "second_opinion"),
    *("second_print", "second_states"),
)
BUDGET = ("project_budget", "budget_add", "budget_paste")
IMPORT = ("import_preview", "import_take", "import_drop", "import_slips")
TEMPLATE = (
    *("form_template", "form_release", "form_retire", "form_new_version", "form_discard", "form_export"),
    *("form_workbook", "form_paper", "form_compare", "form_checks", "form_tree", "form_sums"),
    "form_trial",
)
ALONE = (
    *("home", "dossiers:home", "login", "logout", "password_change", "people", "person_add", "units"),
    *("unit_add", "projects", "project_add", "cycles", "cycle_add", "form_templates", "healthz", "readyz"),
    *("form_new", "form_import", "form_example", "verify_file", "checklists"),
    *("recurring_findings", "recurring_workbook"),
    *("offline", "offline_workbooks", "departments", "reminders", "imports"),
    *("summaries", "summary_states", "summary_print", "summary_layout_add"),
    *("reviews", "review_draw", "notices", "notices_seen"),
)
OF_A_DEPARTMENT = (
    *("department", "department_review", "department_forward", "department_table", "department_tables"),
    *("department_letter", "department_letter_states", "department_date"),
)


def paper(evaluation: Evaluation, what: str) -> int:
    """The key of a paper of the filing that is there, or that failed; of none where there is no such one."""
    submission = evaluation.submissions.order_by("-number").first()
    if submission is None:
        return 0
    found = RenderedDocument.objects.filter(stamp__frozen=submission.frozen)
    chosen = found.exclude(published_at=None) if what == "published_at" else found.filter(job__state="failed")
    return chosen.values_list("pk", flat=True)[0]
