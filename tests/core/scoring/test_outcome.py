"""What a rule is given."""

from fractions import Fraction

import pytest

from tests.core.scoring.claims import claim


@pytest.mark.parametrize(("points", "worth"), [("22.5", Fraction("22.5")), ("0", 0), (None, 0)])
def test_a_row_is_worth_its_points_and_nothing_without_any(points, worth):
    assert claim("", "", points).worth == worth
