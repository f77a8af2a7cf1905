"""Points of rows that do not apply go to the rows beside them, and no point is lost."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.scoring.siblings import Part, moved


def part(score, points, left_out=0):
    return Part(Fraction(score), Fraction(points), Fraction(left_out))


def test_where_all_apply_nothing_moves():
    assert moved([part(8, 10), part(5, 5)]) == part(13, 15)


def test_points_move_in_proportion():
    assert moved([part(6, 8), part(0, 0, 2)]).score == Fraction(15, 2)


def test_where_nothing_applies_the_points_wait_for_the_level_above():
    below = moved([part(0, 0, 4), part(0, 0, 2)])

    assert below == part(0, 0, 6)
    assert moved([below, part(9, 10)]).score == Fraction(72, 5)


def test_the_working_says_what_moved_where():
    quantity = moved([part(8, 10), part(0, 0, 5)])
    quality = moved([part(7, 10), part(6, 6)])

    assert moved([quantity, quality]).working == "8 × 15 ÷ 10 + 13"


def test_several_parts_stand_in_brackets_before_they_are_multiplied():
    assert moved([part(8, 10), part(4, 5), part(0, 0, 5)]).working == "(8 + 4) × 20 ÷ 15"


def test_what_earned_nothing_is_told_and_what_does_not_apply_is_not():
    assert moved([part(8, 10), part(0, 5), part(0, 0, 5)]).working == "(8 + 0) × 20 ÷ 15"


def test_a_score_without_points_counts_all_the_same():
    assert moved([part(2, 0), part(8, 10)]).score == 10


ROWS = st.lists(st.tuples(st.integers(1, 20), st.fractions(0, 1), st.booleans()), min_size=1, max_size=8)


@given(ROWS)
def test_full_scores_of_what_applies_are_full_points_of_all(rows):
    parts = [part(points, points) if applies else part(0, 0, points) for points, _, applies in rows]

    whole = moved(parts)

    assert whole.score in (0, sum(points for points, _, _ in rows))
    assert whole.points + whole.left_out == sum(points for points, _, _ in rows)


@given(ROWS)
def test_no_score_is_above_the_points(rows):
    parts = [
        part(points * share, points) if applies else part(0, 0, points) for points, share, applies in rows
    ]

    assert 0 <= moved(parts).score <= moved(parts).points
