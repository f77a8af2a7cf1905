"""The tree of indicators is edited by plain buttons; each keeps what is typed and then does its work."""

from __future__ import annotations

import pytest
from django.urls import reverse

from indicators import drafts, rows, tree
from indicators.forms import TreeForm
from indicators.models import FormTemplate
from tests.indicators.studio import boxes, send

pytestmark = pytest.mark.django_db


def at(draft):
    return reverse("form_tree", args=[draft.pk])


def groups():
    return drafts.data_of(rows.definition(FormTemplate.objects.get()))["indicators"]["groups"]


def order():
    return [place.item["key"] for place in tree.places(groups())]


def adds_a_row(data):
    tree.add(data["indicators"]["groups"], "benefit", "zz", is_row=True)


def item(key):
    return tree.find(groups(), key).item


def test_names_points_and_targets_are_kept(desk, fixed_draft):
    send(desk, at(fixed_draft), {"r1.name": "支出进度", "r1.points": "25.5", "r1.target": "≥90%"}, do="save")

    assert (item("r1")["name"], item("r1")["points"], item("r1")["target"]) == ("支出进度", "25.5", "≥90%")
    assert item("r1")["rule"] == {"kind": "at_least"}


def test_boxes_stand_under_the_heads_of_their_columns(desk, fixed_draft):
    rows = desk.get(at(fixed_draft)).context["form"].rows

    assert [[leaf.field for leaf in row.leaves] for row in rows[1:3]] == [
        ["name", "points"],
        ["name", "points", "target"],
    ]


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("up:r2", ["output", "quantity", "r2", "r1", "quality", "r3", "benefit"]),
        ("down:r2", ["output", "quantity", "r1", "quality", "r2", "r3", "benefit"]),
        ("row:benefit", ["output", "quantity", "r1", "r2", "quality", "r3", "benefit", "r4"]),
        ("group:output", ["output", "quantity", "r1", "r2", "quality", "r3", "g1", "benefit"]),
        ("top:", ["output", "quantity", "r1", "r2", "quality", "r3", "benefit", "g1"]),
        ("remove:r1", ["output", "quantity", "r2", "quality", "r3", "benefit"]),
        ("really:output", ["benefit"]),
        ("nonsense:r1", ["output", "quantity", "r1", "r2", "quality", "r3", "benefit"]),
    ],
)
def test_a_button_does_its_work(desk, fixed_draft, do, expected):
    send(desk, at(fixed_draft), do=do)

    assert order() == expected


def test_a_button_keeps_what_is_typed(desk, fixed_draft):
    send(desk, at(fixed_draft), {"r1.name": "支出进度"}, do="up:r2")

    assert item("r1")["name"] == "支出进度"


def test_rows_of_projects_are_not_added_to_the_form(desk, draft):
    page = desk.get(at(draft))

    assert "＋三级" not in page.text
    assert "三级指标随项目批复" in page.text


def test_after_a_button_one_goes_on_from_there(desk, fixed_draft):
    page = send(desk, at(fixed_draft), do="up:r2")

    assert page.url == f"{at(fixed_draft)}?at=r2&act=up#at-r2"
    assert "autofocus" in desk.get(page.url).text


def test_a_heading_is_deleted_after_a_question(desk, fixed_draft):
    page = send(desk, at(fixed_draft), {"r1.name": "支出进度"}, do="remove:output")

    assert page.status_code == 200
    assert "「产出指标」下有5项指标，将一并删除" in page.text
    assert "支出进度" in page.text
    assert "output" in order()


def test_deleting_what_is_gone_already_does_no_harm(desk, fixed_draft):
    send(desk, at(fixed_draft), do="remove:zz")

    assert len(order()) == 7


@pytest.mark.parametrize(("box", "words"), [("r1.points", "应为数字"), ("quantity.points", "应为数字")])
def test_points_that_are_no_number_come_back_at_their_box(desk, fixed_draft, box, words):
    page = send(desk, at(fixed_draft), {box: "很多"}, do="up:r2")

    assert page.status_code == 422
    assert words in page.context["form"].errors[box][0]
    assert order()[2:4] == ["r1", "r2"]


def test_a_name_must_not_be_empty(desk, fixed_draft):
    page = send(desk, at(fixed_draft), {"output.name": ""}, do="save")

    assert "「产出指标」名称：不能为空" in page.text


def test_a_target_that_is_too_long_is_refused(desk, fixed_draft):
    page = send(desk, at(fixed_draft), {"r1.target": "长" * 301}, do="save")

    assert page.status_code == 422


def test_unwritable_characters_are_refused(desk, fixed_draft):
    assert send(desk, at(fixed_draft), {"r1.name": "\x07"}, do="save").status_code == 422


def test_the_paper_is_looked_at_without_being_kept(desk, fixed_draft):
    page = send(desk, at(fixed_draft), {"r1.name": "支出进度"}, do="look")

    assert "支出进度" in page.text
    assert "paper-sheet" in page.text
    assert item("r1")["name"] == "指标r1"


def test_a_paper_that_cannot_be_drawn_says_why(desk, fixed_draft):
    assert send(desk, at(fixed_draft), {"r1.name": ""}, do="look").status_code == 422


