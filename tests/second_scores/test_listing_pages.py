"""复核 in the browser's way: who finds which samples and filings, and what the lists tell of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.workflow import Action
from evaluations.second_scores.services.drawing import Asked, draw_review
from tests.dossiers.lives import ALL, begin
from tests.dossiers.pages.posting import text
from tests.second_scores.sampled import address, drawn, finished, fresh, issued, more

SAMPLE_QUERIES, LIST_QUERIES = 7, 5


@pytest.mark.parametrize("who", ["performance", "division", "administrator"])
def test_finance_reads_the_samples_of_its_units(client, life, filing, who):
    client.force_login(life.people[who])

    assert str(filing.review) in text(client.get(reverse("reviews")))
    assert life.evaluation.number in text(client.get(reverse("review", args=[filing.review_id])))


def test_another_division_and_another_bureau_find_none(client, life, filing):
    for who in ("division", "performance"):
        client.force_login(begin().people[who])

        assert str(filing.review) not in text(client.get(reverse("reviews")))
        assert client.get(reverse("review", args=[filing.review_id])).status_code == 404
        assert client.get(address(filing)).status_code == 404


@pytest.mark.parametrize("who", ["filer", "unit_head", "department"])
def test_a_unit_sees_its_own_once_it_was_issued(client, life, filing, who):
    client.force_login(life.people[who])
    before = client.get(address(filing)).status_code

    issued(filing, life)

    assert (before, client.get(address(filing)).status_code) == (404, 200)
    assert reverse("second_scores", args=[filing.pk]) in text(client.get(reverse("reviews")))
    assert client.get(reverse("review", args=[filing.review_id])).status_code == 404


def test_another_unit_never_sees_it(client, life, filing):
    issued(filing, life)
    client.force_login(begin().people["filer"])

    assert client.get(address(filing)).status_code == 404
    assert "目前没有下发的复核结果" in text(client.get(reverse("reviews")))


def test_what_is_finished_waits_to_be_issued(desk, filing, life):
    finished(filing, life)

    assert "已完成，待下发" in text(desk.get(reverse("review", args=[filing.review_id])))


@pytest.mark.parametrize("count", [0, 2])
def test_lists_cost_the_same_queries_however_many(desk, life, count, django_assert_num_queries):
    more(life, count)
    filing = drawn(life, size=9, way="amount") if not count else None
    review = filing.review if filing else _draw_all(life)
    for one in review.filings.all():
        finished(fresh(one), life)

    with django_assert_num_queries(SAMPLE_QUERIES):
        desk.get(reverse("review", args=[review.pk]))
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(reverse("reviews"))


def _draw_all(life):
    return draw_review(life.evaluation.cycle, Asked("amount", 9), by=life.people["performance"])


def test_before_the_end_the_list_tells_the_score_that_was_filed(desk, filing, life):
    type(life.evaluation).objects.filter(pk=life.evaluation.pk).update(total_score="12.5")

    page = text(desk.get(reverse("review", args=[filing.review_id])))

    assert '<td class="num">100</td>' in page
    assert "12.5" not in page


@pytest.mark.parametrize("again", [False, True])
def test_what_was_overtaken_waits_for_nothing(desk, filing, life, again):
    finished(filing, life)
    life.move(Action.REOPEN, "performance", reason="请核对")
    if again:
        life.move(Action.RETURN, "performance", reason="请核对")
        life.evaluation.cells.filter(ref="goals/1/actual").update(typed="已全部完成")
        life.to(*ALL)

    page = text(desk.get(reverse("review", args=[filing.review_id])))

    assert "已取消审核" in page
    assert "待下发" not in page
    assert "下发给填报单位</button>" not in text(desk.get(address(filing)))
