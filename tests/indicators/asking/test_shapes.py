"""What a field asks is read from its annotation."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from core.filing.form import FormDefinition, Funds, Group
from core.scoring.parameters import GradeCap, Tier
from core.scoring.parameters.base import Share
from indicators.asking.shapes import fields_of, shape_of


class Inner(BaseModel):
    kind: Literal["inner"] = "inner"
    share: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(0)


class Other(BaseModel):
    kind: Literal["other"] = "other"


class Plain(BaseModel):
    size: int = 1


class Asked(BaseModel):
    text: str
    maybe: str | None
    number: Decimal
    share: Share
    maybe_share: Share | None
    whole: int
    yes: bool
    choice: Literal["a", "b"] | None
    words: tuple[str, ...]
    part: Plain | None
    parts: tuple[Plain, ...]
    named: Mapping[str, Plain]
    rule: Inner | Other | None
    one_rule: Inner


SHAPES = {name: shape for name, _, shape in fields_of(Asked)}


@pytest.mark.parametrize(
    ("field", "kind", "optional"),
    [
        ("text", "text", False),
        ("maybe", "text", True),
        ("number", "number", False),
        ("whole", "whole", False),
        ("yes", "yes_no", False),
        ("choice", "choice", True),
        ("words", "words", False),
        ("part", "part", True),
        ("parts", "parts", False),
        ("named", "named", False),
        ("rule", "rule", True),
        ("one_rule", "rule", False),
    ],
)
def test_the_annotation_says_what_is_asked(field, kind, optional):
    assert (SHAPES[field].kind, SHAPES[field].optional) == (kind, optional)


@pytest.mark.parametrize(("field", "is_share"), [("share", True), ("maybe_share", True), ("number", False)])
def test_a_share_is_known_by_its_ends(field, is_share):
    assert SHAPES[field].is_share == is_share


def test_a_rule_chooses_between_its_classes():
    assert SHAPES["rule"].models == (Inner, Other)


def test_what_is_always_the_same_is_not_asked():
    assert [name for name, _, _ in fields_of(Inner)] == ["share"]


def test_what_no_page_can_ask_for_is_refused():
    class Odd(BaseModel):
        when: bytes

    with pytest.raises(TypeError, match="no page can ask"):
        list(fields_of(Odd))


def test_every_field_of_a_form_and_of_every_rule_can_be_asked():
    waiting, seen = [FormDefinition], set()
    while waiting:
        model = waiting.pop()
        found = {inner for _, _, shape in fields_of(model) for inner in shape.models} - seen
        seen |= found
        waiting += found

    assert {Funds, Group, Tier, GradeCap} <= seen


def test_the_shape_of_a_field_of_the_form():
    assert shape_of(FormDefinition.model_fields["grading"]).optional