def test_who_comes_second_is_told(desk, fixed_draft):
    seen = boxes(desk.get(at(fixed_draft)))
    send(desk, at(fixed_draft), {"r1.name": "支出进度"}, do="save")

    page = desk.post(at(fixed_draft), {**seen, "r1.name": "另写", "do": "save"})

    assert page.status_code == 409
    assert "支出进度" in page.text
    assert "另写" in page.text


def test_who_comes_second_to_a_tree_with_other_rows_is_told(desk, fixed_draft):
    seen = boxes(desk.get(at(fixed_draft)))
    send(desk, at(fixed_draft), do="row:benefit")

    assert desk.post(at(fixed_draft), {**seen, "do": "save"}).status_code in (409, 422)


def test_sums_follow_what_is_typed_before_it_is_kept(desk, fixed_draft):
    sent = boxes(desk.get(at(fixed_draft)))

    page = desk.post(reverse("form_sums", args=[fixed_draft.pk]), {**sent, "r1.points": "25"})

    assert page.status_code == 200
    assert [sum.left_text for sum in page.context["sums"] if sum.key == "quantity"] == ["5"]
    assert item("r1")["points"] == "30"


@pytest.mark.parametrize("points", ["很多", "\x07"])
def test_sums_that_cannot_be_made_stay(desk, fixed_draft, points):
    sent = boxes(desk.get(at(fixed_draft)))

    page = desk.post(reverse("form_sums", args=[fixed_draft.pk]), {**sent, "r1.points": points})

    assert page.status_code == 422


def test_sums_are_of_the_page_while_a_colleague_adds(desk, fixed_draft, administrator, monkeypatch):
    sent = boxes(desk.get(at(fixed_draft)))
    is_valid = TreeForm.is_valid

    def meanwhile(form):
        drafts.edit(fixed_draft, adds_a_row, by=administrator, what="绩效指标")
        return is_valid(form)

    monkeypatch.setattr(TreeForm, "is_valid", meanwhile)
    page = desk.post(reverse("form_sums", args=[fixed_draft.pk]), {**sent, "r1.points": "25"})

    assert page.status_code == 200
    assert [sum.left_text for sum in page.context["sums"] if sum.key == "quantity"] == ["5"]


def test_what_is_left_is_divided_at_a_press(desk, fixed_draft):
    page = send(desk, at(fixed_draft), {"r1.points": "", "r2.points": ""}, do="split:quantity")

    assert (item("r1")["points"], item("r2")["points"]) == ("20", "20")
    assert page.url == f"{at(fixed_draft)}?at=quantity&act=split#at-quantity"


def test_dividing_is_offered_where_points_are_left_for_somebody(desk, fixed_draft):
    sent = boxes(desk.get(at(fixed_draft)))

    page = desk.post(reverse("form_sums", args=[fixed_draft.pk]), {**sent, "r1.points": ""})

    assert 'value="split:quantity"' in page.text
    assert 'value="split:quality"' not in page.text


def test_dividing_nothing_says_why_and_keeps_what_is_typed(desk, fixed_draft):
    page = send(desk, at(fixed_draft), {"r1.name": "支出进度"}, do="split:quantity")

    assert page.status_code == 422
    assert "没有可以平均分配的分值" in page.text
    assert "支出进度" in page.text


def test_an_empty_tree_says_what_to_do(desk, fixed_draft):
    send(desk, at(fixed_draft), do="really:output")
    send(desk, at(fixed_draft), do="remove:benefit")

    assert "还没有指标，请先增加一级指标" in desk.get(at(fixed_draft)).text


def item_page(draft, key):
    return reverse("form_item", args=[draft.pk, key])


def test_one_indicator_has_a_page_for_all_the_rest(desk, fixed_draft):
    send(desk, item_page(fixed_draft, "r3"), {"definition": "怎样算\r\n第二行", "scoring_note": "达到得满分"})

    assert item("r3")["definition"] == "怎样算\n第二行"
    assert item("r3")["rule"] == {"kind": "at_least"}


def test_a_heading_has_a_page_too(desk, fixed_draft):
    send(desk, item_page(fixed_draft, "benefit"), {"max_rows": "5"})

    assert item("benefit")["max_rows"] == 5


@pytest.mark.parametrize(("key", "box"), [("quality", "points"), ("r3", "points")])
def test_an_error_on_the_page_of_an_indicator_stands_at_its_box(desk, fixed_draft, key, box):
    page = send(desk, item_page(fixed_draft, key), {box: "很多"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [box]


def test_an_indicator_that_is_not_there_has_no_page(desk, fixed_draft):
    assert desk.get(item_page(fixed_draft, "zz")).status_code == 404


def test_who_comes_second_to_an_indicator_is_told(desk, fixed_draft):
    seen = boxes(desk.get(item_page(fixed_draft, "r3")))
    send(desk, item_page(fixed_draft, "r3"), {"definition": "先写"})

    assert desk.post(item_page(fixed_draft, "r3"), {**seen, "definition": "后写"}).status_code == 409
