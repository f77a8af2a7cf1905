"""The page 本单位报送材料, 全部校验 and 全部报送."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.dossiers.models import Evaluation
from tests.dossiers.pages.conftest import Role, signed_in
from tests.dossiers.pages.posting import text
from tests.factories import fill_in, make_bureau, make_evaluation, make_project, make_user


@pytest.fixture
def second(filled) -> Evaluation:
    """Another filing of the unit and year, with nothing filled in."""
    project = make_project(filled.unit, name="第二个项目")
    return make_evaluation(filled.unit, cycle=filled.cycle, project=project)


def at(name, filing):
    return reverse(f"dossiers:{name}", args=[filing.cycle_id, filing.unit_id])


def ticked(*filings):
    """What a browser sends with these ticked."""
    fresh = [Evaluation.objects.get(pk=filing.pk) for filing in filings]
    return {
        "filing": [filing.pk for filing in fresh],
        **{f"revision-{filing.pk}": filing.revision for filing in fresh},
    }


def test_every_filing_stands_on_the_page_with_what_is_missing(filer, filled, second):
    page = text(filer.get(at("dossier", filled)))

    assert "可以送审" in page
    assert f"尚未填报，必改{second.must_fix}处" in page
    assert "自评表、自评报告" in page
    assert "100%" in page


def test_a_returned_filing_says_what_is_to_be_done(filer, filled):
    Evaluation.objects.filter(pk=filled.pk).update(status="returned", must_explain=2)

    assert "按退回意见修改，需说明2处未说明" in text(filer.get(at("dossier", filled)))


def test_what_is_filed_asks_nothing_of_the_filer(filer, filled):
    Evaluation.objects.filter(pk=filled.pk).update(status="exempt")

    page = text(filer.get(at("dossier", filled)))

    assert "可以送审" not in page
    assert 'name="filing"' not in page


def test_only_what_is_ready_is_ticked_beforehand(filer, filled, second):
    page = text(filer.get(at("dossier", filled)))

    assert page.count("checked") == 1


def test_a_reviewer_sees_the_set_and_files_nothing(head, filled):
    page = text(head.get(at("dossier", filled)))

    assert "所选自评表" not in page


def test_a_closed_year_files_nothing(filer, filled):
    filled.cycle.is_open = False
    filled.cycle.save()

    assert "所选自评表" not in text(filer.get(at("dossier", filled)))


def test_a_project_that_was_not_issued_is_named(filer, filled):
    make_project(filled.unit, name="漏下达的项目")

    assert "漏下达的项目" in text(filer.get(at("dossier", filled)))


def test_a_stranger_finds_nothing(filled):
    assert signed_in(make_user()).get(at("dossier", filled)).status_code == 404


def test_filing_all_leads_back_with_what_was_done(filer, filled):
    answer = filer.post(at("dossier_submit", filled), ticked(filled), follow=True)

    assert "已送审1份" in text(answer)
    assert Evaluation.objects.get(pk=filled.pk).status == "in_review"


def test_a_refusal_is_told_beside_its_row_and_the_other_is_filed(filer, filled, second, person):
    fill_in(second, person, {"header/filer": "李雷"})

    answer = filer.post(at("dossier_submit", filled), ticked(filled, second))

    page = text(answer)
    assert answer.status_code == 422
    assert "已送审1份" in page
    assert "有1份没有送审" in page
    assert "处必改项，暂不能送审" in page
    assert Evaluation.objects.get(pk=filled.pk).status == "in_review"


def test_who_files_nothing_is_refused_and_nothing_moves(head, filled):
    answer = head.post(at("dossier_submit", filled), ticked(filled))

    assert answer.status_code == 403
    assert "由填报人办理" in text(answer)


@pytest.mark.parametrize("revision", ["", "x", "99999999999", "7777"])
def test_a_revision_that_nobody_saw_is_stale(filer, filled, revision):
    sent = {"filing": [filled.pk], f"revision-{filled.pk}": revision}

    assert filer.post(at("dossier_submit", filled), sent).status_code == 409


def test_nothing_ticked_is_told(filer, filled):
    answer = filer.post(at("dossier_submit", filled))

    assert (answer.status_code, "请勾选要办理的自评表" in text(answer)) == (422, True)


def test_a_filing_of_another_unit_is_not_of_the_set(filer, filled):
    answer = filer.post(at("dossier_submit", filled), ticked(make_evaluation()))

    assert (answer.status_code, "不在本单位报送材料中" in text(answer)) == (422, True)


def test_the_page_asks_as_much_for_one_filing_as_for_three(filer, filled):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            filer.get(at("dossier", filled))
        return len(found)

    filer.get(at("dossier", filled))
    one = asked()
    for _ in range(2):
        make_evaluation(filled.unit, cycle=filled.cycle)

    assert asked() == one


def test_all_are_checked_with_what_is_found_and_empty(filer, filled, second):
    page = text(filer.get(at("dossier_check", filled)))

    assert "校验未发现问题。" in page
    assert "基本信息缺1项" in page
    assert f"{reverse('dossiers:header', args=[second.pk])}#id_header/filer" in page


def test_what_is_not_filed_at_all_is_not_checked(filer, filled):
    Evaluation.objects.filter(pk=filled.pk).update(status="exempt")

    assert "没有需要校验的内容" in text(filer.get(at("dossier_check", filled)))


def test_the_list_leads_to_each_set(head, filled):
    page = text(head.get(reverse("dossiers:dossiers")))

    assert at("dossier", filled) in page


def test_another_year_can_be_chosen(head, filled):
    page = text(head.get(reverse("dossiers:dossiers"), {"cycle": "x"}))

    assert f'<option value="{filled.cycle_id}" selected>' in page


def test_who_sees_no_filing_is_told_why_the_list_is_empty(db):
    page = text(signed_in(make_user(make_bureau(), Role.AUDITOR)).get(reverse("dossiers:dossiers")))

    assert "尚未下达您可以查看的自评任务" in page


def test_a_filing_leads_to_its_set(filer, filled):
    assert at("dossier", filled) in text(filer.get(reverse("dossiers:overview", args=[filled.pk])))
