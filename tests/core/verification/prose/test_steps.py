"""The reader looks at each sign, and at so many figures around each figure: never at all of them."""

import pytest

from core.verification.prose import Steps, read_prose

HOSTILE = [
    "1",
    "1,",
    " ",
    "\n",
    "（",
    "年1",
    "1元。",
    "合计1元",
    "占项目支出的1%",
    "其中（1元，2元）占1%",
    "由1元到2元",
]
MOST = 100
"""Steps for one character, in the worst of them."""
SHORT, TIMES = 1_000, 5
MORE = 1.1
"""What begins and ends a text weighs a little more in a short one; with a square it would be five times."""


@pytest.mark.parametrize("text", HOSTILE)
def test_steps_grow_with_the_text_and_not_with_its_square(text):
    short, long = taken(text, SHORT), taken(text, SHORT * TIMES)

    assert 0 < long <= MOST * SHORT * TIMES
    assert long <= MORE * TIMES * short


def taken(text: str, length: int) -> int:
    steps = Steps()
    read_prose((text * length)[:length], steps)
    return steps.taken
