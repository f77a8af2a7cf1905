"""催报台: who has not filed, whom to call, what was said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation
from evaluations.oversight.models import Call
from evaluations.oversight.services.calling import record_call
from evaluations.oversight.views import reminders
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.factories import (
    Role,
    make_bureau,
    make_cycle,
    make_department,
    make_evaluation,
    make_unit,
    make_user,
)

LIST = "/reminders/"


@pytest.fixture
def finance(life):
    """The 绩效股."""
    return signed_in(life.people["performance"])


@pytest.fixture
def other(life):
    """A unit of another department of the bureau, with a filing."""
    bureau = life.evaluation.cycle.bureau
    unit = make_unit(make_department(bureau), division=life.evaluation.unit.division)
    return make_evaluation(unit, cycle=life.evaluation.cycle)


def due(filing, days):
    day = timezone.localdate() + timedelta(days=days)
    Evaluation.objects.filter(pk=filing.pk).update(due_on=day)


def unit_at(filing):
    return reverse("reminder", args=[filing.cycle_id, filing.unit_id])


def given(**said):
    today = timezone.localdate().isoformat()
    return {"way": "phone", "called_on": today, "spoke_with": "李雷", "said": "答复周三前报送。", **said}


def test_a_unit_stands_with_what_is_missing_days_and_contacts(life, finance):
    due(life.evaluation, -3)
    life.people["filer"].phone = "0762-0000009"
    life.people["filer"].save()

    page = text(finance.get(LIST))

    assert unit_at(life.evaluation) in page
    assert "未填报1份" in page
    assert "逾期3天" in page
    assert life.people["filer"].full_name in page
    assert "0762-0000009" in page
    assert "未登记电话" in page


def test_a_unit_where_nobody_can_sign_in_is_told(other, finance):
    assert "尚无账号，请联系系统管理员设置" in text(finance.get(LIST))


def test_what_was_filed_is_not_chased(life, finance):
    life.to("unit_head", "department")

    page = text(finance.get(LIST))

    assert "没有符合条件的单位" in page
    assert "群发文字" not in page


def test_what_waits_for_the_department_is_chased_by_finance_alone(life, finance, reviewer):
    life.to("unit_head")

    assert "待主管部门审核1份" in text(finance.get(LIST))
    assert "没有符合条件的单位" in text(reviewer.get(LIST))


@pytest.mark.parametrize(
    ("within", "days", "shown"),
    [("overdue", 0, False), ("overdue", -1, True), ("3", 3, True), ("3", 4, False), ("x", 99, True)],
)
def test_units_are_chosen_by_when_it_is_due(life, finance, within, days, shown):
    due(life.evaluation, days)

    assert (unit_at(life.evaluation) in text(finance.get(LIST, {"due": within}))) is shown


def test_units_are_chosen_by_department(life, other, finance):
    page = text(finance.get(LIST, {"department": other.unit.department_id}))

    assert unit_at(other) in page
    assert unit_at(life.evaluation) not in page
    assert f">{other.unit.department}</td>" in page


def test_a_department_that_files_itself_stands_without_one(life, finance):
    Evaluation.objects.update(unit=life.evaluation.unit.parent)

    assert "<td></td>" in text(finance.get(LIST))


def test_what_is_due_first_stands_first_and_the_text_names_all(life, other, finance, monkeypatch):
    monkeypatch.setattr(reminders, "PAGE", 1)
    due(life.evaluation, 5)
    due(other, 2)

    page = text(finance.get(LIST))
    second = text(finance.get(LIST, {"page": "2"}))

    assert unit_at(other) in page
    assert unit_at(life.evaluation) not in page
    assert f"{other.unit.name}1份，还有2天；{life.evaluation.unit.name}1份，还有5天" in page
    assert "page=2" in page
    assert unit_at(life.evaluation) in second


def test_the_text_names_no_project(life, finance):
    shown = text(finance.get(LIST)) + text(finance.get(unit_at(life.evaluation)))

    texts = [part.split("</textarea>")[0] for part in shown.split("<textarea")[1:] if "readonly" in part]
    assert len(texts) == 2
    assert all(life.evaluation.project.name not in one for one in texts)


def test_where_nothing_was_issued_the_list_says_so(db):
    client = signed_in(make_user(make_bureau(), Role.AUDITOR))

    assert "没有符合条件的单位" in text(client.get(LIST))


def test_a_call_is_kept_with_who_when_and_what_and_is_on_the_record(life, reviewer):
    answer = reviewer.post(unit_at(life.evaluation), given(), follow=True)

    page = text(answer)
    assert "答复周三前报送。" in page
    assert f"{life.people['department'].full_name}登记于" in page
    assert AuditEvent.objects.filter(action="登记催报", result="done").count() == 1
    assert str(life.evaluation.unit) in str(Call.objects.get())


def test_the_list_shows_the_last_call(life, finance):
    for said in ("没有人接听。", "答复明天报送。"):
        finance.post(unit_at(life.evaluation), given(said=said))

    page = text(finance.get(LIST))

    assert "答复明天报送。" in page
    assert "没有人接听。" not in page


def test_a_call_of_another_year_is_not_shown(life, finance):
    bureau = life.evaluation.cycle.bureau
    before = make_evaluation(life.evaluation.unit, cycle=make_cycle(bureau, data_year=2020, work_year=2021))
    finance.post(unit_at(before), given(said="去年的情况。"))

    assert "去年的情况。" not in text(finance.get(unit_at(life.evaluation)))


@pytest.mark.parametrize(
    ("said", "words"), [({"called_on": "2999-01-01"}, "催报日期不能晚于今天"), ({"said": ""}, "沟通情况")]
)
def test_what_is_not_right_is_told_and_what_was_typed_stays(life, reviewer, said, words):
    answer = reviewer.post(unit_at(life.evaluation), given(**said))

    page = text(answer)
    assert (answer.status_code, Call.objects.exists()) == (422, False)
    assert words in page
    assert 'value="李雷"' in page


@pytest.mark.parametrize("who", ["administrator"])
def test_who_reviews_nothing_looks_and_records_nothing(life, who):
    client = signed_in(life.people[who])

    page = text(client.get(unit_at(life.evaluation)))
    answer = client.post(unit_at(life.evaluation), given())

    assert "您可以查看，不能登记" in page
    assert (answer.status_code, Call.objects.exists()) == (403, False)
    assert AuditEvent.objects.filter(action="登记催报", result="refused").count() == 1


def test_the_service_asks_who_records(life):
    with pytest.raises(NotAllowed):
        record_call(life.evaluation.cycle, life.evaluation.unit, given(), by=life.people["filer"])


def test_the_day_of_a_call_is_today_unless_said_otherwise(life, reviewer):
    today = timezone.localdate().isoformat()

    assert f'value="{today}"' in text(reviewer.get(unit_at(life.evaluation)))


def test_a_unit_that_filed_everything_has_no_text(life, finance):
    life.to("unit_head", "department")

    page = text(finance.get(unit_at(life.evaluation)))

    assert "应报送的自评表均已报送。" in page
    assert "催报文字" not in page


def test_a_filing_that_went_back_is_chased_again(life, finance):
    life.to()
    life.move(Action.RETURN, "unit_head", reason="请核对")

    assert "被退回1份" in text(finance.get(LIST))


def test_a_unit_without_a_task_is_not_there(life, finance):
    unit = make_unit(life.evaluation.unit.parent)

    assert finance.get(reverse("reminder", args=[life.evaluation.cycle_id, unit.pk])).status_code == 404


@pytest.mark.parametrize("who", ["filer", "unit_head"])
def test_for_the_people_of_one_unit_there_is_no_such_page(life, who):
    client = signed_in(life.people[who])

    assert client.get(LIST).status_code == 404
    assert client.get(unit_at(life.evaluation)).status_code == 404


def test_the_list_asks_as_much_for_one_unit_as_for_four(life, finance):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            finance.get(LIST)
        return len(found)

    asked()
    one = asked()
    for _ in range(3):
        unit = make_unit(life.evaluation.unit.parent, division=life.evaluation.unit.division)
        make_evaluation(unit, cycle=life.evaluation.cycle)

    assert asked() == one
