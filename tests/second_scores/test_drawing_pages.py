"""复核 in the browser's way: a sample is drawn, and from what it was drawn can be read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.second.draw import place
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.second_scores.models import Review
from tests.dossiers.lives import begin
from tests.dossiers.pages.posting import text
from tests.factories import Role, make_bureau, make_user
from tests.second_scores.sampled import drawn, more


def order(desk, life, **given):
    return desk.post(reverse("review_draw"), {"cycle": life.evaluation.cycle_id, "way": "random", **given})


def test_a_sample_is_drawn_and_its_filings_listed(desk, life):
    answer = order(desk, life, size="3", seed="42")

    review = Review.objects.get()
    page = text(desk.get(answer.url))
    assert (answer.status_code, answer.url) == (302, reverse("review", args=[review.pk]))
    assert "随机种子" in page
    assert all(words in page for words in ("42", life.evaluation.number, "待复核", "审核通过、有自评得分"))
    assert str(review) in text(desk.get(reverse("reviews")))


def test_those_ticked_are_drawn(desk, life):
    order(desk, life, way="hand", chosen=[life.evaluation.number])

    review = Review.objects.get()
    assert (review.way, review.size) == ("hand", 1)
    assert "随机种子" not in text(desk.get(reverse("review", args=[review.pk])))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"size": ""}, "请填写抽取份数。"),
        ({"size": "0"}, "大于或等于"),
        ({"size": "很多"}, "输入整数"),
        ({"size": "2", "seed": "种 子"}, "随机种子只能由数字、字母和短横组成。"),
        ({"way": "hand"}, "中勾选要复核的"),
        ({"way": "hand", "chosen": "2021-X-1"}, "不在可用的选项中"),
        ({"way": "dice", "size": "2"}, "不在可用的选项中"),
    ],
)
def test_what_is_not_right_is_refused_and_stays_as_it_was_typed(desk, life, given, words):
    answer = order(desk, life, **{"seed": "42", **given})

    page = text(answer)
    assert (answer.status_code, Review.objects.exists()) == (422, False)
    assert words in page
    assert f'value="{given.get("seed", "42")}"' in page


def test_what_somebody_else_drew_meanwhile_is_told(desk, life, monkeypatch):
    form = "evaluations.second_scores.views.reviews.draw_review"

    def refuse(*args, **given):
        raise NotAllowed.because("所选范围内没有可以抽取的自评表")

    monkeypatch.setattr(form, refuse)

    answer = order(desk, life, size="2")

    assert (answer.status_code, "没有可以抽取的自评表" in text(answer)) == (422, True)


def test_where_nothing_is_left_the_page_says_so(desk, life, filing):
    assert "没有可以抽取的自评表" in text(desk.get(reverse("review_draw")))
    assert order(desk, life, size="2").status_code == 422


def test_a_year_is_chosen_where_there_are_several(desk, life):
    other = begin(unit=life.evaluation.unit)
    given = {"cycle": other.evaluation.cycle_id}

    page = text(desk.get(reverse("review_draw"), given))

    assert "年度自评工作" in page
    assert life.evaluation.number not in page


def test_before_any_years_work_there_is_nothing_to_draw(client, db):
    client.force_login(make_user(make_bureau(), Role.FINANCE_REVIEWER))

    assert "没有可以抽取的自评表" in text(client.get(reverse("review_draw")))
    assert client.post(reverse("review_draw"), {"way": "random", "size": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"),
    [("performance", 200), ("division", 403), ("administrator", 403), ("department", 404), ("filer", 404)],
)
def test_who_opens_the_page_of_a_new_sample(client, life, who, status):
    client.force_login(life.people[who])

    assert client.get(reverse("review_draw")).status_code == status
    assert order(client, life, size="").status_code == (422 if status == 200 else status)


@pytest.mark.parametrize(("score", "words"), [("93.335", "93.335"), ("90.5", "90.5")])
def test_what_can_be_drawn_is_told_with_its_score_as_it_is(desk, life, score, words):
    type(life.evaluation).objects.filter(pk=life.evaluation.pk).update(total_score=score)

    assert f'<td class="num">{words}</td>' in text(desk.get(reverse("review_draw")))


def test_from_what_a_sample_was_drawn_can_be_read_and_drawn_again(desk, life):
    more(life, 1)
    review = drawn(life, seed="42").review

    page = text(desk.get(reverse("review", args=[review.pk])))

    for one in review.candidates:
        assert f'<th scope="row">{one["number"]}</th>' in page
        assert place("42", one["number"])[:16] in page
    assert "“随机种子:编号”的SHA-256（十六进制）由小到大，取前1份" in " ".join(page.split())


def test_those_pointed_at_have_no_order_to_be_reckoned(desk, life):
    review = drawn(life, way="hand", chosen=(life.evaluation.number,)).review

    page = text(desk.get(reverse("review", args=[review.pk])))

    assert "由抽取人逐份指定" in page
    assert "SHA-256" not in page


@pytest.mark.parametrize(("who", "sees"), [("administrator", True), ("division", False)])
def test_from_what_it_was_drawn_is_for_who_sees_all_of_it(client, life, filing, who, sees):
    client.force_login(life.people[who])

    assert ("抽取范围</h2>" in text(client.get(reverse("review", args=[filing.review_id])))) is sees
