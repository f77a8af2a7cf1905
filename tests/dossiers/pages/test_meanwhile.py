"""What a colleague did between opening a page and saving it: it is said, and no words are lost."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.exceptions import Stale
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.cells import save_cells
from evaluations.dossiers.services.checking import findings
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.views import checking, filling
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.posting import post_cells, text, typed, url
from tests.factories import fill_in

RATE = "funds/total/rate"
DOUBTFUL = {
    "indicators/r1/score": "45",
    "indicators/r1/note": "数据口径调整",
    "indicators/r2/score": "20",
    "indicators/r2/note": "资金到位较晚",
    "total/score": "75",
    "total/grade": "中",
}
OTHERS = {"indicators/r1/score": "44", "total/score": "74"}


def submit(evaluation, person):
    revision = Evaluation.objects.get(pk=evaluation.pk).revision
    make_move(evaluation, Action.SUBMIT, by=person, revision=revision, problems_reason="按原件")


class TestFillIn:
    """保存并填入计算值: what was typed is stored, then a colleague submits, then the values would follow."""

    @pytest.fixture
    def response(self, filer, filled, person, monkeypatch):
        def then_submitted(*given, **more):
            monkeypatch.setattr(filling, "save_cells", save_cells)
            saved = save_cells(*given, **more)
            submit(filled, person)
            return saved

        monkeypatch.setattr(filling, "save_cells", then_submitted)
        return post_cells(filer, filled, {RATE: "", "funds/total/adjusted": "201"}, then="fill")

    def test_it_is_told_and_what_was_typed_is_shown(self, response):
        assert response.status_code == 409
        assert "计算值没有填入" in text(response)
        assert 'value="201"' in text(response)

    def test_what_was_typed_is_kept_and_nothing_else(self, response, filled):
        assert (typed(filled, "funds/total/adjusted"), typed(filled, RATE)) == ("201", "")

    def test_the_refusal_is_on_the_record(self, response):
        assert AuditEvent.objects.get(result="refused").action == "save_funds"


class TestAnswers:
    @pytest.fixture
    def asked(self, filled, person):
        """Two rows whose scores the rule does not give: 需说明项."""
        fill_in(filled, person, DOUBTFUL)
        filled.refresh_from_db()
        return filled

    @pytest.fixture
    def marks(self, asked):
        """Those of the first row, then those of the second."""
        found = [one for one, _ in findings(asked) if one.severity == "must_explain"]
        return [one.fingerprint[:16] for one in sorted(found, key=lambda one: str(one.places[0]))]

    @pytest.fixture
    def given(self, marks):
        words = {f"{mark}-text": f"口径见附件{n}" for n, mark in enumerate(marks)}
        return {**words, **{f"{mark}-choice": "other" for mark in marks}}

    def test_an_answer_to_what_is_no_more_keeps_nothing_and_loses_no_words(self, filer, asked, given, person):
        fill_in(asked, person, OTHERS)

        response = filer.post(url("answers", asked), given)

        assert response.status_code == 409
        assert asked.answers.count() == 0
        assert all(words in text(response) for words in given.values())

    def test_what_still_stands_is_saved_from_the_page_that_said_so(self, filer, asked, given, marks, person):
        fill_in(asked, person, OTHERS)
        page = text(filer.post(url("answers", asked), given))

        assert f'name="{marks[1]}-text" value="口径见附件1"' in page
        assert f'name="{marks[0]}-text"' not in page
        assert "其他（请说明）：口径见附件0" in page

    def test_a_save_in_the_same_moment_shows_the_answers_again(self, filer, asked, given, monkeypatch):
        def overtaken(*given, **more):
            raise Stale

        monkeypatch.setattr(checking, "answer_all", overtaken)
        response = filer.post(url("answers", asked), given)

        assert response.status_code == 409
        assert 'value="口径见附件0"' in text(response)
        assert AuditEvent.objects.filter(result="refused", action="answers").exists()

    def test_after_a_submission_the_words_can_still_be_copied(self, filer, asked, given, person):
        choices = {name: "verified" for name in given if name.endswith("choice")}
        filer.post(url("answers", asked), choices)
        submit(asked, person)

        response = filer.post(url("answers", asked), given)

        assert response.status_code == 409
        assert "口径见附件1" in text(response)
