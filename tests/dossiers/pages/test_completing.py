"""补填各表: one button on 报送材料 fills in who files and what is computed, into what is empty."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.dossiers.exceptions import Stale
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.views import dossier as page_of
from tests.dossiers.granted import grant
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url
from tests.dossiers.pages.test_dossier import at
from tests.factories import Role, fill_in, make_evaluation, make_project, make_user

AMOUNTS = {"funds/total/adjusted": "100", "funds/total/executed": "50"}


@pytest.fixture
def second(filing, person) -> Evaluation:
    """Another filing of the unit and year, with amounts and a name alone."""
    other = make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit, name="另一个"))
    fill_in(other, person, {**AMOUNTS, "header/filer": "韩梅梅"})
    return other


def complete(client, filing):
    return client.post(reverse("dossiers:dossier_fill", args=[filing.cycle_id, filing.unit_id]), follow=True)


def typed(filing) -> dict[str, str]:
    return dict(filing.cells.values_list("ref", "typed"))


def test_every_open_filing_gets_who_files_it_and_what_is_computed(filer, person, filing, second):
    answer = complete(filer, filing)

    assert "已补填" in text(answer)
    assert typed(filing)["header/filer"] == "李雷"
    assert typed(second)["funds/total/rate"] == "50.0%"
    assert "funds/total/score" in typed(second)


def stand_in(filing, person):
    grant(filing, person)
    return signed_in(make_user(filing.unit.parent, Role.FILER, full_name="代填人"))


def test_who_stands_in_files_in_the_name_of_the_units_own_filer(person, filing, second):
    client = stand_in(filing, person)

    complete(client, filing)

    assert typed(filing)["header/filer"] == "李雷"
    assert typed(filing)["funds/total/points"]


def test_where_the_unit_has_two_filers_or_none_no_name_is_filled_in(person, filing, second):
    client = stand_in(filing, person)
    make_user(filing.unit, Role.FILER)
    page = client.get(url("header", filing))

    complete(client, filing)

    assert "header/filer" not in typed(filing)
    assert "账号预填" not in text(page)
    assert "没有账号或有几个填报人的" in text(client.get(at("dossier", filing)))


def test_what_is_typed_already_stays(filer, filing, second):
    complete(filer, filing)

    assert typed(second)["header/filer"] == "韩梅梅"
    assert typed(second)["funds/total/executed"] == "50"


def test_a_second_time_there_is_nothing_to_fill_in(filer, filing, second):
    complete(filer, filing)

    assert "没有可以补填的空白" in text(complete(filer, filing))


def test_who_files_nothing_is_refused(head, filing, second):
    Evaluation.objects.filter(pk=filing.pk).update(status="in_review", step="unit_head")

    answer = complete(head, filing)

    assert answer.status_code == 403
    assert "由填报单位的填报人填写" in text(answer)


def test_a_filing_that_is_under_review_is_left_alone(filer, filing, second):
    Evaluation.objects.filter(pk=filing.pk).update(status="in_review", step="unit_head")

    complete(filer, filing)

    assert typed(filing).get("header/filer", "") == ""
    assert typed(second)["funds/total/rate"] == "50.0%"


def test_one_that_moves_on_meanwhile_does_not_stop_the_others(filer, filing, second, monkeypatch):
    real = page_of.complete

    def overtaken(one, *, by):
        if one.pk == filing.pk:
            raise Stale
        return real(one, by=by)

    monkeypatch.setattr(page_of, "complete", overtaken)
    complete(filer, filing)

    assert typed(second)["funds/total/rate"] == "50.0%"
