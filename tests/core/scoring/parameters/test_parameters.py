"""What a form may say about scoring: checked data, immutable, never a float."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from core.scoring.parameters import (
    AtLeast,
    AtMost,
    Equal,
    GradeBand,
    GradeCap,
    Grading,
    Rounding,
    Rule,
    Tier,
    Tiers,
)

RULES = TypeAdapter(Rule)
MET = {"name": "达成", "words": ["达成预期"], "low": "0.8", "high": "1", "high_closed": True}
PARTLY = {"name": "部分达成", "words": ["部分达成预期"], "low": "0.6", "high": "0.8"}


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "at_least"},
        {"kind": "at_most", "mode": "linear"},
        {"kind": "equal", "mode": "strict"},
        {"kind": "tiers", "tiers": [MET, PARTLY]},
        {"kind": "execution_share"},
        {"kind": "manual"},
    ],
)
def test_a_rule_goes_through_json_unchanged(data):
    rule = RULES.validate_python(data)

    assert RULES.validate_json(RULES.dump_json(rule)) == rule


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "eval"},
        {"mode": "ratio"},
        {"kind": "at_least", "mode": "ratio"},
        {"kind": "at_most", "mode": "steep"},
        {"kind": "tiers", "tiers": []},
        {"kind": "tiers", "tiers": [MET | {"low": 0.8}]},
        {"kind": "tiers", "tiers": [MET | {"low": True}]},
        {"kind": "tiers", "tiers": [MET | {"low": "NaN"}]},
        {"kind": "tiers", "tiers": [MET | {"high": "1.5"}]},
        {"kind": "tiers", "tiers": [MET | {"low": "1", "high": "0.8"}]},
        {"kind": "tiers", "tiers": [MET | {"low": "1", "high_closed": False}]},
        {"kind": "tiers", "tiers": [PARTLY, MET]},
        {"kind": "tiers", "tiers": [MET, PARTLY | {"high_closed": True}]},
        {"kind": "tiers", "tiers": [MET, PARTLY | {"words": ["达成预期"]}]},
    ],
)
def test_a_wrong_rule_is_refused(data):
    with pytest.raises(ValidationError):
        RULES.validate_python(data)


BANDS = [{"low": "0.9", "score": "1"}, {"high": "0.9", "score": "0"}]
STEPS = {"kind": "steps", "step": "0.1", "deduction": "1"}


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ({"kind": "at_least"}, "target actual"),
        ({"kind": "rate_share"}, "actual"),
        ({"kind": "rate_share", "of": "completion"}, "target actual"),
        ({"kind": "bands", "bands": BANDS}, "actual"),
        ({"kind": "bands", "bands": BANDS, "of": "completion"}, "target actual"),
        ({"kind": "satisfaction"}, "target actual"),
        ({"kind": "satisfaction", "mode": "rate"}, "actual"),
        ({"kind": "satisfaction", "mode": "bands", "bands": BANDS}, "actual"),
        (STEPS, "target actual"),
        (STEPS | {"limit": "1"}, "actual"),
        (STEPS | {"limit": "1", "of": "completion"}, "target actual"),
        ({"kind": "occurrences", "deduction": "1"}, "actual"),
        ({"kind": "occurrences", "deduction": "1", "asked": "次数"}, ""),
        ({"kind": "all_or_nothing"}, "target actual"),
        ({"kind": "all_or_nothing", "question": "有计划"}, ""),
        ({"kind": "manual"}, ""),
    ],
)
def test_a_rule_says_where_it_reads_a_number(data, read):
    assert " ".join(RULES.validate_python(data).numbers_in) == read


def test_a_tier_may_be_a_single_point():
    assert Tier(name="满分", low="1", high="1", high_closed=True).low == 1


def test_a_name_may_stand_among_its_own_words():
    assert Tiers(tiers=[MET | {"words": ["达成"]}]).tiers[0].words == ("达成",)


@pytest.mark.parametrize("rule", [AtLeast(), AtMost(), Equal(), Rounding()])
def test_parameters_are_immutable(rule):
    with pytest.raises(ValidationError):
        rule.kind = "manual"


def test_a_decimal_comes_from_text_and_stays_exact():
    assert GradeBand(name="优", minimum="90.10").minimum == Decimal("90.10")


@pytest.mark.parametrize("minimum", [89.5, "1e2", "９０", "1_0", None])
def test_a_band_begins_at_a_plain_number(minimum):
    with pytest.raises(ValidationError):
        GradeBand(name="优", minimum=minimum)


@pytest.mark.parametrize("names", [("优", "优"), ("优", "良")])
def test_bands_fall_and_differ(names):
    with pytest.raises(ValidationError):
        Grading(bands=[{"name": name, "minimum": "80"} for name in names])


def test_a_cap_names_a_band():
    cap = GradeCap(execution_rate_below="0.9", highest="好", reason="预算执行率低于90%")

    with pytest.raises(ValidationError, match="等级上限「好」不在等级之中。"):
        Grading(bands=[{"name": "优", "minimum": "90"}], caps=[cap])


@pytest.mark.parametrize("rounding", [{"decimals": 7}, {"decimals": -1}, {"mode": "nearest"}])
def test_rounding_is_checked(rounding):
    with pytest.raises(ValidationError):
        Rounding(**rounding)
