"""The tree of indicators: found, moved, added to, cut, added up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.filing.form import FormDefinition
from indicators import tree
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
