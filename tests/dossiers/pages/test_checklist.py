"""核对清单: a unit sees what it will have to file and asks for changes; finance decides, and it is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.cycles.models import CycleForm, ListRequest
from evaluations.dossiers.checklist import agreed, places_for
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.issuing import candidates
from evaluations.dossiers.services import checklist as services
from evaluations.dossiers.services.checklist import decide
from evaluations.projects.models import Project
from foundation.audit.models import AuditEvent
from tests.dossiers.consolidated import issue_one
from tests.dossiers.lives import begin
from tests.dossiers.pages.conftest import signed_in
from tests.factories import (
    Role,
    make_bureau,
    make_form_version,
    make_membership,
    make_project,
    make_unit,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db
ADD = {"kind": "add", "code": "P-9", "name": "新增的项目", "reason": "漏列"}


@pytest.fixture
def life():
    return begin()


@pytest.fixture
def project(life):
    """A project of the unit without a task."""
    return make_project(life.evaluation.unit)


def at(life):
    return reverse("checklist", args=[life.evaluation.cycle_id, life.evaluation.unit_id])


def ask(life, who="filer", **given):
    return signed_in(life.people[who]).post(at(life), {"reason": "与实际不符", **given})


def asked(life, **given):
    answer = ask(life, **given)
    assert answer.status_code == 302, answer.context["form"].errors
    return ListRequest.objects.first()


def judge(life, request, who="performance", **given):
    address = reverse("list_request", args=[request.pk])
    answer = signed_in(life.people[who]).post(address, {"decision": "accepted", **given})
    request.refresh_from_db()
    return answer


def close(life):
    life.evaluation.cycle.is_open = False
    life.evaluation.cycle.save()


def test_the_list_says_what_is_issued_and_what_is_not(life, project):
    cycle = life.evaluation.cycle
    version = make_form_version(small_form(scope="department", code="whole"))
    CycleForm.objects.create(cycle=cycle, scope="department", form_version=version)
    uses_projects(cycle, life.evaluation.form_version)

    tasks = signed_in(life.people["filer"]).get(at(life)).context["tasks"]

    assert [(task.name, task.state) for task in tasks] == [
        (str(life.evaluation), "未填报"),
        (project.name, "尚未下达"),
        ("部门（单位）整体支出", "尚未下达"),
    ]


def uses_projects(cycle, version):
    return CycleForm.objects.create(cycle=cycle, scope="project", form_version=version)


def states(client, life):
    return {task.name: task.state for task in client.get(at(life)).context["tasks"]}


def test_projects_without_a_task_wait_only_where_the_year_has_a_form_for_them(life, project):
    client = signed_in(life.people["filer"])
    before = states(client, life)

    uses_projects(life.evaluation.cycle, life.evaluation.form_version)

    assert (project.name in before, states(client, life)[project.name]) == (False, "尚未下达")


def test_what_was_agreed_to_is_said_before_anything_is_issued(life, project):
    cycle, whole = life.evaluation.cycle, make_form_version(small_form(scope="department", code="whole"))
    uses_projects(cycle, life.evaluation.form_version)
    CycleForm.objects.create(cycle=cycle, scope="department", form_version=whole)
    for given in ({"project": project.pk}, {}):
        judge(life, asked(life, kind="leave_out", **given))

    found = states(signed_in(life.people["filer"]), life)

    assert [found[project.name], found["部门（单位）整体支出"]] == ["已同意不纳入：与实际不符"] * 2


def test_a_part_of_a_consolidated_filing_is_on_the_list_of_its_unit_for_those_who_see_it():
    one = issue_one()
    address = reverse("checklist", args=[one.east.cycle_id, one.east.unit_id])
    of_unit, of_finance = (signed_in(one.people[who]).get(address) for who in ("east", "division"))

    assert [(task.name, task.state) for task in of_unit.context["tasks"]] == [
        (str(one.east), "分单位自评，未填报")
    ]
    assert of_finance.context["tasks"] == []


def test_without_a_form_of_the_whole_there_is_no_such_line(life):
    tasks = signed_in(life.people["filer"]).get(at(life)).context["tasks"]

    assert [task.evaluation for task in tasks] == [life.evaluation]


def test_a_unit_without_anything_is_told(life):
    unit = make_unit(life.evaluation.unit.parent)
    client = signed_in(make_user(unit, Role.FILER))

    page = client.get(reverse("checklist", args=[life.evaluation.cycle_id, unit.pk]))

    assert "清单中没有本单位的项目。" in page.text


def test_what_is_asked_is_kept_shown_and_on_the_record(life):
    page = signed_in(life.people["filer"]).post(at(life), ADD, follow=True)

    kept = ListRequest.objects.get()
    assert (kept.kind, kept.code, kept.name, kept.asked_by) == (
        "add",
        "P-9",
        "新增的项目",
        life.people["filer"],
    )
    assert str(kept) == "新增：新增的项目"
    assert "申请已提出" in page.text
    assert "待核定" in page.text
    assert AuditEvent.objects.get(action="核对清单申请").detail == {"理由": "漏列"}


def test_boxes_of_another_kind_are_not_kept(life, project):
    request = asked(life, kind="leave_out", project=project.pk, code="P-9", name="甲", place="乙")

    assert (request.project, request.code, request.name, request.place) == (project, "", "", "")


def test_the_whole_unit_may_be_left_out(life):
    assert str(asked(life, kind="leave_out")) == "不纳入：部门（单位）整体支出"


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"kind": "add", "name": "甲"}, "code", "新增项目的，请填写"),
        ({"kind": "add", "code": "1"}, "name", "新增项目的，请填写"),
        ({"kind": "add", "code": "长" * 41, "name": "甲"}, "code", "40"),
        ({"kind": "consolidate"}, "project", "请选择是哪个项目"),
        ({"kind": "change_unit", "place": "甲"}, "project", "请选择是哪个项目"),
        ({"kind": "leave_out", "project": 0}, "project", "选择"),
        ({"kind": "destroy"}, "kind", "选择"),
        ({"kind": ""}, "kind", "请选择一项"),
        ({**ADD, "reason": ""}, "reason", "请填写此项"),
        ({**ADD, "name": "甲\ufffe"}, "name", "不能显示的字符"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_box(life, given, field, said):
    page = ask(life, **given)

    assert (page.status_code, ListRequest.objects.exists()) == (422, False)
    assert said in page.context["form"].errors[field][0]


def test_whose_project_it_is_must_be_said(life, project):
    page = ask(life, kind="change_unit", project=project.pk)

    assert page.context["form"].errors["place"] == ["更正单位的，请写明该项目应由哪个单位填报。"]


def test_a_project_of_another_unit_is_not_there(life):
    other = make_project(make_unit(life.evaluation.unit.parent))

    assert ask(life, kind="consolidate", project=other.pk).status_code == 422


def test_the_same_is_asked_once_while_it_waits(life):
    asked(life, **ADD)
    again = ask(life, **ADD)

    assert (again.status_code, "正等待财政部门核定" in again.text) == (422, True)
    assert "新增的项目" in again.text


def test_in_a_closed_year_nothing_is_asked(life):
    close(life)
    page = ask(life, **ADD)

    assert (page.status_code, ListRequest.objects.exists()) == (409, False)
    assert AuditEvent.objects.get(result="refused").action == "核对清单申请"
    assert "提出申请</button>" not in page.text


@pytest.mark.parametrize("who", ["department", "division", "performance", "administrator"])
def test_who_looks_after_the_unit_reads_and_asks_nothing(life, who):
    page = signed_in(life.people[who]).get(at(life))

    assert "提出申请</button>" not in page.text
    assert ask(life, who, **ADD).status_code == 403


def test_another_unit_finds_neither_list_nor_request(life):
    request = asked(life, **ADD)
    client = signed_in(make_user(make_unit(life.evaluation.unit.parent), Role.FILER))

    addresses = [at(life), reverse("list_request", args=[request.pk])]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert request.name not in client.get(reverse("checklists")).text


def test_a_year_of_another_bureau_is_none_of_the_units(life):
    foreign = begin().evaluation.cycle_id
    address = reverse("checklist", args=[foreign, life.evaluation.unit_id])

    assert signed_in(life.people["filer"]).get(address).status_code == 404


def test_the_index_leads_a_unit_to_its_lists_of_open_years(life):
    client = signed_in(life.people["filer"])
    before = client.get(reverse("checklists")).text
    close(life)

    assert [f'href="{at(life)}"' in text for text in (before, client.get(reverse("checklists")).text)] == [
        True,
        False,
    ]


def test_finance_sees_what_waits_first(life, project):
    first = asked(life, **ADD)
    judge(life, first, decision="refused", answer="已在清单中")
    second = asked(life, kind="leave_out", project=project.pk)

    page = signed_in(life.people["division"]).get(reverse("checklists"))

    assert list(page.context["requests"]) == [second, first]
    assert "不同意：已在清单中" in page.text


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


def moved(project):
    """Given to another unit meanwhile."""
    project.unit = make_unit(project.unit.parent)
    project.save()
    return project


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


def test_nobody_asks_for_a_project_of_another_unit(life):
    other = make_project(make_unit(life.evaluation.unit.parent))
    given = {"kind": "leave_out", "project": other, "code": "", "name": "", "place": "", "reason": "误列"}

    with pytest.raises(NotAllowed, match="不属于本单位"):
        services.ask(life.evaluation.cycle, life.evaluation.unit, given, by=life.people["filer"])


def test_words_that_come_too_late_can_be_copied(life):
    request = asked(life, **ADD)
    judge(life, request, "division", decision="refused", answer="已合并")

    assert "属实，予以新增" in judge(life, request, answer="属实，予以新增").text


def test_words_for_a_closed_year_can_be_copied(life):
    request = asked(life, **ADD)
    close(life)

    assert "漏列" in ask(life, **{**ADD, "code": "P-8"}).text.partition("您填写的内容")[2]
    assert "属实" in judge(life, request, answer="属实").text


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


def test_a_bureau_sees_nothing_of_another(life):
    request = asked(life, **ADD)
    client = signed_in(make_user(make_bureau(), Role.FINANCE_REVIEWER))

    assert client.get(reverse("list_request", args=[request.pk])).status_code == 404


def test_the_list_asks_the_database_the_same_however_long_it_is(life):
    client = signed_in(life.people["performance"])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("checklists"))
        return len(captured)

    asked(life, **ADD)
    one = queries()
    for number in range(3):
        asked(life, **{**ADD, "code": f"P-{number}"})

    assert queries() == one
