"""What is found in the words of the report: told below the text, may be answered, stops nobody."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.dossiers.models import Evaluation, FindingAnswer
from evaluations.dossiers.services.answers import answer
from evaluations.dossiers.services.checking import findings
from tests.dossiers.pages.posting import autosave, submit, text, url
from tests.dossiers.pages.test_panel import panel_of
from tests.factories import FILLED, SMALL_FORM, fill_in, make_evaluation, make_project, small_form

REPORT = "report/s1"
WRONG = "<b>费用200万元，报销100万元，报销比例51%。"
ROUNDED = "费用300万元，报销200万元，报销比例66.66%。"
MARKED = '<mark class="claimed">51%</mark>'


def said(filing, words=WRONG):
    """The finding about these words and its answer."""
    return next(one for one in findings(filing) if one[0].is_in_prose)


@pytest.fixture
def wrong(filled, person) -> Evaluation:
    fill_in(filled, person, {REPORT: WRONG})
    return Evaluation.objects.get(pk=filled.pk)


@pytest.fixture
def answered(wrong, person) -> Evaluation:
    answer(wrong, said(wrong)[0].fingerprint, choice="other_basis", text="含上年", by=person)
    return Evaluation.objects.get(pk=wrong.pk)


class TestBelowTheText:
    def test_the_sentence_is_quoted_with_the_figure_underlined(self, filer, wrong):
        page = text(filer.get(url("report", wrong)))

        assert f"报销比例{MARKED}。</blockquote>" in page
        assert '<span class="compared">200万元</span>' in page

    def test_what_was_typed_is_no_markup(self, filer, wrong):
        page = text(filer.get(url("report", wrong)))

        assert "&lt;b&gt;费用" in page
        assert "<b>费用" not in page

    def test_it_says_which_words_are_meant(self, filer, wrong):
        page = " ".join(text(filer.get(url("report", wrong))).split())

        assert f'data-words="{REPORT}" data-from="0" data-to="{len(WRONG)}"' in page

    def test_the_way_to_the_text_and_to_the_answer_is_a_link(self, filer, wrong):
        below = text(filer.get(url("report", wrong))).split('class="link-list"')[1].split("</p>")[0]

        assert f'href="#id_{REPORT}"' in below
        assert f'href="{url("check", wrong)}"' in below

    def test_an_answer_is_shown_and_not_asked_for_again(self, filer, answered):
        page = text(filer.get(url("report", answered)))

        assert "说明：统计口径不同。含上年" in page
        assert "数字无误的，请到" not in page

    def test_a_reader_sees_it_and_is_asked_nothing(self, head, wrong):
        page = text(head.get(url("report", wrong)))

        assert MARKED in page
        assert "数字无误的，请到" not in page

    def test_a_rounding_is_a_hint_to_nobody_to_answer(self, filer, wrong, person):
        fill_in(wrong, person, {REPORT: ROUNDED})

        page = " ".join(text(filer.get(url("report", wrong))).split())

        assert '<li class="finding finding-hint" id="said_' in page
        assert "数字无误的，请到" not in page

    def test_a_figure_as_in_the_table_leads_to_its_cell(self, filer, wrong, person):
        fill_in(wrong, person, {REPORT: f"年度资金总额全年预算数200万元，全年执行数200万元。{WRONG}"})

        below = text(filer.get(url("report", wrong))).split('class="agreeing"')[1].split("</p>")[0]

        assert f'href="{url("funds", wrong)}#id_funds/total/executed"' in below
        assert '<span class="agrees">200万元</span>' in below

    def test_nothing_found_says_nothing(self, filer, filled):
        assert f'<div data-said="{REPORT}"></div>' in text(filer.get(url("report", filled)))

    def test_an_autosave_tells_it_anew(self, filer, filled):
        told = autosave(filer, filled, {REPORT: WRONG}, section="report").json()

        assert MARKED in told["said"][REPORT]

    def test_an_autosave_of_another_page_does_not(self, filer, wrong):
        told = autosave(filer, wrong, {"header/filer": "李雷雷"}, section="header").json()

        assert told["said"] == {}


class TestCounts:
    def test_the_panel_counts_it_apart(self, filer, wrong):
        panel = panel_of(text(filer.get(url("funds", wrong))))

        assert "<span >文中需说明1处，不影响报送</span>" in panel
        assert "<span >需说明项0处</span>" in panel

    def test_the_panel_leads_to_the_words(self, filer, wrong):
        panel = panel_of(text(filer.get(url("funds", wrong))))

        assert f'href="{url("report", wrong)}#said_' in panel

    def test_the_page_of_the_checks_counts_what_was_answered(self, filer, answered):
        assert "文中需说明1处（已说明1处），不影响报送" in text(filer.get(url("check", answered)))

    def test_without_it_nothing_is_said_of_prose(self, filer, filled):
        assert "文中需说明" not in text(filer.get(url("check", filled)))


class TestAnswers:
    def test_it_is_answered_by_choice(self, filer, wrong):
        mark = said(wrong)[0].fingerprint[:16]

        filer.post(url("answers", wrong), {f"{mark}-choice": "verified", f"{mark}-text": ""})

        assert said(wrong)[1].choice == "verified"

    def test_the_same_claim_twice_is_asked_once(self, filer, wrong, person):
        fill_in(wrong, person, {REPORT: f"{WRONG}{WRONG}"})

        page = text(filer.get(url("check", wrong)))

        assert page.count(MARKED) == 2
        assert page.count('name="' + said(wrong)[0].fingerprint[:16] + "-choice") == 1

    def test_it_is_answered_once_for_all_tables_of_the_unit_and_year(self, answered, person, unit):
        other = make_evaluation(unit, cycle=answered.cycle, project=make_project(unit))

        fill_in(other, person, {REPORT: WRONG})

        assert said(other)[1].text == "含上年"

    @pytest.mark.parametrize("beside", ["year", "unit"])
    def test_but_not_for_those_of(self, answered, person, unit, beside):
        from tests.factories import make_cycle, make_unit, make_user

        if beside == "year":
            other, by = make_evaluation(unit, cycle=make_cycle(answered.cycle.bureau)), person
        else:
            other = make_evaluation(make_unit())
            by = make_user(other.unit, "filer")

        fill_in(other, by, {REPORT: WRONG})

        assert said(other)[1] is None

    def test_unanswered_goes_along_and_says_so_before(self, filer, wrong):
        page = text(filer.get(url("check", wrong)))
        response = submit(filer, wrong)

        assert "文中需说明还有1处未说明，不影响送审" in page
        assert response.status_code == 302


class TestReviewer:
    def test_sees_what_was_not_answered_first(self, filer, head, wrong, person):
        fill_in(wrong, person, {"funds/total/score": "9"})
        submit(filer, wrong, with_problems="on", problems_reason="待财政确认")

        filed = text(head.get(url("overview", wrong))).split("本次为带问题报送")[1]

        assert filed.index("待财政确认") < filed.index("未说明</span>") < filed.index("必改项</span>")
        assert MARKED in filed

    def test_sees_an_answer_after_what_must_be_mended(self, filer, head, answered, person):
        fill_in(answered, person, {"funds/total/score": "9"})
        submit(filer, answered, with_problems="on", problems_reason="待财政确认")

        filed = text(head.get(url("overview", answered))).split("本次为带问题报送")[1]

        assert "未说明</span>" not in filed
        assert filed.index("必改项</span>") < filed.index("说明：统计口径不同。含上年")

    def test_an_earlier_submission_is_quoted_as_it_was(self, filer, head, wrong, person):
        submit(filer, wrong)
        wrong.refresh_from_db()
        filer.post(url("move", wrong, "withdraw"), {"revision": wrong.revision})
        fill_in(wrong, person, {REPORT: "已改。"})

        assert MARKED in text(head.get(url("submission", wrong, 1)))


@pytest.mark.parametrize("page", ["report", "check", "overview"])
def test_thirty_ask_the_database_as_often_as_one(filer, unit, person, page):
    sections = [{"key": f"s{n}", "heading": "绩效", "max_length": 200} for n in range(1, 31)]
    form = small_form(report={**SMALL_FORM["report"], "sections": sections})
    counts = []
    for wrong in (1, 30):
        filing = make_evaluation(unit, form=form)
        told = {f"report/s{n}": WRONG if n <= wrong else "平稳。" for n in range(1, 31)}
        fill_in(filing, person, {**FILLED, **told})
        assert sum(one.is_in_prose for one, _ in findings(filing)) == wrong
        filer.get(url(page, filing))
        with CaptureQueriesContext(connection) as asked:
            filer.get(url(page, filing))
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert FindingAnswer.objects.count() == 0
