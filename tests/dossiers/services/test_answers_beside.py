"""An answer counts for every table of the unit and year that is asked the same about the same indicator."""

from __future__ import annotations

import pytest

from evaluations.dossiers import tasks  # noqa: F401  what a worker loads
from evaluations.dossiers.models import Evaluation, FindingAnswer
from evaluations.dossiers.services.answers import answer
from evaluations.dossiers.services.checking import check, findings, open_findings
from foundation.jobs import running
from foundation.jobs.models import Job
from tests.dossiers.lives import begin
from tests.dossiers.services.test_answers import WORDS
from tests.factories import fill_in, make_evaluation, make_project, make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    life = begin()
    fill_in(life.evaluation, life.people["filer"], WORDS)
    return life


@pytest.fixture
def other(life):
    """Another table of the unit, with the same indicator and the same words in it."""
    filing = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    fill_in(filing, life.people["filer"], WORDS)
    return Evaluation.objects.get(pk=filing.pk)


def explain(life, filing, choice="other_basis"):
    (finding,) = open_findings(filing)
    return answer(filing, finding.fingerprint, choice=choice, by=life.people["filer"])


def recounted(filing):
    """How many are open in a filing once the worker has done what it was asked for."""
    for job in Job.objects.filter(kind="recount"):
        running.run(job.pk)
    return Evaluation.objects.get(pk=filing.pk).must_explain


def test_the_same_question_is_answered_once(life, other):
    given = explain(life, life.evaluation)

    assert [answered for _, answered in findings(other) if answered] == [given]
    assert open_findings(other) == ()
    assert FindingAnswer.objects.count() == 1


def test_other_figures_and_other_indicators_are_other_questions(life, other):
    fill_in(other, life.people["filer"], {"indicators/r1/actual": "基本达成"})
    project = make_project(life.evaluation.unit, approved=False)
    make_target(project).rows.filter(key="r1").update(name="培训人数")
    third = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle, project=project)
    fill_in(third, life.people["filer"], WORDS)

    explain(life, life.evaluation)

    assert [len(open_findings(filing)) for filing in (other, third)] == [1, 1]


def test_another_unit_and_another_year_answer_for_themselves(life):
    elsewhere = begin()
    fill_in(elsewhere.evaluation, elsewhere.people["filer"], WORDS)

    explain(life, life.evaluation)

    assert len(open_findings(elsewhere.evaluation)) == 1


def test_the_tables_own_answer_comes_first(life, other):
    own = explain(life, other, choice="historical")
    Evaluation.objects.get(pk=life.evaluation.pk)
    FindingAnswer.objects.create(
        evaluation=life.evaluation,
        fingerprint=own.fingerprint,
        question=own.question,
        choice="verified",
        answered_by=life.people["filer"],
    )

    assert [answered.choice for _, answered in findings(other) if answered] == ["historical"]


def test_what_is_open_in_the_others_is_counted_anew(life, other):
    explain(life, life.evaluation)

    before = Evaluation.objects.get(pk=other.pk)

    assert (before.must_explain, recounted(other)) == (1, 0)
    assert Evaluation.objects.get(pk=other.pk).revision == before.revision


def test_nobody_else_open_asks_for_no_counting(life):
    explain(life, life.evaluation)

    assert not Job.objects.filter(kind="recount").exists()


def test_answers_about_a_filings_own_money_stay_its_own(life, other):
    spent = {"funds/total/executed": "150", "funds/own/executed": "150", "funds/total/rate": "75%"}
    for filing in (life.evaluation, other):
        fill_in(filing, life.people["filer"], spent)

    asked = [one for one, _ in check(other).found if one.asks and one.places[0].section != "indicators"]

    assert not any(one.question for one in asked)
