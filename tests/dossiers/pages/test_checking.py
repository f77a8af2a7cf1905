"""校验与报送: the findings, the answers, the submission and what stops it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evaluations.dossiers.models import Submission
from tests.dossiers.pages.posting import post_cells, text, url
from tests.factories import fill_in, make_evaluation, small_form

BEYOND = {"indicators/r1/score": "60", "total/score": "110"}


def submit(client, evaluation, **given):
    evaluation.refresh_from_db()
    return client.post(url("submit", evaluation), {"revision": evaluation.revision, **given})


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


class TestAnswers:
    @pytest.fixture
    def asked(self, filled, person):
        """A score that the rule does not give: 需说明项."""
        typed = {
            "indicators/r1/score": "45",
            "indicators/r1/note": "数据口径调整",
            "total/score": "95",
        }
        fill_in(filled, person, typed)
        filled.refresh_from_db()
        return filled

    @pytest.fixture
    def mark(self, asked):
        from evaluations.dossiers.services.checking import findings

        return next(one.fingerprint for one, _ in findings(asked) if one.severity == "must_explain")

    def answer(self, client, evaluation, mark, **given):
        return client.post(
            url("answers", evaluation), {f"{mark[:16]}-{name}": value for name, value in given.items()}
        )

    def test_unanswered_stops_the_submission(self, filer, asked, mark):
        response = submit(filer, asked)

        assert response.status_code == 422
        assert "还有1处需说明项未说明" in text(response)

    def test_answered_goes(self, filer, asked, mark):
        answered = self.answer(filer, asked, mark, choice="verified")

        response = submit(filer, asked)

        assert (answered.status_code, response.status_code) == (302, 302)

    def test_other_needs_words_and_keeps_the_choice(self, filer, asked, mark):
        response = self.answer(filer, asked, mark, choice="other")

        assert response.status_code == 422
        assert "请填写补充说明" in text(response)
        assert '<option value="other" selected>' in text(response)

    def test_words_without_a_choice_are_kept_and_asked_about(self, filer, asked, mark):
        response = self.answer(filer, asked, mark, text="口径见附件")

        assert response.status_code == 422
        assert "口径见附件" in text(response)

    def test_what_is_left_open_stays_open(self, filer, asked, mark):
        response = self.answer(filer, asked, mark, choice="")

        assert response.status_code == 302
        assert asked.answers.count() == 0

    def test_too_many_words_are_refused(self, filer, asked, mark):
        response = self.answer(filer, asked, mark, choice="other", text="长" * 501)

        assert response.status_code == 422
        assert "补充说明最多500字" in text(response)

    def test_unit_head_does_not_answer(self, head, asked, mark):
        response = self.answer(head, asked, mark, choice="verified")

        assert response.status_code == 403
        assert asked.answers.count() == 0

    def test_answer_is_shown_to_reviewers(self, filer, head, asked, mark):
        self.answer(filer, asked, mark, choice="other", text="口径见附件")

        assert "说明：其他（请说明）。口径见附件" in text(head.get(url("check", asked)))


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

    assert "由系统管理员处理，不影响送审。" in page
