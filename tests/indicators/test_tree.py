"""The tree of indicators: found, moved, added to, cut, added up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing.form import FormDefinition
from indicators import tree
from indicators.drafts import data_of
from indicators.refusals import FormRefused
from tests.factories import small_form


def group(key, *children, rows=()):
    return {
        "key": key,
        "name": key,
        "children": list(children),
        "rows": [{"key": r, "name": r} for r in rows],
    }


@pytest.fixture
def groups():
    """a: (b: r1 r2, c: r3), d: (e), f: r4."""
    return [
        group("a", group("b", rows=["r1", "r2"]), group("c", rows=["r3"])),
        group("d", group("e")),
        group("f", rows=["r4"]),
    ]


def drawn(groups):
    """The tree as one line."""
    return " ".join(f"{place.item['key']}{place.depth}" for place in tree.places(groups))


def test_the_order_is_that_of_the_paper(groups):
    assert drawn(groups) == "a1 b2 r13 r23 c2 r33 d1 e2 f1 r42"


@pytest.mark.parametrize(
    ("key", "by", "expected"),
    [
        ("r2", -1, "a1 b2 r23 r13 c2 r33 d1 e2 f1 r42"),
        ("r1", 1, "a1 b2 r23 r13 c2 r33 d1 e2 f1 r42"),
        ("r2", 1, "a1 b2 r13 c2 r23 r33 d1 e2 f1 r42"),
        ("r3", -1, "a1 b2 r13 r23 r33 c2 d1 e2 f1 r42"),
        ("r3", 1, "a1 b2 r13 r23 c2 d1 e2 r33 f1 r42"),
        ("r1", -1, "a1 b2 r13 r23 c2 r33 d1 e2 f1 r42"),
        ("r4", 1, "a1 b2 r13 r23 c2 r33 d1 e2 f1 r42"),
        ("c", 1, "a1 b2 r13 r23 d1 c2 r33 e2 f1 r42"),
        ("e", -1, "a1 b2 r13 r23 c2 r33 e2 d1 f1 r42"),
        ("e", 1, "a1 b2 r13 r23 c2 r33 d1 e2 f1 r42"),
        ("f", -1, "a1 b2 r13 r23 c2 r33 f1 r42 d1 e2"),
        ("a", -1, "a1 b2 r13 r23 c2 r33 d1 e2 f1 r42"),
        ("zz", 1, "a1 b2 r13 r23 c2 r33 d1 e2 f1 r42"),
    ],
)
def test_an_item_moves_among_its_kind_and_at_the_end_next_door(groups, key, by, expected):
    tree.move(groups, key, by)

    assert drawn(groups) == expected


@pytest.mark.parametrize(
    ("under", "is_row", "expected"),
    [
        ("", False, "x1"),
        ("d", False, "x2"),
        ("e", True, "x3"),
        ("f", True, "x2"),
    ],
)
def test_something_is_added_at_the_end_of_its_heading(groups, under, is_row, expected):
    tree.add(groups, under, "x", is_row=is_row)

    assert expected in drawn(groups).split()


@pytest.mark.parametrize(
    ("under", "is_row"),
    [
        ("", True),
        ("zz", True),
        ("zz", False),
        ("r1", True),
        ("a", True),
        ("f", False),
        ("b", False),
        ("e", False),
    ],
)
def test_what_the_tree_cannot_hold_is_not_added(groups, under, is_row):
    before = drawn(groups)

    assert tree.add(groups, under, "x", is_row=is_row) is None
    assert drawn(groups) == before


@pytest.mark.parametrize(
    ("key", "expected"), [("a", "d1 e2 f1 r42"), ("zz", "a1 b2 r13 r23 c2 r33 d1 e2 f1 r42")]
)
def test_an_item_goes_with_all_below_it(groups, key, expected):
    tree.remove(groups, key)

    assert drawn(groups) == expected


@pytest.mark.parametrize(("key", "count"), [("a", 5), ("e", 0), ("r1", 0)])
def test_what_stands_below_is_counted(groups, key, count):
    assert tree.below(tree.find(groups, key).item) == count


def test_an_item_alone_is_without_what_is_below_it(groups):
    data = {"indicators": {"groups": groups}}

    assert tree.alone(data, "a") == {"key": "a", "name": "a"}
    assert tree.alone(data, "zz") is None


def form(total=100, quantity=90):
    asked = small_form().indicators.model_dump(mode="json")
    children = [{"key": "q", "name": "数量指标", "points": quantity}]
    groups = [{"key": "output", "name": "产出指标", "points": 90, "children": children}]
    return FormDefinition.model_validate(
        {
            **small_form().model_dump(mode="json"),
            "total_points": total,
            "indicators": {**asked, "groups": groups},
        }
    )


def test_the_sums_begin_with_the_whole_form_and_count_the_execution_rate():
    whole, output = tree.sums(form())

    assert (whole.points, whole.given, whole.left) == (100, 100, 0)
    assert (output.label, output.left_text) == ("产出指标", "0")


def test_below_a_heading_without_points_those_of_its_rows_count():
    child = {"key": "q", "name": "数量指标", "rows": [{"key": "r1", "name": "一", "points": 70}]}
    groups = [{"key": "output", "name": "产出指标", "points": 90, "children": [child]}]
    asked = {**small_form().indicators.model_dump(), "level3": "fixed", "groups": groups}

    assert [one.left_text for one in tree.sums(small_form(indicators=asked))] == ["0", "20", "—"]


@pytest.mark.parametrize(
    ("quantity", "left", "over"), [(80, "10", False), (95, "超出5", True), (None, "90", False)]
)
def test_what_is_left_to_give_is_said(quantity, left, over):
    output = tree.sums(form(quantity=quantity))[1]

    assert (output.left_text, output.is_over) == (left, over)


def test_without_points_nothing_is_left():
    whole = tree.sums(form(total=None))[0]

    assert (whole.points_text, whole.given_text, whole.left_text) == ("—", "100", "—")


def test_a_form_without_funds_has_no_execution_points():
    plain = form().model_copy(update={"funds": None})

    assert tree.sums(plain)[0].given == Decimal(90)


def divisible(left="40", **points):
    """A heading of `left` 分 over three rows; `points` of those that have some."""
    rows = [{"key": key, "name": key, "points": points.get(key)} for key in ("r1", "r2", "r3")]
    groups = [{"key": "output", "name": "产出", "points": left, "rows": rows}, {"key": "g2", "name": "效益"}]
    asked = small_form().indicators.model_dump(mode="json") | {"level3": "fixed", "groups": groups}
    form = FormDefinition.model_validate(small_form().model_dump(mode="json") | {"indicators": asked})
    return data_of(form)


def points_of(data):
    return [tree.find(data["indicators"]["groups"], key).item.get("points") for key in ("r1", "r2", "r3")]


@pytest.mark.parametrize(
    ("left", "given", "expected"),
    [
        ("40", {}, ["14", "13", "13"]),
        ("40", {"r2": "10"}, ["15", "10", "15"]),
        ("40.5", {"r2": "10"}, ["15.3", "10", "15.2"]),
        ("1", {}, ["0.4", "0.3", "0.3"]),
    ],
)
def test_what_is_left_is_divided_among_those_without_points(left, given, expected):
    data = divisible(left, **given)

    tree.split(data, "output")

    assert points_of(data) == expected


def test_what_the_whole_form_has_left_is_divided_among_its_headings():
    data = divisible("40")

    tree.split(data, "")

    assert tree.find(data["indicators"]["groups"], "g2").item["points"] == "50"


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("output", {"r1": "20", "r2": "20"}),
        ("output", {"r1": "10", "r2": "10", "r3": "10"}),
        ("output", {"r1": "50"}),
        ("g2", {}),
        ("zz", {}),
    ],
    ids=["nothing left", "nobody left", "too much given", "nothing below", "gone"],
)
def test_where_nothing_or_nobody_is_left_it_is_said(key, given):
    data = divisible("40", **given)

    with pytest.raises(FormRefused, match="没有可以平均分配的分值"):
        tree.split(data, key)


def test_points_that_stand_two_levels_below_are_given_already():
    """赫山: 产出 30, 职责履行 none of its own, its rows 30 together."""
    child = {"key": "q", "name": "职责履行", "rows": [{"key": "r1", "name": "一", "points": "30"}]}
    groups = [{"key": "output", "name": "产出", "points": "30", "children": [child]}]
    asked = small_form().indicators.model_dump(mode="json") | {"level3": "fixed", "groups": groups}

    assert [one.to_split for one in tree.sums(small_form(indicators=asked))] == [0, 0, 0]


def test_where_nobody_says_how_much_there_is_nothing_is_divided():
    with pytest.raises(FormRefused):
        tree.split(divisible(None), "output")


@given(left=st.decimals("0.0001", "100", places=4), count=st.integers(1, 30))
def test_the_parts_add_up_to_what_was_left(left, count):
    rows = [{"key": f"r{number}", "name": "行"} for number in range(count)]
    data = divisible()
    data["indicators"]["groups"][0] |= {"points": str(left), "rows": rows}

    tree.split(data, "output")

    assert sum(Decimal(row["points"]) for row in rows) == left
