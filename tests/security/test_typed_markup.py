"""Markup typed into every text that a page shows comes back as text: on each page, to each who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.answers import answer
from evaluations.dossiers.services.checking import open_findings
from evaluations.dossiers.services.checklist import ask, decide
from evaluations.dossiers.services.extending import extend
from evaluations.dossiers.services.remarks import Written, draft_remarks
from evaluations.projects.models import ApprovedGoal, ApprovedRow, ApprovedTarget, Project
from evaluations.projects.registering import Entry, correct, register
from tests.dossiers.evidence import put
from tests.dossiers.lives import Life, begin
from tests.factories import (
    FILLED,
    fill_in,
    make_bureau,
    make_department,
    make_project,
    make_unit,
    make_user,
    small_form,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # escaping
RAW = re.compile(r"<zq|[\"']-[a-z]")
"""A mark that became an element, or that closed the attribute in which it stood."""


def mark(name: str) -> str:
    """At most 20 characters, as the shortest field takes."""
    return f"<zq>\"'-{name}"


def escaped(name: str) -> re.Pattern[str]:
    return re.compile(rf"&lt;zq&gt;&quot;&#(?:x27|39);-{name}")


PLANTED = (
    *("bureau", "dept", "unit", "filerman", "headman", "project", "cycle", "basis", "form", "doc"),
    *("goal", "row", "target", "filer", "done", "note", "report", "file", "problem", "answer", "back"),
    *("said", "wrong", "wanted", "because", "later", "asked", "added", "place", "decided"),
    *("moved", "mended"),
)
TYPED = {
    **FILLED,
    "header/filer": mark("filer"),
    "goals/1/actual": mark("done"),
    "indicators/r1/actual": "部分达成预期",
    "indicators/r1/score": "35",
    "indicators/r1/note": mark("note"),
    "report/s1": mark("report"),
    "total/score": "84",
    "total/grade": "良",
}


@pytest.fixture
def life() -> Life:
    """A filing, returned once, in which every text is marked."""
    bureau = make_bureau(name=mark("bureau"))
    department = make_department(bureau, name=mark("dept"))
    unit = make_unit(department, name=mark("unit"))
    project = make_project(unit, name=mark("project"))
    ApprovedTarget.objects.update(document_number=mark("doc"))
    ApprovedGoal.objects.update(text=mark("goal"))
    ApprovedRow.objects.filter(key="r1").update(name=mark("row"))
    ApprovedRow.objects.filter(key="r2").update(text=mark("target"))
    _move(project)
    names = {"name": mark("cycle"), "basis": mark("basis")}
    life = begin(unit=unit, project=project, form=small_form(name=mark("form")), cycle_given=names)
    for who in ("filer", "unit_head"):
        name = mark({"filer": "filerman", "unit_head": "headman"}[who])
        User.objects.filter(pk=life.people[who].pk).update(full_name=name)
        life.people[who].refresh_from_db()
    _file_and_return(life)
    _ask_for_changes(life)
    return life


def _move(project: Project) -> None:
    """What is registered of its budget is what is filed."""
    entry = Entry("initial", Decimal(200), mark("moved"), date(2021, 1, 5))
    (wrong,) = register(project, 2021, [replace(entry, amount=Decimal(9))], by=None)
    correct(wrong, entry, reason=mark("mended"), by=None)


def _file_and_return(life: Life) -> None:
    filer = life.people["filer"]
    fill_in(life.evaluation, filer, TYPED)
    put(life.evaluation, filer, name=mark("file") + ".pdf")
    life.evaluation.refresh_from_db()
    for finding in open_findings(life.evaluation):
        if finding.severity == "must_explain":
            answer(life.evaluation, finding.fingerprint, choice="other", text=mark("answer"), by=filer)
    life.move(Action.SUBMIT, "filer", problems_reason=mark("problem"))
    written = Written("", mark("said"), mark("wrong"), mark("wanted"), mark("because"))
    draft_remarks(life.evaluation, [written], by=life.people["unit_head"])
    life.move(Action.RETURN, "unit_head", reason=mark("back"))


def _ask_for_changes(life: Life) -> None:
    """More time, and requests about the list: one that waits and one that is decided."""
    cycle, unit, finance = life.evaluation.cycle, life.evaluation.unit, life.people["performance"]
    later = life.evaluation.due_on + timedelta(days=9)
    extend(cycle, [life.evaluation.pk], until=later, reason=mark("later"), by=finance)
    empty = {"project": None, "place": mark("place"), "reason": mark("asked")}
    for code in ("1", "2"):
        given = {"kind": "add", "code": code, "name": mark("added"), **empty}
        request = ask(cycle, unit, given, by=life.people["filer"])
    decide(request, "refused", answer=mark("decided"), unit=None, by=finance)


def pages(life: Life) -> Iterator[tuple[str, str]]:
    """The address and the text of every page that shows something of the filing, to each of its people."""
    for who, person in life.people.items():
        client = Client()
        client.force_login(person)
        for address in (
            *addresses(life.evaluation),
            *(administration(life) if who == "administrator" else ()),
        ):
            response = client.get(address)
            assert response.status_code == 200, (who, address)
            yield address, response.content.decode()


def addresses(evaluation: Evaluation) -> list[str]:
    own = (
        *("overview", "header", "funds", "goals", "indicators", "report", "check", "evidence"),
        *("preview", "history", "compare", "remarks", "documents", "document_states"),
    )
    return [
        *(reverse(name) for name in ("home", "notices", "dossiers:list", "password_change", "checklists")),
        reverse("checklist", args=[evaluation.cycle_id, evaluation.unit_id]),
        *(reverse("list_request", args=[one.pk]) for one in evaluation.cycle.list_requests.all()),
        *(reverse(f"dossiers:{name}", args=[evaluation.pk]) for name in own),
        reverse("dossiers:submission", args=[evaluation.pk, 1]),
    ]


def administration(life: Life) -> list[str]:
    evaluation = life.evaluation
    return [
        *(
            reverse(name)
            for name in ("people", "units", "projects", "cycles", "form_templates", "person_add")
        ),
        reverse("person", args=[life.people["filer"].pk]),
        reverse("person_edit", args=[life.people["filer"].pk]),
        reverse("unit_edit", args=[evaluation.unit_id]),
        reverse("project", args=[evaluation.project_id]),
        reverse("project_edit", args=[evaluation.project_id]),
        reverse("project_target", args=[evaluation.project_id, 2021, "initial"]),
        reverse("project_budget", args=[evaluation.project_id, 2021]),
        *(reverse(name, args=[evaluation.cycle_id]) for name in ("cycle_edit", "cycle_next", "extend")),
        reverse("issue", args=[evaluation.cycle_id]),
        reverse("office", args=[evaluation.cycle_id]),
        reverse("reminders"),
        reverse("reminder", args=[evaluation.cycle_id, evaluation.unit_id]),
        reverse("department", args=[evaluation.cycle_id, evaluation.unit.parent_id]),
        reverse("department_date", args=[evaluation.cycle_id, evaluation.unit.parent_id]),
        reverse("department_review", args=[evaluation.cycle_id, evaluation.unit.parent_id]),
    ]


def test_no_text_becomes_markup_on_any_page(life):
    assert [address for address, page in pages(life) if RAW.search(page)] == []


def test_every_text_is_shown_as_it_was_typed(life):
    """So that the test above looks at pages on which the texts stand."""
    whole = "".join(page for _, page in pages(life))

    assert [name for name in PLANTED if not escaped(name).search(whole)] == []


@pytest.mark.parametrize("page", [mark("x"), unescape("&lt;zq&gt;"), '<a title="\'-zq">'])
def test_a_page_that_does_not_escape_is_noticed(page):
    assert RAW.search(page)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("people", {"q": mark("x" * 60)}),
        ("person_add", {"username": mark("x"), "full_name": mark("x"), "unit": mark("x"), "role": mark("x")}),
        ("unit_add", {"code": mark("x"), "name": mark("x"), "kind": mark("x"), "valid_from": mark("x")}),
        ("project_add", {"code": mark("x"), "name": mark("x"), "unit": mark("x")}),
        ("cycle_add", {"name": mark("x"), "data_year": mark("x"), "due_on": mark("x"), "chain": mark("x")}),
        ("login", {"username": mark("x"), "password": mark("x"), "next": mark("x")}),
    ],
)
def test_what_is_refused_comes_back_as_text(client, name, words):
    if name != "login":
        client.force_login(make_user(make_bureau(), "administrator"))

    response = client.get(reverse(name), words) if name == "people" else client.post(reverse(name), words)

    page = response.content.decode()
    assert (response.status_code, RAW.search(page)) == (422, None)
    assert escaped("x").search(page)
