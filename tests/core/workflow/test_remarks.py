"""Where a remark stands follows from what was said to it, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workflow.remarks import RemarkState, Said, since_raised, state_of

THREADS = st.lists(st.sampled_from(Said), max_size=8)


@pytest.mark.parametrize(
    ("said", "is_changed", "state"),
    [
        ([], False, "待处理"),
        ([], True, "已答复"),
        ([Said.ANSWER], False, "已答复"),
        ([Said.ANSWER, Said.CONFIRMED], False, "已确认"),
        ([Said.CONFIRMED], True, "已确认"),
        ([Said.ANSWER, Said.AGAIN], False, "待处理"),
        ([Said.CONFIRMED, Said.AGAIN], False, "待处理"),
        ([Said.ANSWER, Said.AGAIN, Said.ANSWER], False, "已答复"),
    ],
)
def test_what_was_said_gives_the_state(said, is_changed, state):
    assert state_of(said, is_sent=True, is_changed=is_changed).label == state


@given(THREADS, st.booleans())
def test_what_was_not_sent_is_a_draft(said, is_changed):
    assert state_of(said, is_sent=False, is_changed=is_changed) is RemarkState.DRAFT


@given(THREADS, THREADS, st.booleans())
def test_raised_again_nothing_said_before_counts(before, after, is_changed):
    whole = state_of([*before, Said.AGAIN, *after], is_sent=True, is_changed=is_changed)

    assert whole is state_of(after, is_sent=True, is_changed=is_changed)


@given(THREADS)
def test_only_a_verdict_after_it_was_last_raised_confirms(said):
    is_confirmed = state_of(said, is_sent=True, is_changed=True) is RemarkState.CONFIRMED

    assert is_confirmed == (Said.CONFIRMED in since_raised(said))


@given(THREADS)
def test_a_change_never_reopens(said):
    unchanged, changed = (state_of(said, is_sent=True, is_changed=one) for one in (False, True))

    assert list(RemarkState).index(unchanged) <= list(RemarkState).index(changed)


def test_each_has_its_word():
    assert [said.label for said in Said] == ["单位答复", "确认", "再次提出"]
    assert [state.label for state in RemarkState] == ["草拟", "待处理", "已答复", "已确认"]
