"""核对清单: finance decides on what was asked, and it is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from evaluations.cycles.models import CycleForm, ListRequest
from evaluations.dossiers.checklist import agreed, places_for
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.issuing import candidates
from evaluations.dossiers.services.checklist import decide
from evaluations.projects.models import Project
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.checklist.asking import ADD, asked, close, judge, moved
from tests.dossiers.pages.conftest import signed_in
from tests.factories import Role, make_form_version, make_membership, make_unit, small_form

pytestmark = pytest.mark.django_db


def test_a_project_that_is_agreed_to_is_there(life):
    request = asked(life, **ADD)
    judge(life, request)

    added = Project.objects.get(code="P-9")
    assert (added.unit, added.name) == (life.evaluation.unit, "新增的项目")
    assert (request.decision, request.decided_by) == ("accepted", life.people["performance"])
    assert AuditEvent.objects.get(action="核定核对清单申请").detail == {"核定": "同意", "意见": ""}
    page = signed_in(life.people["filer"]).get(reverse("list_request", args=[request.pk]))
    assert "核定：同意。" in page.text


def test_a_code_that_is_taken_stops_it(life, project):
    request = asked(life, **{**ADD, "code": project.code})
    answer = judge(life, request)

    assert (answer.status_code, request.decision) == (409, "")
    assert f"已有项目代码{project.code}" in answer.text


def test_what_is_refused_needs_words_and_does_nothing(life):
    request = asked(life, **ADD)
    without = judge(life, request, decision="refused")
    judge(life, request, decision="refused", answer="已合并")

    assert without.context["form"].errors["answer"] == ["不同意的，请写明理由。"]
    assert (request.answer, Project.objects.filter(code="P-9").exists()) == ("已合并", False)


def test_words_that_are_too_long_are_refused_once(life):
    page = judge(life, asked(life, **ADD), decision="refused", answer="长" * 201)

    assert len(page.context["form"].errors["answer"]) == 1


def test_without_a_decision_nothing_is_decided(life):
    assert judge(life, asked(life, **ADD), decision="").status_code == 422


@pytest.mark.parametrize("kind", ["leave_out", "consolidate"])
def test_what_was_agreed_to_is_told_where_tasks_are_issued(life, project, kind):
    cycle = life.evaluation.cycle
    version = life.evaluation.form_version
    used = CycleForm.objects.create(cycle=cycle, scope="project", form_version=version)
    request = asked(life, kind=kind, project=project.pk)
    before = [one.is_doubtful for one in candidates(used)]
    judge(life, request)

    page = signed_in(life.people["administrator"]).get(reverse("issue", args=[cycle.pk]))

    assert before == [False]
    assert f"已同意{request.get_kind_display()}：与实际不符" in page.text
    assert page.context["form"].ticked == frozenset()


def test_a_whole_that_is_left_out_is_told_too(life):
    version = make_form_version(small_form(scope="department", code="whole"))
    used = CycleForm.objects.create(cycle=life.evaluation.cycle, scope="department", form_version=version)
    judge(life, asked(life, kind="leave_out"))

    told = {one.unit: one.agreed for one in candidates(used) if one.agreed}

    assert told == {life.evaluation.unit: "已同意不纳入：与实际不符"}


def test_a_project_goes_to_the_unit_that_finance_names(life, project):
    place = make_unit(life.evaluation.unit.parent)
    request = asked(life, kind="change_unit", project=project.pk, place=place.name)
    without = judge(life, request)
    judge(life, request, unit=place.pk)

    project.refresh_from_db()
    assert without.context["form"].errors["unit"] == ["同意更正单位的，请选择该项目的实施单位。"]
    assert (project.unit, request.decision) == (place, "accepted")


def test_a_unit_that_is_none_is_refused_once(life, project):
    request = asked(life, kind="change_unit", project=project.pk, place="甲")

    assert len(judge(life, request, unit=0).context["form"].errors["unit"]) == 1


def test_a_project_stays_in_its_bureau(life, project):
    foreign = make_unit()
    make_membership(life.people["performance"], foreign.parent.parent, Role.FINANCE_REVIEWER)
    request = asked(life, kind="change_unit", project=project.pk, place=foreign.name)

    assert (judge(life, request, unit=foreign.pk).status_code, request.decision) == (422, "")


def test_a_project_that_stays_needs_no_unit(life, project):
    request = asked(life, kind="change_unit", project=project.pk, place="甲")
    judge(life, request, decision="refused", answer="由本单位填报")

    project.refresh_from_db()
    assert project.unit == life.evaluation.unit


def test_a_project_with_a_task_stays_where_it_is(life):
    place = make_unit(life.evaluation.unit.parent)
    request = asked(life, kind="change_unit", project=life.evaluation.project_id, place=place.name)
    answer = judge(life, request, unit=place.pk)

    assert (answer.status_code, "已下达自评任务" in answer.text, request.decision) == (409, True, "")


@pytest.mark.parametrize("who", ["filer", "department", "administrator"])
def test_nobody_but_finance_decides(life, who):
    request = asked(life, **ADD)

    assert (judge(life, request, who).status_code, request.decision) == (403, "")
    assert (
        "由财政部门审核人员核定"
        in signed_in(life.people[who]).get(reverse("list_request", args=[request.pk])).text
    )


def test_nobody_decides_what_he_or_she_asked(life):
    make_membership(life.people["filer"], life.evaluation.unit.division, Role.FINANCE_REVIEWER)
    request = asked(life, **ADD)

    assert (judge(life, request, "filer").status_code, request.decision) == (403, "")


def test_what_is_decided_stays(life):
    request = asked(life, **ADD)
    judge(life, request, "division", decision="refused", answer="已合并")

    assert (judge(life, request).status_code, request.decision) == (409, "refused")


def test_in_a_closed_year_nothing_is_decided(life):
    request = asked(life, **ADD)
    close(life)

    assert judge(life, request).status_code == 409


@pytest.mark.parametrize("given", [{"kind": "leave_out"}, {"kind": "change_unit", "place": "甲"}])
def test_what_was_asked_of_a_project_that_went_elsewhere_is_not_agreed_to(life, project, given):
    place = make_unit(life.evaluation.unit.parent)
    request = asked(life, project=project.pk, **given)
    now = moved(project).unit

    answer = judge(life, request, unit=place.pk)

    project.refresh_from_db()
    assert (answer.status_code, request.decision, project.unit) == (409, "", now)
    assert "已不属于提出申请的单位" in answer.text
    assert judge(life, request, decision="refused", answer="请另行申请").status_code == 302


def test_what_was_agreed_to_holds_for_the_unit_that_asked(life, project):
    request = asked(life, kind="leave_out", project=project.pk)
    judge(life, request)
    before = agreed(life.evaluation.cycle)

    moved(project)

    assert list(before) == [f"project-{project.pk}"]
    assert agreed(life.evaluation.cycle) == {}


def test_no_project_is_given_to_a_bureau_or_a_unit_that_is_gone(life, project):
    there, gone = make_unit(life.evaluation.unit.parent), make_unit(life.evaluation.unit.parent)
    gone.valid_from, gone.valid_to = None, timezone.localdate() - timedelta(days=1)
    gone.save()
    request = asked(life, kind="change_unit", project=project.pk, place="甲")

    offered = list(places_for(life.people["performance"], request))

    assert there in offered
    assert not {gone, life.evaluation.cycle.bureau} & set(offered)


def test_words_that_come_too_late_can_be_copied(life):
    request = asked(life, **ADD)
    judge(life, request, "division", decision="refused", answer="已合并")

    assert "属实，予以新增" in judge(life, request, answer="属实，予以新增").text


def test_what_is_decided_is_neither_changed_nor_taken_away(life):
    request = asked(life, **ADD)
    waiting = asked(life, **{**ADD, "code": "P-8"})
    judge(life, request)

    for change in (lambda: request.record_decision("refused", "", life.people["division"]), request.delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()
    waiting.delete()
    assert ListRequest.objects.get().decision == "accepted"


def test_who_comes_second_is_refused_under_the_lock(life):
    request = asked(life, **ADD)
    ListRequest.objects.get(pk=request.pk).record_decision("refused", "已合并", life.people["division"])

    with pytest.raises(NotAllowed, match="已由他人核定"):
        decide(request, "accepted", answer="", unit=None, by=life.people["performance"])


def test_the_database_knows_who_decided(life):
    request = asked(life, **ADD)

    with pytest.raises(IntegrityError), transaction.atomic():
        ListRequest.objects.filter(pk=request.pk).update(decision="accepted")
