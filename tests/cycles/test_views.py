"""年度自评工作 pages: administrators of the bureau set a year's work; for others nothing is there."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from evaluations.cycles.models import Cycle
from foundation.audit.models import AuditEvent
from indicators import rows
from indicators.release import release, retire
from tests.factories import (
    Role,
    make_bureau,
    make_cycle,
    make_division,
    make_evaluation,
    make_unit,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(bureau, template):
    return {
        "bureau": bureau.pk,
        "name": "2021年度绩效自评工作",
        "data_year": 2021,
        "work_year": 2022,
        "form_versions": [template.released_id],
        "chain": ["performance", "unit_head"],
        "signing_mode": "review_first",
        "due_on": "2022-04-30",
        "may_file_with_problems": "on",
        "exempt_reasons": "资金已收回\r\n\r\n 合并实施 \r\n资金已收回",
        "is_open": "on",
    }


def at(name, *args):
    return reverse(name, args=args)


def test_a_year_is_kept_as_typed(desk, typed):
    page = desk.post(at("cycle_add"), typed, follow=True)

    cycle = Cycle.objects.get()
    assert "请下达自评任务" in page.text
    assert (cycle.data_year, cycle.work_year, cycle.due_on) == (2021, 2022, date(2022, 4, 30))


def test_the_chain_stands_in_the_order_of_the_steps(desk, typed):
    desk.post(at("cycle_add"), typed)

    assert Cycle.objects.get().chain == ["unit_head", "performance"]


def test_reasons_stand_one_a_line_and_once(desk, typed):
    desk.post(at("cycle_add"), typed)

    assert Cycle.objects.get().exempt_reasons == ["资金已收回", "合并实施"]


def test_the_forms_stand_by_their_scope(desk, typed, template):
    desk.post(at("cycle_add"), typed)

    used = Cycle.objects.get().forms.get()
    assert (used.scope, used.form_version) == ("project", template.released)


def test_who_writes_the_report_stands_with_the_forms_of_the_scope(desk, typed):
    desk.post(at("cycle_add"), {**typed, "report_project": "none", "report_department": "none"})

    cycle = Cycle.objects.get()
    assert cycle.forms.get().report == "none"
    assert (
        AuditEvent.objects.get(action="新增年度自评工作").detail["自评报告"]["project"] == "不要求写自评报告"
    )
    edit = desk.get(at("cycle_edit", cycle.pk))
    assert edit.context["form"]["report_project"].value() == "none"
    desk.post(at("cycle_edit", cycle.pk), typed)
    assert cycle.forms.get().report == ""


def test_one_report_of_the_unit_needs_the_form_of_the_whole_unit(desk, typed, administrator):
    asked = {**typed, "report_project": "unit"}
    refused = desk.post(at("cycle_add"), asked)
    whole = rows.write(small_form(scope="department", code="whole"))
    release(whole, by=administrator)
    asked["form_versions"] = [*typed["form_versions"], whole.released_id]
    without = desk.post(at("cycle_add"), {**asked, "report_department": "none"})
    desk.post(at("cycle_add"), asked)

    assert [page.status_code for page in (refused, without)] == [422, 422]
    assert "请同时选用带自评报告的部门整体支出自评表样" in refused.text
    used = Cycle.objects.get().forms.order_by("scope")
    assert list(used.values_list("scope", "report")) == [("department", ""), ("project", "unit")]


def test_it_is_on_the_record(desk, typed):
    desk.post(at("cycle_add"), typed)

    assert AuditEvent.objects.get(action="新增年度自评工作").detail["审核环节"] == [
        "unit_head",
        "performance",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"chain": []}, "请至少选择一项。"),
        ({"chain": ["filer"]}, "选择一个有效的选项"),
        ({"form_versions": []}, "请至少选择一项。"),
        ({"work_year": 2020}, "工作年度不能早于数据年度。"),
        ({"due_on": "2022-02-30"}, "输入一个有效的日期"),
        ({"data_year": "NaN"}, "输入整数"),
        ({"exempt_reasons": "长" * 101}, "每条理由最多100字"),
        ({"exempt_reasons": "\n".join(f"理由{n}" for n in range(21))}, "最多20条理由"),
        ({"name": "甲\ufffe"}, "不能显示的字符"),
    ],
)
def test_what_does_not_fit_is_refused_and_comes_back(desk, typed, given, said):
    page = desk.post(at("cycle_add"), {**typed, "basis": "示例〔2022〕1号", **given})

    assert page.status_code == 422
    assert said in page.text
    assert "示例〔2022〕1号" in page.text


def test_a_name_stands_once_in_a_bureau(desk, bureau, typed):
    make_cycle(bureau, name=typed["name"])

    assert "同名的年度自评工作已存在。" in desk.post(at("cycle_add"), typed).text


def test_another_bureau_is_refused(desk, typed):
    page = desk.post(at("cycle_add"), {**typed, "bureau": make_bureau().pk})

    assert page.status_code == 422


def test_a_retired_form_is_not_offered(desk, typed, template, administrator):
    retire(template, by=administrator)

    assert desk.post(at("cycle_add"), typed).status_code == 422


def test_a_year_keeps_a_form_that_was_retired_since(desk, typed, template, administrator):
    desk.post(at("cycle_add"), typed)
    retire(template, by=administrator)
    page = desk.post(at("cycle_edit", Cycle.objects.get().pk), {**typed, "name": "改名"})

    assert page.status_code == 302


def test_a_year_is_changed(desk, bureau, typed, template):
    cycle = make_cycle(bureau)
    desk.post(at("cycle_edit", cycle.pk), {**typed, "chain": ["division"], "is_open": ""})

    cycle.refresh_from_db()
    assert (cycle.chain, cycle.is_open, cycle.forms.count()) == (["division"], False, 1)


def test_a_form_that_is_no_longer_ticked_is_taken_away(desk, typed, administrator):
    desk.post(at("cycle_add"), typed)
    other = rows.write(small_form(code="other"))
    release(other, by=administrator)
    desk.post(at("cycle_edit", Cycle.objects.get().pk), {**typed, "form_versions": [other.released_id]})

    assert Cycle.objects.get().forms.get().form_version == other.released


def test_the_edit_page_shows_what_is_set(desk, bureau):
    cycle = make_cycle(bureau, exempt_reasons=["资金已收回", "合并实施"])

    assert "资金已收回\n合并实施" in desk.get(at("cycle_edit", cycle.pk)).text


def test_the_data_year_stays_once_filings_are_issued(desk, bureau, typed):
    evaluation = make_evaluation(make_unit(bureau))
    desk.post(at("cycle_edit", evaluation.cycle_id), {**typed, "data_year": 2019})

    assert Cycle.objects.get().data_year == 2021


def test_the_list_shows_the_chain_in_words(desk, bureau):
    make_cycle(bureau)

    page = desk.get(at("cycles")).text

    assert "单位负责人 → 主管部门审核人员 → 业务股室审核人员 → 绩效股审核人员" in page


def test_an_empty_list_says_so(desk):
    assert "还没有年度自评工作" in desk.get(at("cycles")).text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_others_the_pages_do_not_exist(client, bureau, role):
    cycle = make_cycle(bureau)
    place = make_division(bureau) if role == Role.FINANCE_REVIEWER else bureau
    client.force_login(make_user(place, role))
    pages = [at("cycles"), at("cycle_add"), at("cycle_edit", cycle.pk), at("issue", cycle.pk)]

    assert [client.get(page).status_code for page in pages] == [404] * 4


def test_the_year_of_another_bureau_does_not_exist(desk):
    foreign = make_cycle(make_bureau())

    assert desk.get(at("cycle_edit", foreign.pk)).status_code == 404
    assert foreign.name not in desk.get(at("cycles")).text


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    desk, bureau, many, django_assert_max_num_queries
):
    for _ in range(many):
        make_cycle(bureau)

    with django_assert_max_num_queries(16):
        desk.get(at("cycles"))


def test_a_year_and_its_forms_say_what_they_are(desk, typed, template):
    desk.post(at("cycle_add"), typed)

    cycle = Cycle.objects.get()
    assert str(cycle.forms.get()) == f"{cycle.name} {template.released}"


def test_a_new_year_starts_with_the_only_bureau_and_without_reasons(desk, bureau):
    form = desk.get(at("cycle_add")).context["form"]

    assert form["bureau"].value() == bureau.pk
    assert form["exempt_reasons"].value() == ""
