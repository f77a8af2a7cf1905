"""A form tried on filings: asked for on a page, done by a worker, read, taken along; nothing is changed."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.dossiers.models import Cell, Evaluation, Move
from evaluations.trials import queries, tasks
from evaluations.trials.models import Trial
from evaluations.trials.results import results_of
from evaluations.trials.services import ask, work
from foundation.audit.models import AuditEvent
from foundation.jobs import running
from foundation.jobs.models import Job
from indicators import drafts
from tests.dossiers.consolidated import issue_one
from tests.factories import Role, make_bureau, make_evaluation, make_user, small_form
from tests.trials.trials import filed, more, stricter, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    return filed()


@pytest.fixture
def desk(client, life):
    client.force_login(life.people["administrator"])
    return client


@pytest.fixture
def draft(life):
    return stricter()


def chosen(desk, draft, *filings):
    return desk.post(reverse("form_trial", args=[draft.pk]), {"filing": [one.pk for one in filings]})


def asked(life, draft):
    administrator = life.people["administrator"]
    bureau = life.evaluation.unit.parent.parent
    offered = queries.filings_for(draft, bureau, administrator)
    return ask(draft, list(offered), bureau=bureau, by=administrator)


def everything(evaluation):
    return (
        Evaluation.objects.values().get(pk=evaluation.pk),
        list(Cell.objects.filter(evaluation=evaluation).order_by("ref").values()),
        Move.objects.count(),
        evaluation.submissions.get().frozen.body,
    )


def test_what_was_filed_on_any_version_of_the_form_is_offered(desk, life, draft):
    cycle = life.evaluation.cycle
    make_evaluation(life.evaluation.unit, cycle=cycle)

    offered = desk.get(reverse("form_trial", args=[draft.pk])).context["offered"]

    assert offered == [life.evaluation]


def test_what_one_unit_filed_of_a_consolidated_filing_is_not_tried(draft):
    one = issue_one()
    one.approve("east")
    bureau = one.whole.unit.parent.parent

    assert not queries.filings_for(draft, bureau, one.people["administrator"])


def test_a_form_on_which_nothing_was_filed_says_so(desk, life):
    other = stricter(code="another")

    assert "暂时不能试算" in desk.get(reverse("form_trial", args=[other.pk])).text


def test_whoever_chooses_nothing_is_told(desk, draft):
    page = chosen(desk, draft)

    assert (page.status_code, "请至少选择一份填报" in page.text) == (422, True)
    assert not Trial.objects.exists()


def test_a_trial_is_asked_for_done_by_a_worker_and_read(desk, life, draft):
    before = everything(life.evaluation)

    page = chosen(desk, draft, life.evaluation)
    waiting = desk.get(page.url)
    job = worked()
    told = desk.get(page.url)

    assert "已算0份，共1份" in waiting.text
    assert 'hx-trigger="every 2s"' in waiting.text
    assert job.state == Job.State.DONE
    assert "共1份，其中1份的得分、总分或等级会有变化" in told.text
    assert "hx-trigger" not in told.text
    assert "预算执行率" in told.text
    (change,) = Trial.objects.get().filings.get().result["changes"]
    assert change["before_working"] != change["after_working"]
    assert change["before_working"] in told.text
    assert change["after_working"] in told.text
    assert everything(life.evaluation) == before
    assert AuditEvent.objects.filter(action="试算表样").exists()


def test_how_far_it_is_is_told_without_the_rest_of_the_page(desk, life, draft):
    trial = asked(life, draft)
    url = reverse("trial_progress", args=[trial.pk])

    assert "正在试算" in desk.get(url).text
    worked()
    assert "试算完成" in desk.get(url).text
    assert "<html" not in desk.get(url).text
    assert Trial.objects.get().done == 1


def test_the_result_is_taken_along_as_a_workbook(desk, life, draft):
    url = reverse("trial_workbook", args=[asked(life, draft).pk])

    assert desk.get(url).status_code == 404
    worked()
    book = openpyxl.load_workbook(BytesIO(desk.get(url).content))

    assert book["得分变化"]["B2"].value == "预算执行率"
    assert [cell.value for cell in book["得分变化"][2]][2:4] == ["10", "20"]
    assert book["总分和等级"]["F2"].value == "110"
    assert book["说明"].max_row == 1


def test_what_cannot_be_matched_is_said(desk, life):
    groups = [{"key": "other", "name": "其他指标", "points": "90"}]
    given = {**drafts.data_of(small_form())["indicators"], "groups": groups}
    trial = asked(life, stricter(indicators=given))
    worked()

    page = desk.get(trial.get_absolute_url())
    book = openpyxl.load_workbook(BytesIO(desk.get(reverse("trial_workbook", args=[trial.pk])).content))

    assert "在这份表样中没有，不计入" in page.text
    assert "在这份表样中没有，不计入" in book["说明"]["B2"].value


def test_the_form_is_tried_as_it_stood_when_somebody_asked(life, draft):
    trial = asked(life, draft)
    administrator = life.people["administrator"]
    drafts.edit(draft, lambda data: data["funds"].update(execution_points="5"), by=administrator, what="改")

    worked()

    assert trial.filings.get().result["after_total"] == "110"


def test_a_filing_that_would_not_change_is_counted_and_not_shown(life, draft):
    trial = asked(life, draft)
    worked()
    filing = trial.filings.get()
    filing.result |= {"changes": [], "after_total": filing.result["before_total"], "remarks": []}

    results = results_of([filing])

    assert (results.changed, results.shown, len(results.every)) == (0, [], 1)


def test_a_trial_that_failed_says_why(desk, life, draft):
    trial = asked(life, draft)
    Job.objects.update(state=Job.State.FAILED, reason="内存超过限制，已停止。")

    assert "试算没有完成：内存超过限制" in desk.get(trial.get_absolute_url()).text


def test_a_trial_of_a_draft_that_was_deleted_is_given_up(life, draft):
    asked(life, draft)
    drafts.discard(draft, by=life.people["administrator"])

    job = worked()

    assert (job.state, job.reason) == (Job.State.FAILED, tasks.GONE)


def test_a_draft_that_cannot_be_read_is_not_tried(desk, life, draft):
    draft.indicators.update(name="")

    assert chosen(desk, draft, life.evaluation).status_code == 409
    assert not Trial.objects.exists()


def test_earlier_trials_are_listed_for_their_bureau_alone(client, desk, life, draft):
    trial = asked(life, draft)
    url = reverse("form_trial", args=[draft.pk])

    assert trial.get_absolute_url() in desk.get(url).text
    client.force_login(make_user(make_bureau(), Role.ADMINISTRATOR))
    page = client.get(url)
    assert trial.get_absolute_url() not in page.text
    assert page.context["offered"] == []
    assert client.get(trial.get_absolute_url()).status_code == 404
    assert chosen(client, draft, life.evaluation).status_code == 422


def asked_of(url, desk):
    with CaptureQueriesContext(connection) as found:
        assert desk.get(url).status_code == 200
    return len(found)


def test_pages_and_job_ask_the_same_of_1_and_of_30_filings(desk, life, draft):
    choose = reverse("form_trial", args=[draft.pk])
    one = asked(life, draft)
    few = [asked_of(choose, desk), *work_and_read(one, desk)]

    more(life, 29)
    many = asked(life, draft)
    lots = [asked_of(choose, desk), *work_and_read(many, desk)]

    assert many.filings.count() == 30
    assert lots == few


def work_and_read(trial, desk):
    """The questions of the worker's work but for telling how far it is, and those of the page of results."""
    job = running.claim(queries.job_of(trial).pk)
    with CaptureQueriesContext(connection) as found:
        work(trial, job)
    progress = [query for query in found if '"done"' in query["sql"]]
    assert len(progress) <= 11
    return [len(found) - len(progress), asked_of(trial.get_absolute_url(), desk)]


def test_what_it_is_called(life, draft):
    trial = asked(life, draft)
    assert str(trial) == f"{draft}试算"
    assert str(trial.filings.get()) == str(life.evaluation)
