"""A rule is chosen by its kind, asked by its parameters, tried, and kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from indicators import drafts, rows, tree
from indicators.asking.form import AskingForm
from indicators.models import FormTemplate
from indicators.ruling import locate
from indicators.views.rules import Asked
from tests.indicators.studio import boxes, send

pytestmark = pytest.mark.django_db


def at(draft, address="row/r1/rule", kind=""):
    return reverse("form_rule", args=[draft.pk, address]) + (f"?kind={kind}" if kind else "")


def data():
    return drafts.data_of(rows.definition(FormTemplate.objects.get()))


def rule(key="r1"):
    return tree.find(data()["indicators"]["groups"], key).item["rule"]


def keep(desk, draft, kind, changed=None, address="row/r1/rule", do="save"):
    sent = boxes(desk.get(at(draft, address, kind)))
    return desk.post(at(draft, address), {**sent, "kind": kind, **(changed or {}), "do": do})


def test_six_kinds_come_first_and_the_rest_under_more(desk, fixed_draft):
    page = desk.get(at(fixed_draft))

    first = [kind for kind, _ in page.context["first"]]
    assert first[:5] == ["at_least", "at_most", "equal", "tiers", "execution_share"]
    assert "manual" in [kind for kind, _ in page.context["more"]]


def test_the_rule_that_stands_there_is_said_in_words(desk, fixed_draft):
    assert "未达到的，按实际完成值÷指标值×分值计分" in desk.get(at(fixed_draft)).text


def test_another_kind_brings_its_own_boxes(desk, fixed_draft):
    page = desk.get(at(fixed_draft, kind="at_most"))

    assert "超过时怎样计分" in page.text


def test_a_kind_that_is_none_shows_the_rule_that_stands_there(desk, fixed_draft):
    assert desk.get(at(fixed_draft, kind="magic")).context["kind"] == "at_least"


def test_a_rule_is_kept(desk, fixed_draft):
    page = keep(desk, fixed_draft, "at_most", {"rule.mode": "linear"})

    assert page.url == reverse("form_item", args=[fixed_draft.pk, "r1"])
    assert rule() == {"kind": "at_most", "mode": "linear"}


def test_a_rule_of_the_form_is_kept_and_leads_back_to_its_part(desk, fixed_draft):
    page = keep(desk, fixed_draft, "manual", address="indicators/rules/at_least")

    assert page.url == reverse("form_section", args=[fixed_draft.pk, "indicators"])
    assert data()["indicators"]["rules"]["at_least"] == {"kind": "manual"}


def test_a_row_may_be_without_a_rule_of_its_own(desk, fixed_draft):
    keep(desk, fixed_draft, "none")

    assert rule() is None
    assert "没有评分规则" in desk.get(at(fixed_draft)).text


def test_a_place_that_needs_a_rule_keeps_one(desk, fixed_draft):
    page = desk.get(at(fixed_draft, "indicators/rules/at_least", "none"))

    assert page.context["kind"] == "at_least"
    assert "不用自己的规则" not in page.text


def test_a_kind_that_is_none_changes_nothing(desk, fixed_draft):
    keep(desk, fixed_draft, "magic")

    assert rule() == {"kind": "at_least"}


TIERS = {
    "rule.tiers.0.name": "好",
    "rule.tiers.0.low": "80%",
    "rule.tiers.0.high": "100%",
    "rule.tiers.0.high_closed": "on",
    "rule.tiers.1.name": "差",
    "rule.tiers.1.low": "0%",
    "rule.tiers.1.high": "80%",
}


def test_tiers_are_typed_in_percent(desk, fixed_draft):
    keep(desk, fixed_draft, "tiers", TIERS)

    assert [(tier["name"], tier["low"]) for tier in rule()["tiers"]] == [("好", "0.8"), ("差", "0")]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rule.tiers.1.high": "90%"}, "重叠"),
        ({"rule.tiers.0.low": "120%"}, "不能大于1"),
        ({"rule.tiers.0.low": "高"}, "请用文本写数字"),
    ],
)
def test_parameters_that_do_not_fit_are_refused_in_words(desk, fixed_draft, changed, words):
    page = keep(desk, fixed_draft, "tiers", {**TIERS, **changed})

    assert page.status_code == 422
    assert words in page.text
    assert 'value="好"' in page.text
    assert rule() == {"kind": "at_least"}


def test_an_example_is_tried_without_being_kept(desk, fixed_draft):
    example = {"try-target": "≥95%", "try-actual": "92%", "try-points": "10"}

    page = keep(desk, fixed_draft, "at_most", example, do="try")

    assert page.status_code == 200
    assert page.context["tried"].score == "10分"
    assert "得满分10分" in page.context["meant"]
    assert rule() == {"kind": "at_least"}


def test_the_example_begins_with_what_the_row_says(desk, fixed_draft):
    form = desk.get(at(fixed_draft)).context["try_form"]

    assert (form["target"].value(), form["points"].value()) == ("≥95%", "30")


def test_the_example_of_the_execution_rate_asks_for_amounts(desk, fixed_draft):
    page = desk.get(at(fixed_draft, "funds/execution_rule"))

    assert page.context["try_form"]["target"].label == "全年预算数"


@pytest.mark.parametrize(
    ("example", "words"),
    [
        ({"try-points": ""}, "请填写分值"),
        ({"try-points": "很多"}, "不能识别"),
        ({"try-actual": "\x07"}, "不能显示"),
    ],
)
def test_an_example_that_cannot_be_tried_says_why(desk, fixed_draft, example, words):
    sent = {"try-target": "1", "try-actual": "1", "try-points": "10"} | example

    page = keep(desk, fixed_draft, "at_least", sent, do="try")

    assert "tried" not in page.context
    assert words in page.text


def test_a_rule_that_is_none_cannot_be_tried(desk, fixed_draft):
    page = keep(desk, fixed_draft, "tiers", {"try-points": "10"}, do="try")

    assert page.status_code == 422


def test_unwritable_characters_are_refused(desk, fixed_draft):
    assert keep(desk, fixed_draft, "tiers", {**TIERS, "rule.tiers.0.name": "\x07"}).status_code == 422


def test_a_page_may_be_drawn_anew_with_what_is_typed(desk, fixed_draft):
    page = keep(desk, fixed_draft, "tiers", TIERS, do="refresh")

    assert page.status_code == 200
    assert 'value="好"' in page.text


def test_who_comes_second_is_told(desk, fixed_draft):
    seen = boxes(desk.get(at(fixed_draft, kind="at_most")))
    keep(desk, fixed_draft, "manual")

    page = desk.post(at(fixed_draft), {**seen, "kind": "at_most"})

    assert page.status_code == 409
    assert rule() == {"kind": "manual"}


def test_a_row_that_is_gone_meanwhile_is_told(desk, fixed_draft):
    seen = boxes(desk.get(at(fixed_draft)))
    send(desk, reverse("form_tree", args=[fixed_draft.pk]), do="remove:r1")

    assert desk.post(at(fixed_draft), {**seen, "kind": "at_least"}).status_code == 404


def test_a_row_that_somebody_deletes_at_the_same_moment_is_told(fixed_draft):
    place = locate(data(), "row/r1/rule")
    asked = Asked(place, "row/zz/rule", "none", AskingForm([]))

    with pytest.raises(drafts.Overtaken):
        asked.change(data())


@pytest.mark.parametrize("address", ["funds", "row/zz/rule", "nothing/at/all"])
def test_where_no_rule_stands_there_is_no_page(desk, fixed_draft, address):
    assert desk.get(at(fixed_draft, address)).status_code == 404
