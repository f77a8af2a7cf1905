"""归档 of a whole set: each filing by itself, what cannot be is told beside its row."""

from __future__ import annotations

import pytest

from evaluations.dossiers.models import Evaluation
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import ALL, begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.test_dossier import at, ticked
from tests.factories import make_evaluation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def life():
    return begin(cycle_given={"signing_mode": "online"}).to(*ALL)


@pytest.fixture
def unfinished(life):
    return make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)


@pytest.fixture
def finance(life):
    return signed_in(life.people["performance"])


def archive(client, life, *filings):
    return client.post(at("dossier_archive", life.evaluation), ticked(*filings))


def test_all_that_may_be_is_archived_and_the_rest_is_told_why(finance, life, unfinished):
    answer = archive(finance, life, life.evaluation, unfinished)

    page = text(answer)
    assert dict(Evaluation.objects.values_list("pk", "status")) == {
        life.evaluation.pk: "archived",
        unfinished.pk: "not_started",
    }
    assert ("已归档1份。" in page, "有1份没有归档，原因见各行。" in page) == (True, True)
    assert AuditEvent.objects.filter(action="归档", result="done").count() == 1
    assert AuditEvent.objects.filter(action="archive", result="refused").count() == 1


def test_where_all_is_archived_the_page_stands_again_without_the_button(finance, life):
    before = text(finance.get(at("dossier", life.evaluation)))

    answer = archive(finance, life, life.evaluation)

    assert ("全部归档" in before, answer.status_code) == (True, 302)
    assert "全部归档" not in text(finance.get(at("dossier", life.evaluation)))


def test_what_is_not_signed_is_not_archived(finance, life):
    type(life.evaluation.cycle).objects.update(signing_mode="review_first")

    page = text(archive(finance, life, life.evaluation))

    assert "盖章件" in page
    assert Evaluation.objects.get().status == "approved"


def test_who_is_not_of_finance_sees_no_button_and_archives_nothing(life):
    filer = signed_in(life.people["filer"])

    page = text(filer.get(at("dossier", life.evaluation)))

    assert "全部归档" not in page
    assert archive(filer, life, life.evaluation).status_code == 403
    assert Evaluation.objects.get().status == "approved"


def test_before_anything_is_approved_there_is_nothing_to_archive(finance, life):
    Evaluation.objects.update(status="in_review", step="performance")

    assert "全部归档" not in text(finance.get(at("dossier", life.evaluation)))
