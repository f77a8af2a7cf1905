"""Asking for a change of a list and deciding on it, as browsers would."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from documents.models import FormVersion
from evaluations.cycles.models import Cycle, CycleForm, ListRequest
from evaluations.projects.models import Project
from tests.dossiers.lives import Life
from tests.dossiers.pages.conftest import signed_in
from tests.factories import make_unit

ADD = {"kind": "add", "code": "P-9", "name": "新增的项目", "reason": "漏列"}


def at(life: Life) -> str:
    return reverse("checklist", args=[life.evaluation.cycle_id, life.evaluation.unit_id])


def ask(life: Life, who: str = "filer", **given: Any) -> Any:
    return signed_in(life.people[who]).post(at(life), {"reason": "与实际不符", **given})


def asked(life: Life, **given: Any) -> ListRequest:
    answer = ask(life, **given)
    assert answer.status_code == 302, answer.context["form"].errors
    return ListRequest.objects.first()


def judge(life: Life, request: ListRequest, who: str = "performance", **given: Any) -> Any:
    address = reverse("list_request", args=[request.pk])
    answer = signed_in(life.people[who]).post(address, {"decision": "accepted", **given})
    request.refresh_from_db()
    return answer


def close(life: Life) -> None:
    life.evaluation.cycle.is_open = False
    life.evaluation.cycle.save()


def uses_projects(cycle: Cycle, version: FormVersion) -> CycleForm:
    return CycleForm.objects.create(cycle=cycle, scope="project", form_version=version)


def moved(project: Project) -> Project:
    """Given to another unit meanwhile."""
    project.unit = make_unit(project.unit.parent)
    project.save()
    return project
