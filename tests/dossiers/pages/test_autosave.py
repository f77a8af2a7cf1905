"""Autosave: each cell is stored or told for itself, and all that follows from it comes along (D10, D14)."""

from __future__ import annotations

import pytest

from accounts.models import Membership
from core.workflow import Action
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.moves import make_move
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import autosave, typed, url
from tests.factories import fill_in, make_evaluation, make_unit, make_user, small_form

EXECUTED, ADJUSTED = "funds/total/executed", "funds/total/adjusted"
RATE, SCORE = "funds/total/rate", "funds/total/score"


class TestStoring:
    def test_what_was_typed_is_stored_and_the_time_said(self, filer, filing):
        response = autosave(filer, filing, {EXECUTED: "701.23"})

        assert response.status_code == 200
        assert response.json()["words"].startswith("已保存 ")
        assert typed(filing, EXECUTED) == "701.23"

    def test_the_page_hears_the_new_revision(self, filer, filing):
        response = autosave(filer, filing, {EXECUTED: "701.23"})

        assert response.json()["revision"] == Evaluation.objects.get(pk=filing.pk).revision

    def test_nothing_new_is_no_save(self, filer, filing):
        before = Evaluation.objects.get(pk=filing.pk).revision

        response = autosave(filer, filing, {EXECUTED: ""})

        assert response.status_code == 200
        assert Evaluation.objects.get(pk=filing.pk).revision == before

    def test_a_refused_cell_keeps_no_other_from_being_stored(self, filer, filing):
        response = autosave(filer, filing, {EXECUTED: "2000万", ADJUSTED: "200"})

        assert response.status_code == 422
        assert "请改为2000.00" in response.json()["trouble"][EXECUTED]["html"]
        assert (typed(filing, EXECUTED), typed(filing, ADJUSTED)) == ("", "200")

    def test_each_save_is_on_the_record_with_its_cells(self, filer, filing):
        autosave(filer, filing, {EXECUTED: "100"})
        autosave(filer, filing, {ADJUSTED: "200", EXECUTED: "101"})

        told = [set(event.detail["栏目"]) for event in AuditEvent.objects.filter(action="填写")]
        assert told == [{EXECUTED}, {ADJUSTED, EXECUTED}]

    def test_a_cell_of_another_page_is_not_taken(self, filer, filing):
        response = autosave(filer, filing, {"goals/1/actual": "完成", EXECUTED: "1"})

        assert response.status_code == 422
        assert "「goals/1/actual」" in response.json()["words"]
        assert typed(filing, EXECUTED) == ""

    def test_dangerous_text_comes_back_as_text(self, filer, filing):
        response = autosave(filer, filing, {EXECUTED: "<img src=x>"})

        assert "&lt;img" in response.json()["trouble"][EXECUTED]["html"]
        assert "<img" not in response.json()["trouble"][EXECUTED]["html"]


class TestConflict:
    @pytest.fixture
    def changed(self, filing, unit):
        """A colleague wrote 100 into a cell that was empty when the page was drawn."""
        fill_in(filing, make_user(unit, Membership.Role.FILER, full_name="王小明"), {EXECUTED: "100"})
        return filing

    def test_both_texts_are_told_with_who_and_when(self, filer, changed):
        response = autosave(filer, changed, {EXECUTED: "200"}, seen="")

        trouble = response.json()["trouble"][EXECUTED]
        assert response.status_code == 409
        assert trouble["theirs"] == "100"
        assert "王小明已于" in trouble["html"]
        assert typed(changed, EXECUTED) == "100"

    def test_another_cell_is_stored_all_the_same(self, filer, changed):
        autosave(filer, changed, {EXECUTED: "200", ADJUSTED: "300"}, seen="")

        assert typed(changed, ADJUSTED) == "300"

    def test_a_page_that_heard_of_everything_is_told_no_texts(self, filer, changed):
        assert "texts" not in autosave(filer, changed, {ADJUSTED: "300"}).json()

    def test_what_others_wrote_meanwhile_is_told(self, filer, changed):
        response = autosave(filer, changed, {ADJUSTED: "300"}, revision="0")

        told = response.json()["texts"]
        assert (told[EXECUTED]["text"], told[EXECUTED]["by"]) == ("100", "王小明")

    def test_no_texts_of_other_pages_are_told(self, filer, changed, person):
        fill_in(changed, person, {"goals/1/actual": "完成"})

        response = autosave(filer, changed, {ADJUSTED: "300"}, revision="0")

        assert "goals/1/actual" not in response.json()["texts"]


