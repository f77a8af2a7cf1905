"""Whatever was filed: the sheets are sound, everything adds up, what was frozen reads back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from core.paper.sheet import grid_faults
from core.summary.columns import CATALOGUE
from core.summary.content import from_text, to_text
from core.summary.sheets import sheets
from core.summary.tables import tables
from tests.core.summary.making import figures, filing, layout, summary

amounts = st.none() | st.decimals(min_value=0, max_value=99_999_999, places=6, allow_nan=False)
scores = st.none() | st.decimals(min_value=0, max_value=100, places=2, allow_nan=False)
said = st.builds(
    figures,
    adjusted=amounts,
    executed=amounts,
    initial=amounts,
    score=scores,
    scored=st.booleans(),
    grade=st.sampled_from(("优", "差", "", "特")),
    unmet=st.integers(0, 9),
)
stands = st.sampled_from(("approved", "in_review", "returned", "open", "exempt"))
some = st.builds(
    filing,
    st.integers(1, 999).map(str),
    said=said,
    stands=stands,
    scope=st.sampled_from(("project", "transfer", "department")),
    department=st.sampled_from("甲乙丙"),
)
layouts = st.lists(st.sampled_from(sorted(CATALOGUE)), min_size=1, unique=True).map(
    lambda keys: layout(*keys)
)
summaries = st.builds(
    lambda filings, chosen, approved: summary(
        *sorted(filings, key=lambda one: one.department), layout=chosen, approved_only=approved
    ),
    st.lists(some, max_size=12),
    layouts,
    st.booleans(),
)


@settings(max_examples=30, deadline=None)
@given(summaries)
def test_every_sheet_is_sound_and_the_same_again_from_what_was_frozen(whole):
    found = sheets(whole)

    assert [fault for sheet in found.values() for fault in grid_faults(sheet)] == []
    assert sheets(from_text(to_text(whole))) == found


@settings(max_examples=30, deadline=None)
@given(summaries)
def test_the_grand_total_is_what_the_filings_say(whole):
    results, *_ = tables(whole)
    listed = [one.figures for one in whole.listed("project", "transfer")]
    scored = [one.score for one in listed if one.scored and one.score is not None]
    spent = [one.executed for one in listed if one.executed is not None]

    if listed:
        total = results.lines[-1]
        assert Decimal(total.texts["executed"].replace("—", "0")) == sum(spent)
        assert total.texts["unmet"] == str(sum(one.unmet for one in listed))
        if scored:
            mean = Fraction(sum(map(Fraction, scored)), len(scored))
            assert abs(Fraction(Decimal(total.texts["score"])) - mean) <= Fraction(1, 200)
    else:
        assert results.lines == ()


@settings(max_examples=30, deadline=None)
@given(summaries)
def test_where_filings_stand_adds_up_in_every_line(whole):
    progress = next(one for one in tables(whole) if one.title == "报送情况统计表")

    for line in progress.lines:
        due, filed, returned, unfiled = (int(line.texts[key]) for key in ("due", "filed", "returned", "open"))
        assert due == filed + returned + unfiled
    if whole.filings:
        total = progress.lines[-1].texts
        assert int(total["due"]) + int(total["exempt"]) == len(whole.filings)
