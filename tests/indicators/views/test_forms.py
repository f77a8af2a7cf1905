"""自评表样 pages: for administrators they work, for everybody else they do not exist."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents.models import FormVersion
from foundation.audit.models import AuditEvent
from indicators import catalogue, rows
from indicators.models import FormTemplate
from indicators.release import release
from tests.factories import Role, make_bureau, make_division, make_user, small_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(draft, administrator):
    release(draft, by=administrator)
    return draft


def at(name, *args):
    return reverse(name, args=args)


def test_the_list_shows_forms_and_what_can_be_loaded(desk, draft):
    page = desk.get(at("form_templates"))

    assert draft.name in page.text
    assert at("form_load", "yuancheng-project-2021") in page.text


def test_what_was_taken_over_is_not_offered_again(desk):
    desk.post(at("form_load", "national-project-2020"))

    assert at("form_load", "national-project-2020") not in desk.get(at("form_templates")).text


def test_an_empty_list_says_what_to_do(desk):
    assert "还没有自评表样" in desk.get(at("form_templates")).text


@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_a_form_of_the_catalogue_is_loaded_and_read(desk, path):
    page = desk.post(at("form_load", path.stem), follow=True)

    assert "已导入" in page.text
    assert AuditEvent.objects.filter(action="导入表样").count() == 1
    assert catalogue.read(path).name in page.text


def test_the_rule_of_the_execution_rate_is_read(desk):
    page = desk.post(at("form_load", "national-project-2020"), follow=True)

    assert "执行数÷全年预算数×分值" in page.text


def test_a_form_is_loaded_only_once(desk):
    desk.post(at("form_load", "national-project-2020"))
    page = desk.post(at("form_load", "national-project-2020"), follow=True)

    assert "第1版已存在" in page.text


def test_a_form_that_does_not_ship_does_not_exist(desk):
    assert desk.post(at("form_load", "other")).status_code == 404


def test_a_draft_is_released_after_a_question(desk, draft):
    question = desk.get(at("form_release", draft.pk))
    page = desk.post(at("form_release", draft.pk), follow=True)

    assert "不能再修改" in question.text
    assert "已启用。" in page.text
    assert FormVersion.objects.count() == 1


def test_a_form_that_does_not_fit_is_not_released(desk):
    odd = rows.write(small_form(total_points=120))

    page = desk.post(at("form_release", odd.pk))

    assert page.status_code == 422
    assert "与总分120分不符" in page.text


def test_the_page_of_a_draft_says_what_stands_against_release(desk):
    odd = rows.write(small_form(total_points=120))

    assert "与总分120分不符" in desk.get(at("form_template", odd.pk)).text


def test_a_draft_that_cannot_be_read_is_shown_with_the_reason(desk, draft):
    draft.indicators.update(name="")

    assert "indicators.groups[1].name：不能为空" in desk.get(at("form_template", draft.pk)).text


def test_a_released_form_shows_its_hash(desk, released):
    assert released.released.sha256 in desk.get(at("form_template", released.pk)).text


def test_a_released_form_is_retired_after_a_question(desk, released):
    question = desk.get(at("form_retire", released.pk))
    page = desk.post(at("form_retire", released.pk), follow=True)

    assert "停用后不能恢复" in question.text
    assert "已停用。" in page.text


def test_a_draft_is_not_retired(desk, draft):
    assert desk.post(at("form_retire", draft.pk)).status_code == 409


def test_a_new_version_is_a_draft(desk, released):
    page = desk.post(at("form_new_version", released.pk), follow=True)

    assert "第2版" in page.text
    assert FormTemplate.objects.filter(status="draft", version=2).exists()


def test_a_second_draft_is_refused_in_words(desk, released):
    desk.post(at("form_new_version", released.pk))
    page = desk.post(at("form_new_version", released.pk), follow=True)

    assert "已有未启用的修订版" in page.text


def test_a_deviation_that_was_accepted_is_shown_with_its_reason(desk):
    odd = rows.write(small_form(total_points=120, accepted_deviations={"points/total": "按下发表样照印。"}))

    assert "按下发表样照印。" in desk.get(at("form_template", odd.pk)).text


def test_a_form_with_rows_of_its_own_is_read_row_by_row(desk):
    row = {"key": "f1", "name": "支出进度", "points": 90, "rule": {"kind": "equal", "mode": "strict"}}
    plain = {"key": "f2", "name": "其他", "points": None}
    group = {"key": "output", "name": "产出", "points": 90, "rows": [row, plain]}
    asked = {**small_form().indicators.model_dump(), "level3": "fixed", "groups": [group]}
    form = rows.write(small_form(indicators=asked, funds=None, grading=None, report=None))

    page = desk.get(at("form_template", form.pk)).text

    for words in ("较小的÷较大的×分值", "按指标值的符号取默认规则", "本表样没有资金表", "不评等级"):
        assert words in page


def test_indicators_that_print_no_name_have_one_on_the_page(desk):
    asked = {**small_form().indicators.model_dump(), "label": ""}
    form = rows.write(small_form(indicators=asked))

    assert "<h2>绩效指标</h2>" in desk.get(at("form_template", form.pk)).text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_others_the_pages_do_not_exist(client, draft, role):
    bureau = make_bureau()
    place = make_division(bureau) if role == Role.FINANCE_REVIEWER else bureau
    client.force_login(make_user(place, role))

    addresses = [
        at("form_templates"),
        *(at(name, draft.pk) for name in ("form_template", "form_release", "form_retire")),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 4


@pytest.mark.parametrize("name", ["form_release", "form_retire", "form_new_version"])
def test_for_others_nothing_can_be_done(client, draft, name):
    client.force_login(make_user(make_bureau(), Role.AUDITOR))

    assert client.post(at(name, draft.pk)).status_code == 404


@pytest.mark.parametrize("name", ["form_template", "form_release", "form_retire"])
def test_a_form_that_is_not_there_does_not_exist(desk, name):
    assert desk.get(at(name, 999)).status_code == 404


@pytest.mark.parametrize("grown", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(desk, grown, django_assert_max_num_queries):
    for version in range(1, grown + 1):
        rows.write(small_form(version=version))

    with django_assert_max_num_queries(12):
        desk.get(at("form_templates"))
