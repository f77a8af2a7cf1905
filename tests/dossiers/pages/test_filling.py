"""The pages of cells: what is typed is kept, refused at its place, or shown beside what another wrote."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from accounts.models import Membership
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.views import cells as views_cells
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import post_cells, text, typed, url
from tests.factories import (
    SMALL_FORM,
    fill_in,
    make_evaluation,
    make_unit,
    make_user,
    small_form,
    write_cells,
)

SECTIONS = ("header", "funds", "goals", "indicators", "report")
EXECUTED = "funds/total/executed"
DANGERS = ("=cmd|' /C calc'!A0", "<img src=file:///etc/passwd>", "<script>alert(1)</script>")


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_has_its_page(filer, filing, section):
    response = filer.get(url(section, filing))

    assert response.status_code == 200
    assert 'name="seen:' in text(response)


def test_what_was_typed_is_saved(filer, filing):
    response = post_cells(filer, filing, {EXECUTED: "701.23"})

    assert response.status_code == 302
    assert typed(filing, EXECUTED) == "701.23"


def test_saving_says_when(filer, filing):
    response = post_cells(filer, filing, {EXECUTED: "701.23"})

    assert "已保存" in text(filer.get(response.url))


def test_nothing_typed_is_said_to_be_unchanged(filer, filing):
    response = post_cells(filer, filing, {EXECUTED: ""})

    assert "内容没有变化" in text(filer.get(response.url))


@pytest.mark.parametrize(("then", "name"), [("save", "funds"), ("next", "goals")])
def test_button_leads_on(filer, filing, then, name):
    response = post_cells(filer, filing, {EXECUTED: "1"}, then=then)

    assert response.url == url(name, filing)


def test_last_page_leads_to_the_checks(filer, filing):
    response = post_cells(filer, filing, {"report/s1": "概况"}, then="next")

    assert response.url == url("check", filing)


def test_fill_in_writes_sum_rate_and_score_in_one_go(filer, filing):
    post_cells(filer, filing, {"funds/own/adjusted": "200", "funds/own/executed": "100"}, then="fill")

    assert [typed(filing, f"funds/total/{name}") for name in ("executed", "rate", "score")] == [
        "100.00",
        "50.0%",
        "5",
    ]
    assert filing.cells.get(ref="funds/total/score").source == Cell.Source.COMPUTED


def test_fill_in_ends_after_its_rounds_though_more_could_follow(filer, filing, monkeypatch):
    monkeypatch.setattr(views_cells, "FILL_ROUNDS", 1)

    post_cells(filer, filing, {"funds/own/adjusted": "200", "funds/own/executed": "100"}, then="fill")

    assert typed(filing, "funds/total/executed") == "100.00"
    assert typed(filing, "funds/total/score") == ""


def test_fill_in_leaves_what_stands_there(filer, filing):
    post_cells(
        filer,
        filing,
        {"funds/own/adjusted": "200", "funds/own/executed": "100", "funds/total/rate": "51%"},
        then="fill",
    )

    assert typed(filing, "funds/total/rate") == "51%"


def test_one_computed_value_is_taken_over_what_stands_there(filer, filing):
    post_cells(filer, filing, {"funds/total/adjusted": "200", EXECUTED: "100", "funds/total/rate": "51%"})

    post_cells(filer, filing, {"funds/total/rate": "51%"}, then="take:funds/total/rate")

    assert typed(filing, "funds/total/rate") == "50.0%"


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("NaN", "不能识别为数字"),
        ("Infinity", "不能识别为数字"),
        ("1E+1000000", "不能识别为数字"),
        ("1_000", "不能识别为数字"),
        ("1234567890123456", "位数过多"),
        ("2000万", "请改为2000.00"),
        ("1\ufffe", "U+FFFE"),
    ],
)
def test_what_is_no_number_is_refused_at_its_field(filer, filing, bad, message):
    response = post_cells(filer, filing, {EXECUTED: bad, "funds/total/adjusted": "200"})

    assert response.status_code == 422
    assert message in text(response)
    assert f'value="{bad}"' in text(response)
    assert 'value="200"' in text(response)
    assert typed(filing, "funds/total/adjusted") == typed(filing, EXECUTED) == ""


def test_negative_amount_is_refused(filer, filing):
    response = post_cells(filer, filing, {"funds/total/adjusted": "-1"})

    assert response.status_code == 422
    assert "本栏不能填负数" in text(response)


def test_200000_characters_come_back_whole(filer, filing):
    long = "长" * 200_000

    response = post_cells(filer, filing, {"goals/1/actual": long})

    assert response.status_code == 422
    assert "请删减" in text(response)
    assert long in text(response)


def test_a_character_that_cannot_be_printed_is_refused(filer, filing):
    response = post_cells(filer, filing, {"goals/1/actual": "完成\ufffe了"})

    assert response.status_code == 422
    assert "U+FFFE" in text(response)


@pytest.mark.parametrize("danger", DANGERS)
def test_dangerous_text_is_kept_and_shown_as_text(filer, filing, danger):
    post_cells(filer, filing, {"goals/1/actual": danger})

    page = text(filer.get(url("goals", filing)))

    assert typed(filing, "goals/1/actual") == danger
    assert html.escape(danger) in page
    assert danger not in page or danger == html.escape(danger)


def test_unknown_field_is_named_and_nothing_is_saved(filer, filing):
    response = post_cells(filer, filing, {EXECUTED: "5"}, **{"funds/total/bonus": "1"})

    assert response.status_code == 422
    assert "「funds/total/bonus」" in text(response)
    assert 'value="5"' in text(response)
    assert typed(filing, EXECUTED) == ""


def test_locked_cell_is_no_field(filer, filing):
    response = post_cells(filer, filing, {"indicators/r1/target": "≥1人"})

    assert response.status_code == 422
    assert typed(filing, "indicators/r1/target") == "≥100人"


def test_stranger_finds_nothing(filing):
    stranger = signed_in(make_user(make_unit(), Membership.Role.FILER))

    assert stranger.get(url("funds", filing)).status_code == 404
    assert post_cells(stranger, filing, {EXECUTED: "1"}).status_code == 404


def test_post_without_token_is_refused(person, filing):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = post_cells(client, filing, {EXECUTED: "1"})

    assert response.status_code == 403
    assert "页面已过期" in text(response)


def test_reader_sees_text_and_why_it_cannot_be_changed(head, filled):
    page = text(head.get(url("funds", filled)))

    assert "本表由填报单位的填报人填写" in page
    assert 'name="seen:' not in page


def test_reader_who_posts_is_refused_and_logged(head, filing):
    response = post_cells(head, filing, {EXECUTED: "701.23"})

    assert response.status_code == 403
    assert 'value="701.23"' in text(response)
    assert AuditEvent.objects.filter(action="save_funds", result="refused").count() == 1


def test_saving_a_filing_in_review_is_refused_and_what_was_typed_stays(filer, filled):
    Evaluation.objects.filter(pk=filled.pk).update(status="in_review", step="unit_head")

    response = post_cells(filer, filled, {EXECUTED: "701.23"})

    assert response.status_code == 409
    assert 'value="701.23"' in text(response)
    assert "请复制留存" in text(response)


class TestConflict:
    @pytest.fixture
    def changed(self, filing, unit):
        """A colleague wrote 100 into a cell that was empty when the page was drawn."""
        fill_in(filing, make_user(unit, Membership.Role.FILER, full_name="王小明"), {EXECUTED: "100"})
        return filing

    def test_both_texts_are_shown_with_who_and_when(self, filer, changed):
        response = post_cells(filer, changed, {EXECUTED: "200"}, seen="")

        assert response.status_code == 409
        assert "王小明已于" in text(response)
        assert "修改本栏，您填写的内容仍保留。请比较后选择。" in text(response)
        assert "<q>100</q>" in text(response)
        assert "<q>200</q>" in text(response)
        assert typed(changed, EXECUTED) == "100"

    @pytest.mark.parametrize(("choice", "stored"), [("mine", "200"), ("theirs", "100")])
    def test_the_choice_is_carried_out(self, filer, changed, choice, stored):
        chosen = {f"choose:{EXECUTED}": choice, f"theirs:{EXECUTED}": "100"}

        response = post_cells(filer, changed, {EXECUTED: "200"}, seen="", **chosen)

        assert response.status_code == 302
        assert typed(changed, EXECUTED) == stored

    def test_without_a_choice_it_stays_open(self, filer, changed):
        response = post_cells(filer, changed, {EXECUTED: "200"}, seen="", **{f"theirs:{EXECUTED}": "100"})

        assert response.status_code == 409

    def test_another_cell_is_no_conflict(self, filer, changed):
        response = post_cells(filer, changed, {"funds/total/adjusted": "300"})

        assert response.status_code == 302


def test_missing_cells_are_counted_at_the_step_and_marked(filer, filing):
    page = text(filer.get(url("header", filing)))

    assert "缺1项" in page
    assert 'class="lacking"' in page


def test_difference_from_the_computed_value_is_said(filer, filing):
    write_cells(filing, {"funds/total/adjusted": "200", EXECUTED: "100", "funds/total/rate": "51%"})

    page = text(filer.get(url("funds", filing)))

    assert "与计算值不同" in page
    assert "100.00 ÷ 200.00 = 50.0%" in page


def test_tick_is_saved_and_taken_away(filer, filing):
    ref = "indicators/r1/not_applicable"

    post_cells(filer, filing, {ref: "是"})
    ticked = typed(filing, ref)
    filer.post(url("indicators", filing), {f"seen:{ref}": "是", "then": "save"})

    assert (ticked, typed(filing, ref)) == ("是", "")


def test_line_ends_of_the_browser_are_no_change():
    form = CellsForm([], {}, None)

    assert form.changes() == []


def test_section_that_the_form_lacks_is_not_found(filer, unit):
    filing = make_evaluation(unit, form=small_form(funds=None))

    assert filer.get(url("funds", filing)).status_code == 404
    assert "项目资金" not in text(filer.get(url("header", filing)))


def test_form_without_scores_asks_for_none(filer, unit):
    groups = [{"key": "quantity", "name": "数量指标"}]
    unscored = {**SMALL_FORM["indicators"], "scored": False, "groups": groups}
    filing = make_evaluation(unit, form=small_form(indicators=unscored, total_points=None, grading=None))

    page = text(filer.get(url("indicators", filing)))

    assert not re.search('name="[^"]*/score', page)
    assert "数量指标</th>" in page


def test_computed_score_alone_is_taken_over(filer, unit):
    as_computed = {**SMALL_FORM["indicators"], "self_score": "as_computed"}
    filing = make_evaluation(unit, form=small_form(indicators=as_computed))

    post_cells(filer, filing, {"indicators/r1/actual": "50人"}, then="fill")

    assert typed(filing, "indicators/r1/score") == "25"
    assert 'name="indicators/r1/score"' not in text(filer.get(url("indicators", filing)))


def test_an_empty_cell_of_a_closed_page_is_blank_and_a_required_one_says_so(head, filing):
    page = text(head.get(url("funds", filing)))

    assert re.search(r'id="id_funds/own/adjusted"\s+tabindex="-1"></span>', page)
    assert re.search(r'id="id_funds/total/executed"\s+tabindex="-1"><span[^>]*>未填</span></span>', page)
    assert "—" not in page.split("<table")[1].split("</table>")[0]


def test_a_row_that_is_not_filled_in_yet_tells_no_working(filer, filing):
    assert "尚未填写实际完成值" not in text(filer.get(url("indicators", filing)))


def test_the_bar_names_the_years_work(filer, filing):
    assert filing.cycle.name in text(filer.get(url("header", filing))).split("</header>")[0]
