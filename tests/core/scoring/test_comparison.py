"""Target and actual in one measure; what was worked out stays exact in it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from core.scoring.comparison import measured
from tests.core.scoring.claims import claim


@pytest.mark.parametrize(
    ("target", "shown", "worked", "actual"),
    [
        ("≥90%", "95.33%", Fraction(286, 300), Fraction(286, 300)),
        ("≥90%", "95.33", Fraction(286, 3), Fraction(286, 300)),
        ("≥900‰", "95.33", Fraction(286, 3), Fraction(286, 3000)),
        ("≥3万元", "28666.67元", Fraction(86000, 3), Fraction(86, 30)),
        ("≥90户", "95.33", Fraction(286, 3), Fraction(286, 3)),
    ],
)
def test_what_was_worked_out_is_compared_in_the_measure_of_the_target(target, shown, worked, actual):
    asked = replace(claim(target, shown), worked=worked)

    assert measured(asked).actual == actual