class TestWhatFollows:
    """Changing an amount changes rate, score and total: offers, panel and steps come along."""

    @pytest.fixture
    def answer(self, filer, filing, person):
        fill_in(filing, person, {ADJUSTED: "200", RATE: "51%"})
        return autosave(filer, filing, {EXECUTED: "100"}).json()

    def test_the_offer_of_a_dependent_cell_is_told(self, answer):
        assert "与计算值不同" in answer["offers"][RATE]
        assert "100.00 ÷ 200.00 = 50.0%" in answer["offers"][RATE]
        assert "计算值 <b" in answer["offers"][SCORE]

    def test_a_cell_that_nothing_is_computed_for_has_no_offer(self, answer):
        assert EXECUTED not in answer["offers"]

    def test_what_is_lacking_is_told(self, answer):
        assert SCORE in answer["lacking"]
        assert EXECUTED not in answer["lacking"]

    def test_the_panel_shows_rate_and_working(self, answer):
        assert "50.0%" in answer["parts"]["live-figures"]
        assert "100.00 ÷ 200.00 × 10 = 5" in answer["parts"]["live-body"]

    def test_the_steps_count_what_each_page_lacks(self, answer):
        assert "缺1项" in answer["parts"]["section-steps"]

    def test_the_reason_for_another_score_is_asked(self, filer, filing, person):
        fill_in(filing, person, {"indicators/r1/actual": "100人"})

        answer = autosave(filer, filing, {"indicators/r1/score": "49"}, section="indicators").json()

        assert answer["asking"] == ["indicators/r1/score_reason"]


class TestFillingIn:
    def test_one_computed_value_is_taken(self, filer, filing, person):
        fill_in(filing, person, {ADJUSTED: "200", RATE: "51%"})

        response = autosave(filer, filing, {EXECUTED: "100"}, then=f"take:{RATE}")

        assert typed(filing, RATE) == response.json()["texts"][RATE]["text"] == "50.0%"
        assert filing.cells.get(ref=RATE).source == Cell.Source.COMPUTED

    def test_all_empty_cells_are_filled_in_and_counted(self, filer, filing):
        response = autosave(filer, filing, {ADJUSTED: "200", EXECUTED: "100"}, then="fill")

        assert "填入计算值" in response.json()["words"]
        assert (typed(filing, RATE), typed(filing, SCORE)) == ("50.0%", "5")

    def test_nothing_is_filled_in_while_a_cell_is_refused(self, filer, filing):
        autosave(filer, filing, {ADJUSTED: "200", EXECUTED: "一百"}, then="fill")

        assert typed(filing, RATE) == ""


class TestRefusals:
    def test_reader_is_refused_and_the_refusal_logged(self, head, filing):
        response = autosave(head, filing, {EXECUTED: "1"})

        assert response.status_code == 403
        assert response.json()["words"] == "本表由填报单位的填报人填写，您可以查看，不能修改。"
        assert response.json()["closed"] is True
        assert AuditEvent.objects.filter(action="save_funds", result="refused").count() == 1

    def test_a_filing_that_was_sent_meanwhile_takes_nothing(self, filer, filled, person):
        make_move(filled, Action.SUBMIT, by=person, revision=filled.revision)

        response = autosave(filer, filled, {EXECUTED: "1"})

        assert response.status_code == 409
        assert "内容不能修改" in response.json()["words"]
        assert typed(filled, EXECUTED) == "200"

    def test_what_another_person_typed_is_not_stored_under_this_name(self, filer, filing, unit):
        colleague = make_user(unit, Membership.Role.FILER)

        response = autosave(filer, filing, {EXECUTED: "1"}, user=str(colleague.pk))

        assert response.status_code == 403
        assert "不是填写这些内容的人" in response.json()["words"]
        assert typed(filing, EXECUTED) == ""

    def test_the_persons_own_is(self, filer, filing, person):
        assert autosave(filer, filing, {EXECUTED: "1"}, user=str(person.pk)).status_code == 200

    def test_stranger_finds_nothing(self, filing):
        stranger = signed_in(make_user(make_unit(), Membership.Role.FILER))

        assert autosave(stranger, filing, {EXECUTED: "1"}).status_code == 404

    def test_a_page_that_the_form_lacks_is_not_found(self, filer, unit):
        filing = make_evaluation(unit, form=small_form(funds=None))

        assert autosave(filer, filing, {}, section="funds").status_code == 404
        assert autosave(filer, filing, {}, section="anything").status_code == 404

    def test_reading_is_no_way_to_save(self, filer, filing):
        assert filer.get(url("autosave", filing, "funds")).status_code == 405


def test_what_the_person_wrote_is_told_without_a_name(filer, filing, person):
    fill_in(filing, person, {EXECUTED: "100"})

    response = autosave(filer, filing, {ADJUSTED: "300"}, revision="0")

    assert response.json()["texts"][EXECUTED]["by"] == ""
