"""Equal content has one text and one hash; what was frozen comes back as it was."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from core.filing import canonical
from core.filing.snapshot import Cell, Line
from tests.core.filing.forms import make_filing, make_form, shipped_form

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
KEYS = st.from_regex(r"[a-z0-9_\-]{1,10}", fullmatch=True)
CELLS = st.builds(Cell, typed=TEXTS, value=st.none() | NUMBERS)
RULES = st.none() | st.dictionaries(
    KEYS, TEXTS | st.booleans() | st.integers(0, 9) | st.lists(TEXTS, max_size=2)
)
LINES = st.builds(Line, key=KEYS, group=KEYS, name=TEXTS, approved_points=st.none() | NUMBERS, rule=RULES)


@settings(deadline=None)
@given(
    cells=st.dictionaries(KEYS.map(lambda key: f"header/{key}"), CELLS, max_size=4),
    lines=st.lists(LINES, max_size=3).map(tuple),
)
def test_a_filing_comes_back_as_it_was_frozen(cells, lines):
    filing = replace(make_filing(), cells=cells, lines=lines)

    assert canonical.from_json(canonical.to_json(filing)) == filing


def test_a_form_comes_back_as_it_was_released():
    form = make_form(checks={"C09": {"severity": "hint", "tolerance": "0.5"}})

    assert canonical.form_from_json(canonical.form_to_json(form)) == form


class _Grown(BaseModel):
    old: int = 1
    new: int = Field(default=0, exclude_if=lambda value: value == 0)


@pytest.mark.parametrize(("new", "text"), [(0, '{"old":1}'), (2, '{"new":2,"old":1}')])
def test_what_came_later_changes_no_hash_until_it_is_used(new, text):
    assert canonical.text_of(_Grown(new=new)) == text


def test_the_text_is_sorted_without_spaces_and_keeps_what_was_typed():
    text = canonical.to_json(replace(make_filing(), cells={"header/b": Cell("１ 元"), "header/a": Cell("é")}))

    assert text.startswith('{"cells":{"header/a":{"typed":"é","value":null},"header/b":{"typed":"１ 元",')


def test_equal_content_has_one_hash_whichever_database_it_comes_from():
    one, other = (
        replace(make_filing(), cells={"funds/total/executed": Cell("1155.50", Decimal(text))})
        for text in ("1155.5", "1155.500000")
    )

    assert canonical.sha256(canonical.to_json(one)) == canonical.sha256(canonical.to_json(other))


def test_another_typed_text_has_another_hash():
    one, other = make_filing(total__score="94"), make_filing(total__score="94.0")

    assert canonical.sha256(canonical.to_json(one)) != canonical.sha256(canonical.to_json(other))


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), 0.1, object()])
def test_what_is_not_exact_is_not_frozen(value):
    with pytest.raises(ValueError, match=r"no number|not exact"):
        canonical.to_json(replace(make_filing(), cells={"header/a": Cell("x", value)}))


def frozen(**changes):
    return json.dumps({**json.loads(canonical.to_json(make_filing())), **changes})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "格式版本"),
        (frozen(schema_version=2), "格式版本"),
        (frozen(goals=1.0), "as text"),
        (frozen(goals=float("nan")), "as text"),
        (frozen(extra=1), "not a Snapshot"),
        (frozen(cells={"nowhere": {"typed": "1"}}), "not a cell"),
        (frozen(lines=[{"key": "r1"}]), "not a Line"),
    ],
)
def test_what_was_not_frozen_by_us_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        canonical.from_json(text)


def test_the_hash_is_the_one_that_sha256sum_prints():
    assert canonical.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_form_released_before_a_field_was_thought_of_keeps_its_hash():
    """The 源城 form as the first version of the product released it, without roles of its sections."""
    known = "05afc179d6c44cc7b8ebd780091cd04d4d116f50a2e70a05ae3adf597c0c1fdf"

    form = shipped_form()
    assert form.report
    plain = tuple(section.model_copy(update={"role": None}) for section in form.report.sections)
    first = form.model_copy(update={"report": form.report.model_copy(update={"sections": plain})})

    assert canonical.sha256(canonical.form_to_json(first)) == known


def test_a_later_field_with_a_value_of_its_own_is_frozen():
    form = make_form(funds__execution_rounding={"decimals": 2, "mode": "down"})

    assert canonical.form_from_json(canonical.form_to_json(form)) == form
