"""核对清单: a unit asks for changes of its list."""

from __future__ import annotations

import pytest

from evaluations.cycles.models import ListRequest
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.services import checklist as services
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.checklist.asking import ADD, ask, asked, at, close, judge
from tests.dossiers.pages.conftest import signed_in
from tests.factories import make_project, make_unit

pytestmark = pytest.mark.django_db


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


def test_nobody_asks_for_a_project_of_another_unit(life):
    other = make_project(make_unit(life.evaluation.unit.parent))
    given = {"kind": "leave_out", "project": other, "code": "", "name": "", "place": "", "reason": "误列"}

    with pytest.raises(NotAllowed, match="不属于本单位"):
        services.ask(life.evaluation.cycle, life.evaluation.unit, given, by=life.people["filer"])


def test_words_for_a_closed_year_can_be_copied(life):
    request = asked(life, **ADD)
    close(life)

    assert "漏列" in ask(life, **{**ADD, "code": "P-8"}).text.partition("您填写的内容")[2]
    assert "属实" in judge(life, request, answer="属实").text
