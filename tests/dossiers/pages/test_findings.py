"""What a finding offers on the page of the checks is taken over; what it asks is answered by a choice."""

from __future__ import annotations

import pytest

from tests.dossiers.pages.posting import submit, text, typed, url
from tests.factories import fill_in

BEYOND = {"indicators/r1/score": "60", "total/score": "110"}


class TestFillIn:
    """What a finding offers is taken over where it stands."""

    @pytest.fixture
    def wrong(self, filled, person):
        fill_in(filled, person, {"funds/total/rate": "51%"})
        return filled

    def test_a_finding_offers_what_is_computed(self, filer, wrong):
        page = text(filer.get(url("check", wrong)))

        assert 'value="take:funds/total/rate"' in page
        assert "按计算值填入 100.0%" in page
        assert 'id="fill_funds"' in page

    def test_it_is_taken_and_the_checks_are_shown_again(self, filer, wrong):
        response = filer.post(url("funds", wrong), {"then": "take:funds/total/rate", "back": "check"})

        assert response.url == url("check", wrong)
        assert typed(wrong, "funds/total/rate") == "100.0%"

    def test_a_page_of_empty_cells_is_filled_in_one_go(self, filer, wrong, person):
        fill_in(wrong, person, {"indicators/r1/score": "", "indicators/r2/score": ""})

        page = text(filer.get(url("check", wrong)))

        assert 'form="fill_indicators"' in page
        assert "填入绩效指标的计算值" in page

    def test_a_reader_is_offered_nothing(self, head, wrong):
        assert "take:" not in text(head.get(url("check", wrong)))


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

    def test_an_answer_is_counted(self, filer, asked, mark):
        self.answer(filer, asked, mark, choice="verified")

        page = text(filer.get(url("check", asked)))

        assert "需说明项1处（已说明1处）" in page
        assert "项待处理" not in page

    def test_answer_is_shown_to_reviewers(self, filer, head, asked, mark):
        self.answer(filer, asked, mark, choice="other", text="口径见附件")

        assert "说明：其他（请说明）。口径见附件" in text(head.get(url("check", asked)))
