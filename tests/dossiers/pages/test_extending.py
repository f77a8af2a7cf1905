"""延期 on the pages: who gives it, what comes back when refused, where it is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.dossiers.models import Contribution, Evaluation, Extension
from evaluations.dossiers.views import extending
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin, returned
from tests.dossiers.pages.conftest import signed_in
from tests.factories import make_bureau, make_evaluation, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    return begin()


@pytest.fixture
def desk(life):
    return signed_in(life.people["performance"])


def at(life):
    return reverse("extend", args=[life.evaluation.cycle_id])


def typed(life, **given):
    until = timezone.localdate() + timedelta(days=10)
    return {"chosen": [life.evaluation.pk], "until": until.isoformat(), "reason": "数据尚未核实", **given}


def test_what_is_ticked_gets_time_and_the_page_says_so(life, desk):
    page = desk.post(at(life), typed(life), follow=True)

    assert "已为1份自评表办理延期。" in page.text
    assert "已延期，原为2022-04-30" in page.text
    assert Extension.objects.get().until == timezone.localdate() + timedelta(days=10)


def test_nothing_is_ticked_at_first(life, desk):
    page = desk.get(at(life))

    assert str(life.evaluation) in page.text
    assert page.context["form"].ticked == frozenset()


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"chosen": []}, "chosen", "请至少选择一份自评表。"),
        ({"chosen": ["0"]}, "chosen", "其中有的已报送或不由您办理延期"),
        ({"chosen": ["x"]}, "chosen", "其中有的已报送或不由您办理延期"),
        ({"reason": ""}, "reason", "请填写此项。"),
        ({"reason": "长" * 201}, "reason", "200"),
        ({"reason": "甲\ufffe"}, "reason", "不能显示的字符"),
        ({"until": "2022-02-30"}, "until", "输入一个有效的日期"),
        ({"until": "2022-05-15"}, "until", "不能早于今天"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_box_and_comes_back(life, desk, given, field, said):
    page = desk.post(at(life), typed(life, **given))

    assert page.status_code == 422
    assert said in page.context["form"].errors[field][0]
    assert Extension.objects.count() == 0
    if "reason" not in given:
        assert "数据尚未核实" in page.text


def test_a_day_that_is_not_later_is_refused_at_its_box(life, desk):
    Evaluation.objects.update(due_on=timezone.localdate() + timedelta(days=30))

    page = desk.post(at(life), typed(life))

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["until"])
    assert str(life.evaluation.pk) in page.context["form"].ticked


def test_in_a_closed_year_it_is_refused_and_logged(life, desk):
    life.evaluation.cycle.is_open = False
    life.evaluation.cycle.save()

    page = desk.post(at(life) + f"?unit={life.evaluation.unit_id}", typed(life))

    assert (page.status_code, "不再办理延期" in page.text) == (409, True)
    assert AuditEvent.objects.get(result="refused").action == "延期"


def test_what_one_filled_in_oneself_is_for_others(life, desk):
    Contribution.objects.create(evaluation=life.evaluation, user=life.people["performance"], kind="edited")

    page = desk.get(at(life))

    assert "您填写过本表，应由其他人员办理延期。" in page.text
    assert desk.post(at(life), typed(life)).status_code == 422


def test_one_unit_may_be_chosen(life, desk):
    evaluation = life.evaluation
    other = make_evaluation(make_unit(evaluation.unit.parent), cycle=evaluation.cycle)

    page = desk.get(at(life), {"unit": evaluation.unit_id})

    assert [row["evaluation"] for row in page.context["rows"]] == [evaluation]
    assert {unit.pk for unit in page.context["units"]} == {evaluation.unit_id, other.unit_id}


def test_a_long_list_ends(life, desk, monkeypatch):
    make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    monkeypatch.setattr(extending, "MOST", 1)

    assert len(desk.get(at(life)).context["rows"]) == 1


def test_what_is_filed_is_not_there(life, desk):
    life.to()

    assert "没有尚未报送、由您办理延期的自评表。" in desk.get(at(life)).text


@pytest.mark.parametrize("who", ["filer", "unit_head", "department"])
def test_for_others_the_page_does_not_exist(life, who):
    client = signed_in(life.people[who])

    assert [client.get(at(life)).status_code, client.post(at(life)).status_code] == [404, 404]


@pytest.mark.parametrize("role", ["finance_reviewer", "administrator"])
def test_another_bureau_does_not_find_the_year(life, role):
    assert signed_in(make_user(make_bureau(), role)).get(at(life)).status_code == 404


def test_a_division_sees_its_own_units_alone(life):
    evaluation = life.evaluation
    make_evaluation(make_unit(evaluation.unit.parent), cycle=evaluation.cycle)

    page = signed_in(life.people["division"]).get(at(life))

    assert [row["evaluation"] for row in page.context["rows"]] == [evaluation]


def test_it_stands_in_the_record_and_at_the_head_of_the_filing():
    life = returned()
    signed_in(life.people["division"]).post(at(life), typed(life))

    page = signed_in(life.people["filer"]).get(reverse("dossiers:overview", args=[life.evaluation.pk]))

    newest = page.context["record"][0]
    told = [newest[key] for key in ("word", "reason", "capacity")]
    assert told == ["延期", "数据尚未核实", "业务股室审核人员"]
    assert "（已延期，原为2022年4月30日）" in page.text
    assert page.context["moves"][0]["word"] == "退回修改"
    assert "被退回，请按以下意见修改后重新报送" in page.text


def test_a_filing_without_it_says_nothing(life):
    page = signed_in(life.people["filer"]).get(reverse("dossiers:overview", args=[life.evaluation.pk]))

    assert "延期" not in page.text


def test_lists_say_so(life, desk):
    filer = signed_in(life.people["filer"])
    before = filer.get(reverse("home")).text
    desk.post(at(life), typed(life))

    assert ["已延期" in text for text in (before, filer.get(reverse("home")).text)] == [False, True]


@pytest.mark.parametrize(("who", "is_there"), [("performance", True), ("department", False)])
def test_a_reminder_leads_there_for_finance(life, who, is_there):
    evaluation = life.evaluation
    page = signed_in(life.people[who]).get(
        reverse("reminder", args=[evaluation.cycle_id, evaluation.unit_id])
    )

    assert (f'href="{at(life)}?unit={evaluation.unit_id}"' in page.text) == is_there


@pytest.mark.parametrize("is_open", [True, False])
def test_the_list_of_years_leads_there_while_it_is_open(life, is_open):
    life.evaluation.cycle.is_open = is_open
    life.evaluation.cycle.save()

    page = signed_in(life.people["administrator"]).get(reverse("cycles"))

    assert (f'href="{at(life)}"' in page.text) == is_open


def test_the_page_asks_the_database_the_same_however_long_it_is(life, desk):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(at(life))
        return len(asked)

    one = queries()
    for _ in range(3):
        make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)

    assert queries() == one


def test_a_filer_still_submits_after_the_extension(life, desk):
    """The page of the filer that stood open meanwhile keeps working."""
    desk.post(at(life), typed(life))
    life.to()

    assert life.place == "in_review unit_head"
