"""需说明项 are answered by choice, for the finding as it stands."""

import pytest

from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Evaluation, FindingAnswer
from evaluations.dossiers.services import answers
from evaluations.dossiers.services.answers import GONE, NO_CHOICE, NO_WORDS, Given, answer, answer_all
from evaluations.dossiers.services.checking import check, open_findings
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin
from tests.factories import FILLED, fill_in

pytestmark = pytest.mark.django_db
WORDS = {
    **FILLED,
    "indicators/r1/actual": "部分达成预期",
    "indicators/r1/score": "35",
    "indicators/r1/note": "人员变动",
    "total/score": "85",
    "total/grade": "良",
}


@pytest.fixture
def life():
    """A filing with one 需说明项: words where a number is wanted."""
    life = begin()
    fill_in(life.evaluation, life.people["filer"], WORDS)
    life.evaluation.refresh_from_db()
    return life


@pytest.fixture
def mark(life) -> str:
    (finding,) = open_findings(life.evaluation)
    return finding.fingerprint


def test_an_answer_closes_the_finding(life, mark):
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])

    assert open_findings(life.evaluation) == ()
    life.evaluation.refresh_from_db()
    assert life.evaluation.must_explain == 0


def test_a_second_answer_replaces_the_first(life, mark):
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])
    answer(life.evaluation, mark, choice="other", text=" 见附件 ", by=life.people["filer"])

    kept = FindingAnswer.objects.get()
    assert (kept.choice, kept.text, kept.answered_by) == ("other", "见附件", life.people["filer"])


def test_the_same_answer_again_is_no_change(life, mark):
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])
    before = Evaluation.objects.get(pk=life.evaluation.pk).revision

    assert answer_all(life.evaluation, [Given(mark, "historical")], by=life.people["filer"]) == before


def test_other_figures_ask_anew(life, mark):
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])

    fill_in(life.evaluation, life.people["filer"], {"indicators/r1/actual": "未达成预期"})

    assert [given for finding, given in check(life.evaluation).found if finding.check == "C13"] == [None]


@pytest.mark.parametrize(
    ("choice", "text", "sentence"),
    [
        ("", "", NO_CHOICE),
        ("made up", "", NO_CHOICE),
        ("other", " ", NO_WORDS),
        ("verified", "长" * 501, "最多填写500字，现有501字，请删减1字后再保存。"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(life, mark, choice, text, sentence):
    with pytest.raises(NotAllowed) as refusal:
        answer(life.evaluation, mark, choice=choice, text=text, by=life.people["filer"])

    assert (refusal.value.sentence, refusal.value.http_status) == (sentence, 422)
    assert not FindingAnswer.objects.exists()


def test_an_answer_to_nothing_is_refused_and_takes_the_others_along(life, mark):
    given = [Given(mark, "historical"), Given("0" * 32, "historical")]

    with pytest.raises(NotAllowed) as refusal:
        answer_all(life.evaluation, given, by=life.people["filer"])

    assert refusal.value.sentence == GONE
    assert not FindingAnswer.objects.exists()


@pytest.mark.parametrize("who", ["unit_head", "administrator"])
def test_only_the_filer_answers(life, mark, who):
    with pytest.raises(NotAllowed) as refusal:
        answer(life.evaluation, mark, choice="historical", by=life.people[who])

    assert refusal.value.http_status == 403


def test_nothing_is_answered_after_submission(life, mark):
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])
    life.evaluation.refresh_from_db()
    life.to()

    with pytest.raises(NotAllowed) as refusal:
        answer(life.evaluation, mark, choice="verified", by=life.people["filer"])

    assert refusal.value.http_status == 409


def test_an_answer_in_the_moment_of_another_save_is_told(life, mark, monkeypatch):
    monkeypatch.setattr(answers, "compare_and_set", lambda seen: False)

    with pytest.raises(Stale):
        answer(life.evaluation, mark, choice="historical", by=life.people["filer"])


def test_an_answer_is_on_the_record(life, mark):
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])

    assert AuditEvent.objects.get(action="说明").detail == {"说明": [[mark, "historical", ""]]}
