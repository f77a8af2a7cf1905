"""从上年度开启新年度: one act on one page; everything of last year is proposed, the year stands once."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from evaluations.cycles.models import Cycle, CycleForm
from evaluations.cycles.next_year import propose
from evaluations.cycles.services import YearExists, open_next_year
from foundation.audit.models import AuditEvent
from indicators.release import new_version, release, retire
from tests.factories import Role, make_bureau, make_cycle, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def last(bureau, template):
    cycle = make_cycle(
        bureau,
        name="2021年度绩效自评工作",
        basis="示例〔2022〕1号",
        chain=["unit_head", "performance"],
        signing_mode="sign_first",
        due_on=date(2022, 4, 30),
        may_file_with_problems=False,
        asks_for_letter=True,
        exempt_reasons=["资金已收回", "合并实施"],
        is_open=False,
    )
    CycleForm.objects.create(cycle=cycle, scope="project", form_version=template.released, report="none")
    return cycle


@pytest.fixture
def newer(template, administrator):
    draft = new_version(template, by=administrator)
    draft.name = "修订后的自评表"
    draft.save()
    release(draft, by=administrator)
    return draft


def at(cycle):
    return reverse("cycle_next", args=[cycle.pk])


def as_proposed(page):
    """What the browser sends when nothing on the page is changed."""
    found = {field.html_name: field.value() for field in page.context["form"]}
    ticked = {name: value for name, value in found.items() if value not in (False, None)}
    return {**ticked, "due_on": str(ticked["due_on"])}


def test_everything_of_last_year_is_kept_a_year_later_in_one_act(desk, last, template):
    desk.post(at(last), as_proposed(desk.get(at(last))))

    opened = Cycle.objects.exclude(pk=last.pk).get()
    assert (opened.name, opened.data_year, opened.work_year) == ("2022年度绩效自评工作", 2022, 2023)
    assert (opened.due_on, opened.basis, opened.is_open) == (date(2023, 4, 30), "", True)
    assert (opened.chain, opened.signing_mode) == (["unit_head", "performance"], "sign_first")
    assert (opened.may_file_with_problems, opened.asks_for_letter) == (False, True)
    assert opened.exempt_reasons == ["资金已收回", "合并实施"]
    used = opened.forms.get()
    assert (used.scope, used.form_version, used.report) == ("project", template.released, "none")


def test_each_setting_can_be_changed_before_it_is_kept(desk, last):
    proposed = as_proposed(desk.get(at(last)))

    desk.post(
        at(last), {**proposed, "chain": ["division"], "due_on": "2023-05-15", "basis": "示例〔2023〕2号"}
    )

    opened = Cycle.objects.get(data_year=2022)
    assert (opened.chain, opened.due_on) == (["division"], date(2023, 5, 15))
    assert opened.basis == "示例〔2023〕2号"


def test_it_goes_on_to_issuing_and_is_on_the_record(desk, last):
    page = desk.post(at(last), as_proposed(desk.get(at(last))))

    opened = Cycle.objects.get(data_year=2022)
    assert page.url == reverse("issue", args=[opened.pk])
    assert AuditEvent.objects.get(action="从上年度开启新年度").detail["上年度"] == last.name


def test_last_years_document_number_is_told_but_not_taken(desk, last):
    assert "上年度为“示例〔2022〕1号”" in desk.get(at(last)).text


def test_without_a_document_number_last_year_nothing_is_told(desk, last):
    Cycle.objects.update(basis="")

    assert "上年度为" not in desk.get(at(last)).text


def test_the_newest_version_of_a_form_is_offered_and_said(desk, last, newer):
    page = desk.get(at(last))

    assert page.context["form"]["form_versions"].value() == [newer.released_id]
    assert "（2021年，第1版）”已有新版本，已改选“修订后的自评表（2021年，第2版）”" in page.text


def test_last_years_version_may_be_kept(desk, last, newer, template):
    proposed = as_proposed(desk.get(at(last)))

    desk.post(at(last), {**proposed, "form_versions": [template.released_id]})

    assert Cycle.objects.get(data_year=2022).forms.get().form_version == template.released


def test_without_a_newer_version_nothing_is_said(desk, last):
    assert propose(last).notes == ()


def test_a_retired_form_is_not_offered_and_that_is_said(desk, last, template, administrator):
    retire(template, by=administrator)

    page = desk.get(at(last))

    assert page.context["form"]["form_versions"].value() == []
    assert "已停用，也没有更新的版本，请另选自评表样。" in page.text


def test_an_older_version_does_not_replace_a_retired_one(last, newer, template, administrator):
    CycleForm.objects.update(form_version=newer.released)
    retire(newer, by=administrator)

    assert propose(last).forms == ()


@pytest.mark.parametrize(
    ("due", "proposed"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_the_due_date_is_moved_by_a_year(last, due, proposed):
    last.due_on = due

    assert propose(last).cycle.due_on == proposed


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("2022年对2021年度开展的自评", "2023年对2022年度开展的自评"),
        ("2019年起的自评工作", "2022年度2019年起的自评工作"),
        ("长" * 100, "2022年度" + "长" * 94),
    ],
)
def test_the_name_is_that_of_the_next_year(last, name, proposed):
    last.name = name

    assert propose(last).cycle.name == proposed


def test_a_year_that_exists_is_refused_with_words(desk, last, bureau):
    proposed = as_proposed(desk.get(at(last)))
    make_cycle(bureau, name="早已开启", data_year=2022)

    shown, posted = desk.get(at(last)), desk.post(at(last), {**proposed, "basis": "示例〔2023〕9号"})

    assert "2022年度的自评工作已存在（早已开启）" in shown.text
    assert "开启新年度</button>" not in shown.text
    assert (posted.status_code, "2022年度的自评工作已存在（早已开启）" in posted.text) == (422, True)
    assert "示例〔2023〕9号" in posted.text
    assert Cycle.objects.count() == 2


def test_the_year_of_another_bureau_does_not_stand_in_the_way(desk, last):
    make_cycle(make_bureau(), data_year=2022)

    assert "已存在" not in desk.get(at(last)).text


def test_who_comes_second_is_refused(last, bureau, administrator):
    proposal = propose(last)
    make_cycle(bureau, data_year=2022)

    with pytest.raises(YearExists, match="已存在"):
        open_next_year(last, proposal.cycle, forms=[], reports={}, by=administrator)


def test_who_comes_second_is_told_at_the_year(desk, last, bureau, monkeypatch):
    """Between the check of the form and the lock of the service."""
    proposed = as_proposed(desk.get(at(last)))

    def too_late(*_, **__):
        raise YearExists("刚由他人开启")

    monkeypatch.setattr("evaluations.cycles.views.open_next_year", too_late)
    page = desk.post(at(last), proposed)

    assert page.status_code == 422
    assert page.context["form"].errors["data_year"] == ["刚由他人开启"]


@pytest.mark.parametrize(
    "given", [{"data_year": "两千"}, {"chain": []}, {"form_versions": []}, {"due_on": ""}]
)
def test_what_does_not_fit_is_refused_and_nothing_is_opened(desk, last, given):
    page = desk.post(at(last), {**as_proposed(desk.get(at(last))), **given})

    assert page.status_code == 422
    assert Cycle.objects.count() == 1


def test_the_bureau_stays(desk, last, bureau):
    desk.post(at(last), {**as_proposed(desk.get(at(last))), "bureau": make_bureau().pk})

    assert Cycle.objects.get(data_year=2022).bureau == bureau


def test_the_list_leads_there_until_the_next_year_is_open(desk, last, bureau):
    before = desk.get(reverse("cycles")).text
    following = make_cycle(bureau, data_year=2022)
    after = desk.get(reverse("cycles")).text

    assert f'href="{at(last)}"' in before
    assert f'href="{at(last)}"' not in after
    assert f'href="{at(following)}"' in after


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_others_it_does_not_exist(client, bureau, last, role):
    place = bureau if role != Role.FILER else make_unit()
    client.force_login(make_user(place, role))

    assert [client.get(at(last)).status_code, client.post(at(last)).status_code] == [404, 404]


def test_last_year_of_another_bureau_does_not_exist(desk):
    assert desk.get(at(make_cycle(make_bureau()))).status_code == 404
