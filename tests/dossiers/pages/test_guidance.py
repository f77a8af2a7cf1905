"""What helps on the pages of a filing: approved values, last year's words, rules, examples, warnings."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from core.filing.cells import CellRef
from documents import preview
from evaluations.dossiers.forms.sections import TITLES
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.taking import take_last_year
from evaluations.dossiers.snapshots import form_of, picture, snapshot
from evaluations.dossiers.views import taking
from tests.dossiers.earlier import LAST_YEAR, file_last_year
from tests.dossiers.pages.posting import autosave, post_cells, text, typed, url
from tests.factories import SMALL_FORM, make_evaluation, make_user, small_form, write_cells

GOAL, NOTE, REPORT, FILER = "goals/1/actual", "indicators/r1/note", "report/s1", "header/filer"
MARK = "上年内容，请核对修改"
SECRECY = "本系统为非涉密系统，严禁录入、上传、传输国家秘密和工作秘密。"
BUTTON = 'value="last_year:{}"'


def source(filing, ref):
    return filing.cells.get(ref=ref).source


class TestApproved:
    @pytest.fixture
    def open_filing(self, unit):
        """Of a form in which what was approved may be changed."""
        free = {**SMALL_FORM["indicators"], "target_policy": "explain", "points_policy": "open"}
        return make_evaluation(unit, form=small_form(indicators=free))

    @pytest.mark.parametrize(
        ("section", "ref", "changed", "approved"),
        [
            ("indicators", "indicators/r1/target", "≥80人", "≥100人"),
            ("indicators", "indicators/r1/points", "45", "50"),
            ("goals", "goals/1/expected", "完成主要任务", "按时完成年度任务"),
            ("funds", "funds/total/points", "20", "10"),
        ],
    )
    def test_it_stands_beside_what_was_typed_for_filer_and_reviewer(
        self, filer, head, open_filing, section, ref, changed, approved
    ):
        before = text(filer.get(url(section, open_filing)))

        write_cells(open_filing, {ref: changed})

        words = f"<span>批复：{approved}</span>"
        assert words not in before
        assert words in text(filer.get(url(section, open_filing)))
        assert words in text(head.get(url(section, open_filing)))

    def test_what_was_changed_is_not_marked_as_approved(self, head, open_filing):
        write_cells(open_filing, {"indicators/r1/target": "≥80人"})

        assert text(head.get(url("indicators", open_filing))).count(">批复</span>") == 1

    def test_a_field_says_it_to_who_does_not_see_the_table(self, filer, open_filing):
        write_cells(open_filing, {"indicators/r1/target": "≥80人"})

        page = text(filer.get(url("indicators", open_filing)))

        assert 'aria-describedby="aside_indicators/r1/target"' in page
        assert 'id="aside_indicators/r1/target"' in page

    def test_a_project_without_an_approved_target_has_none(self, filer, filing):
        filing.project.approved_targets.all().delete()

        assert "批复：" not in text(filer.get(url("goals", filing)))

    def test_a_whole_unit_has_none(self, filer, filing):
        Evaluation.objects.filter(pk=filing.pk).update(project=None)

        assert "批复：" not in text(filer.get(url("goals", filing)))


class TestLastYear:
    @pytest.fixture
    def following(self, filing):
        """A filing whose unit filed the year before."""
        file_last_year(filing)
        return filing

    @pytest.mark.parametrize("ref", [GOAL, NOTE, REPORT, FILER])
    def test_words_are_shown_with_a_button(self, filer, following, ref):
        page = text(filer.get(url(ref.split("/")[0], following)))

        assert ("2020年度已报送过" in page) is (ref != FILER)
        assert LAST_YEAR[ref] in page
        assert BUTTON.format(ref) in page

    def test_no_figure_is_shown_with_a_button(self, filer, following):
        pages = [text(filer.get(url(section, following))) for section in ("funds", "indicators")]

        assert [re.findall(r'value="last_year:[^"]+"', page) for page in pages] == [[], [BUTTON.format(NOTE)]]
        assert "2020年度已报送过" not in pages[0]

    def test_without_a_filing_before_nothing_is_offered(self, filer, filing):
        assert "上年" not in text(filer.get(url("report", filing)))

    def test_taking_over_stores_it_marks_it_and_shows_the_cell(self, filer, following):
        response = post_cells(filer, following, {GOAL: ""}, then=f"last_year:{GOAL}")
        page = text(filer.get(response.url))

        assert response.url == f"{url('goals', following)}#id_{GOAL}"
        assert (typed(following, GOAL), source(following, GOAL)) == (LAST_YEAR[GOAL], Cell.Source.LAST_YEAR)
        assert "取用上年内容1处，请核对修改。" in page
        assert MARK in page
        assert "2020年度已报送过" not in page
        assert BUTTON.format(GOAL) not in page

    def test_what_else_was_typed_on_the_page_is_saved_too(self, filer, following):
        post_cells(filer, following, {NOTE: "", "indicators/r2/note": "本年的话"}, then=f"last_year:{NOTE}")

        assert (typed(following, NOTE), typed(following, "indicators/r2/note")) == (
            LAST_YEAR[NOTE],
            "本年的话",
        )

    def test_a_change_takes_the_mark_away_and_offers_the_text_again(self, filer, following):
        post_cells(filer, following, {GOAL: ""}, then=f"last_year:{GOAL}")

        post_cells(filer, following, {GOAL: "本年完成。"})

        page = text(filer.get(url("goals", following)))
        assert MARK not in page
        assert "本栏已有内容；需要取用的，请先清空并保存。" in page
        assert source(following, GOAL) == Cell.Source.TYPED

    def test_a_page_that_stands_open_is_told_which_words_are_last_years(self, filer, following):
        post_cells(filer, following, {GOAL: ""}, then=f"last_year:{GOAL}")

        told = [
            autosave(filer, following, {GOAL: words}, section="goals").json()["told"].get(GOAL, "")
            for words in (LAST_YEAR[GOAL], "本年完成。")
        ]

        assert [MARK in html for html in told] == [True, False]

    def test_words_that_were_just_typed_are_kept(self, filer, following):
        response = post_cells(filer, following, {GOAL: "刚刚写的"}, then=f"last_year:{GOAL}")

        assert "已填有内容，没有取用上年内容" in text(filer.get(response.url))
        assert typed(following, GOAL) == "刚刚写的"

    def test_every_empty_cell_of_the_page_is_filled_at_once(self, filer, following):
        assert "空白栏全部取用上年内容（1处）" in text(filer.get(url("report", following)))

        post_cells(filer, following, {REPORT: ""}, then="last_year")

        assert typed(following, REPORT) == LAST_YEAR[REPORT]
        assert "空白栏全部取用" not in text(filer.get(url("report", following)))

    def test_a_line_of_the_header_is_replaced_by_its_own_button_alone(self, filer, following):
        page = text(filer.get(url("header", following)))

        response = post_cells(filer, following, {FILER: "李雷"}, then=f"last_year:{FILER}")

        assert "空白栏全部取用" not in page
        assert response.status_code == 302
        assert typed(following, FILER) == LAST_YEAR[FILER]

    def test_what_the_account_proposes_is_not_offered_again(self, filer, filing):
        file_last_year(filing, {FILER: "李雷"})

        assert BUTTON.format(FILER) not in text(filer.get(url("header", filing)))

    def test_a_text_too_long_is_shown_without_a_button(self, filer, unit, following):
        form = small_form(code="short", goals={"max_length": 5})
        short = make_evaluation(unit, project=following.project, cycle=following.cycle, form=form)

        page = text(filer.get(url("goals", short)))
        response = post_cells(filer, short, {GOAL: ""}, then=f"last_year:{GOAL}")

        assert "超过本栏字数，请复制后删减。" in page
        assert BUTTON.format(GOAL) not in page
        assert "空白栏全部取用" not in page
        assert "上年内容没有取用：最多填写5字" in text(filer.get(response.url))

    @pytest.mark.parametrize("asked", ["last_year:funds/total/executed", "last_year", "last_year:<b>"])
    def test_where_there_is_nothing_to_take_it_is_said(self, filer, following, asked):
        response = post_cells(filer, following, {"funds/total/executed": ""}, then=asked)

        assert response.status_code == 302
        assert "上年没有可以取用的内容。" in text(filer.get(response.url))
        assert typed(following, "funds/total/executed") == ""

    def test_a_reader_sees_the_mark_and_no_offer(self, filer, head, following):
        post_cells(filer, following, {GOAL: ""}, then=f"last_year:{GOAL}")

        page = text(head.get(url("goals", following)))
        report_page = text(head.get(url("report", following)))

        assert MARK in page
        assert "2020年度已报送过" not in page + report_page
        assert LAST_YEAR[REPORT] not in report_page

    def test_a_reader_who_asks_for_it_is_refused(self, head, following):
        response = post_cells(head, following, {GOAL: ""}, then=f"last_year:{GOAL}")

        assert response.status_code == 403
        assert typed(following, GOAL) == ""

    def test_a_filing_that_was_sent_meanwhile_is_left_alone(self, filer, following, monkeypatch):
        def after_it_was_sent(evaluation, refs, *, by):
            Evaluation.objects.filter(pk=evaluation.pk).update(status="in_review", step="unit_head")
            return take_last_year(evaluation, refs, by=by)

        monkeypatch.setattr(taking, "take_last_year", after_it_was_sent)
        response = post_cells(filer, following, {GOAL: ""}, then=f"last_year:{GOAL}")

        assert response.status_code == 409
        assert "上年内容没有取用" in text(response)

    def test_a_long_text_is_folded_and_shown_as_text(self, filer, filing):
        long = "<b>第一段</b>\n" + "第二段" * 30
        file_last_year(filing, {REPORT: long})

        page = text(filer.get(url("report", filing)))

        assert "<summary>上年内容</summary>" in page
        assert "&lt;b&gt;第一段&lt;/b&gt;<br>" in page

    def test_unchanged_words_are_found_by_the_checks(self, filer, following):
        post_cells(filer, following, {REPORT: ""}, then=f"last_year:{REPORT}")

        page = text(filer.get(url("check", following)))

        assert "自评报告“项目基本情况”取用上年内容后没有修改" in page


class TestRules:
    def test_each_row_says_how_it_is_scored(self, filer, head, filing):
        for client in (filer, head):
            page = text(client.get(url("indicators", filing)))

            assert "实际完成值≥指标值得满分50分；未达到的，按实际完成值÷指标值×50计分" in page
            assert "按达成情况在区间内评分：达成预期得32分（含）至40分（含）" in page

    def test_the_execution_rate_says_how_it_is_scored(self, filer, filing):
        page = text(filer.get(url("funds", filing)))

        assert page.count("评分规则") == 1
        assert "按全年执行数÷全年预算数×10计分，最多得10分" in page

    def test_a_form_without_scores_says_nothing(self, filer, unit):
        groups = [{"key": "quantity", "name": "数量指标"}]
        unscored = {**SMALL_FORM["indicators"], "scored": False, "groups": groups}
        filing = make_evaluation(unit, form=small_form(indicators=unscored, total_points=None, grading=None))

        assert "评分规则" not in text(filer.get(url("indicators", filing)))


class TestHelp:
    def test_examples_stand_where_a_deviation_is_explained(self, filer, head, filing):
        assert "“偏差原因分析及改进措施”怎样写（示例）" in text(filer.get(url("indicators", filing)))
        assert "怎样写（示例）" not in text(head.get(url("indicators", filing)))

    def test_the_words_of_the_notice_belong_to_the_field_of_the_section(self, filer, unit):
        part = {**SMALL_FORM["report"]["sections"][0], "guidance": "写明项目构成。"}
        filing = make_evaluation(unit, form=small_form(report={**SMALL_FORM["report"], "sections": [part]}))

        page = text(filer.get(url("report", filing)))

        assert 'aria-describedby="guide_report/s1"' in page
        assert re.search(r'id="guide_report/s1">\s*写明项目构成。', page)


def test_a_number_of_a_person_is_pointed_out_masked(filer, filing):
    post_cells(filer, filing, {REPORT: "联系人手机１３８００１３８０００。"})

    page = text(filer.get(url("check", filing)))

    assert "自评报告“项目基本情况”中可能有个人信息：手机号码138****8000。" in page
    assert f"{url('report', filing)}#id_{REPORT}" in page


class TestSecrecy:
    @pytest.mark.parametrize("name", [*TITLES, "overview", "check", "preview", "documents", "history"])
    def test_every_page_of_a_filing_carries_the_line_once(self, filer, filing, name):
        page = text(filer.get(url(name, filing)))

        assert page.count(SECRECY) == 1
        assert SECRECY in page.split("<footer")[1]

    def test_what_comes_back_refused_carries_it_too(self, filer, filing):
        assert SECRECY in text(post_cells(filer, filing, {"funds/total/executed": "两千"}))

    def test_the_paper_does_not(self, filled):
        form, picture = form_of(filled), snapshot(filled)

        sheet = render_to_string("documents/sheet.html", preview.table_context(form, picture))
        blocks = render_to_string("documents/blocks.html", preview.paper_context(form, picture))

        assert picture.identity.project_name in blocks + sheet
        assert "非涉密" not in blocks + sheet


@pytest.mark.parametrize("section", TITLES)
def test_a_page_asks_the_database_the_same_however_much_was_taken_over(filer, filing, section):
    file_last_year(filing)
    filer.get(url(section, filing))
    with CaptureQueriesContext(connection) as before:
        filer.get(url(section, filing))
    take_last_year(filing, map(CellRef.parse, LAST_YEAR), by=make_user(filing.unit, Membership.Role.FILER))

    with CaptureQueriesContext(connection) as after:
        filer.get(url(section, filing))

    assert (len(picture(filing).taken_over), len(after)) == (len(LAST_YEAR), len(before))
