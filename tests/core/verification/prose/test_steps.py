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


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("length", [10_000, 50_000])
def test_steps_grow_with_the_text(text, length):
    steps = Steps()

    read_prose((text * length)[:length], steps)

    assert 0 < steps.taken <= MOST * length
