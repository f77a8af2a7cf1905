"""校验与报送: the findings, the answers, the submission and what stops it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from accounts.models import Membership
from evaluations.dossiers.models import Evaluation, Submission
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import post_cells, submit, text, url
from tests.factories import fill_in, make_evaluation, make_user, small_form

BEYOND = {"indicators/r1/score": "60", "total/score": "110"}


def test_clean_filing_is_submitted(filer, filled):
    response = submit(filer, filled)

    filled.refresh_from_db()
    assert response.url == url("overview", filled)
    assert (filled.status, filled.step) == ("in_review", "unit_head")


def test_second_click_finds_it_done(filer, filled):
    revision = filled.revision

    first = submit(filer, filled)
    second = filer.post(url("submit", filled), {"revision": revision})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "不能送审" in text(second)
    assert Submission.objects.count() == 1


def test_stale_revision_is_refused(filer, filled):
    response = filer.post(url("submit", filled), {"revision": filled.revision - 1})

    assert response.status_code == 409
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"indicators/r1/score": "60", "total/score": "110"}, "得分填列60分"),
        ({"total/score": "99"}, "99"),
        ({"indicators/r1/score": "40", "total/score": "90"}, "说明原因"),
    ],
    ids=["score above points", "total is no sum", "required reason missing"],
)
def test_open_must_fix_stops_the_submission(filer, filled, person, typed, words):
    fill_in(filled, person, typed)

    response = submit(filer, filled)

    assert response.status_code == 422
    assert words in text(response)
    assert Submission.objects.count() == 0


def test_filing_with_problems_needs_a_reason(filer, filled, person):
    fill_in(filled, person, BEYOND)

    response = submit(filer, filled, with_problems="on")

    assert response.status_code == 422
    assert "带问题报送须填写理由" in text(response)


def test_reason_alone_does_not_file_with_problems(filer, filled, person):
    fill_in(filled, person, BEYOND)

    response = submit(filer, filled, problems_reason="按原件")

    assert response.status_code == 422
    assert "按原件" in text(response)


def test_filing_with_problems_and_a_reason_goes(filer, filled, person):
    fill_in(filled, person, BEYOND)

    response = submit(filer, filled, with_problems="on", problems_reason="按原件")

    assert response.status_code == 302
    assert Submission.objects.get().problems_reason == "按原件"


def test_year_may_forbid_filing_with_problems(filer, filled, person):
    fill_in(filled, person, BEYOND)
    type(filled.cycle).objects.filter(pk=filled.cycle_id).update(may_file_with_problems=False)

    response = submit(filer, filled, with_problems="on", problems_reason="按原件")

    assert response.status_code == 422
    assert "本年度不允许带问题报送" in text(response)


def test_findings_lead_to_their_cells(filer, filled, person):
    fill_in(filled, person, BEYOND)

    page = text(filer.get(url("check", filled)))

    assert f'href="{url("indicators", filled)}#id_indicators/r1/score"' in page


class TestBlank:
    """A filing just begun: what is empty must not bury what is wrong."""

    def test_empty_cells_of_a_page_are_told_in_one_line(self, filer, filing):
        page = text(filer.get(url("check", filing)))

        assert page.count("未填，请补充。") == 2
        assert re.search(r"绩效指标还有\d+处未填，请补充。", page)
        assert f'href="{url("indicators", filing)}#id_indicators/r2/actual"' in page

    def test_a_single_empty_cell_says_its_own_sentence(self, filer, filing):
        page = text(filer.get(url("check", filing)))

        assert "填报人未填写，请补充。" in page
        assert "基本信息还有" not in page

    def test_real_findings_stand_before_empty_cells(self, filer, filing, person):
        fill_in(filing, person, {"funds/total/adjusted": "100", "funds/total/executed": "50"})
        fill_in(filing, person, {"funds/total/rate": "40%"})

        page = text(filer.get(url("check", filing)))

        assert page.index("执行率填列40%") < page.index("绩效指标还有")

    def test_head_and_strip_count_the_same(self, filer, filing):
        page = text(filer.get(url("check", filing)))

        (waiting,) = re.findall(r"(\d+)项待处理", page)
        assert f"必改项{waiting}处" in page

    @pytest.mark.parametrize("name", ["header", "funds", "indicators", "report"])
    def test_every_page_counts_as_the_checks_do_from_the_first_day(self, filer, filing, name):
        (waiting,) = re.findall(r"\d+项待处理", text(filer.get(url("check", filing))))

        assert waiting in text(filer.get(url(name, filing)))
        assert f"必改{waiting.removesuffix('待处理')}" in text(filer.get("/filings/"))

    @pytest.mark.parametrize(
        ("status", "step", "note"),
        [
            ("approved", "", "带问题3项"),
            ("in_review", "unit_head", "带问题3项"),
            ("returned", "", "3项待处理"),
        ],
    )
    def test_what_was_filed_waits_for_nobody(self, filer, filled, status, step, note):
        Evaluation.objects.filter(pk=filled.pk).update(status=status, step=step, must_fix=3)

        assert f'<span class="step-state">{note}</span>' in text(filer.get(url("funds", filled)))

    def test_a_filing_without_rows_opens_too(self, filer, filing):
        filing.lines.all().delete()

        assert "请联系财政局绩效股处理" in text(filer.get(url("check", filing)))

    def test_a_filing_left_out_of_the_year_asks_for_nothing(self, filer, filing):
        Evaluation.objects.filter(pk=filing.pk).update(status="exempt")

        assert "待处理" not in text(filer.get(url("funds", filing)))
        assert "必改项" not in text(filer.get(url("overview", filing)))

    def test_what_is_missing_on_the_pages_is_what_is_told(self, filer, filing):
        page = text(filer.get(url("check", filing)))
        (missing,) = re.findall(r"绩效指标</a>\s*<span class=\"step-state\">缺(\d+)项", page)

        (told,) = re.findall(r"绩效指标还有(\d+)处未填", page)
        assert int(told) + page.count("总分栏未填列") == int(missing)


def test_unit_head_cannot_submit(head, filled):
    response = submit(head, filled)

    assert response.status_code == 403


def test_withdrawn_filing_can_be_filled_in_again(filer, filled):
    submit(filer, filled)
    filled.refresh_from_db()

    filer.post(url("move", filled, "withdraw"), {"revision": filled.revision})
    response = post_cells(filer, filled, {"header/filer": "韩梅"})

    assert response.status_code == 302


def test_returned_filing_is_not_submitted_unchanged(filer, head, filled):
    submit(filer, filled)
    filled.refresh_from_db()
    head.post(url("move", filled, "return"), {"revision": filled.revision, "reason": "请核对"})

    response = submit(filer, filled)

    assert response.status_code == 422
    assert "退回后尚未作任何修改" in text(response)


def test_finding_of_the_form_is_left_to_the_administrator(filer, unit):
    form = small_form(total_points=Decimal(101))
    evaluation = make_evaluation(unit, form=form)

    page = text(filer.get(url("check", evaluation)))

    assert "请联系财政局绩效股处理，不影响您送审。" in page
    assert "另有1处由财政局处理" in page


class TestWithProblems:
    """带问题报送: whoever decides sees the reason, the findings and the answers first."""

    @pytest.fixture
    def filed(self, filer, filled, person):
        fill_in(filled, person, BEYOND)
        submit(filer, filled, with_problems="on", problems_reason="按原件")
        return filled

    def test_the_reviewer_sees_them_above_the_decision(self, head, filed):
        page = text(head.get(url("overview", filed)))

        assert page.index("本次为带问题报送。") < page.index("得分填列60分") < page.index("下一步")

    def test_the_record_keeps_the_reason_at_its_submission(self, head, filed):
        assert "带问题报送：按原件" in text(head.get(url("overview", filed)))

    def test_the_checks_say_it_too(self, head, filed):
        assert "本次为带问题报送。" in text(head.get(url("check", filed)))

    def test_the_submission_shows_what_it_was_filed_with(self, head, filed):
        page = text(head.get(url("submission", filed, 1)))

        assert "第1次报送稿的校验结果和说明" in page
        assert "得分填列60分" in page


class TestNotice:
    """Above a closed page stands what its reader can do."""

    def test_the_filer_is_told_to_withdraw(self, filer, filled):
        submit(filer, filled)

        assert "请先撤回送审或联系审核人员退回" in text(filer.get(url("funds", filled)))

    def test_who_decides_is_told_to_return(self, filer, head, filled):
        submit(filer, filled)

        page = text(head.get(url("funds", filled)))

        assert "写明原因后退回修改" in page
        assert "请先撤回送审" not in page

    def test_who_only_reads_is_told_where_it_stands(self, filer, filled, unit):
        submit(filer, filled)
        auditor = signed_in(make_user(unit.parent.parent, Membership.Role.AUDITOR))

        assert "您可以查看，不能修改。" in text(auditor.get(url("funds", filled)))
