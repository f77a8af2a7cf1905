"""The addresses of what is asked in a row besides its actual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing import cells
from core.filing.cells import CellRef

KEYS = st.from_regex(r"[a-z0-9_\-]{1,50}", fullmatch=True)


@given(row=KEYS, key=KEYS, make=st.sampled_from([cells.answer, cells.measure_input]))
def test_the_address_of_an_answer_or_input_reads_back_and_names_its_key(row, key, make):
    ref = make(row, key)

    assert CellRef.parse(str(ref)) == ref
    assert ref.asks == key


@pytest.mark.parametrize(("length", "fits"), [(58, True), (59, False)])
def test_an_address_is_no_longer_than_the_database_keeps_it(length, fits):
    text = f"indicators/{'r' * 60}/{'c' * length}"

    if fits:
        assert str(CellRef.parse(text)) == text
    else:
        with pytest.raises(ValueError, match="not a cell"):
            CellRef.parse(text)


def test_an_answer_and_an_input_of_one_key_are_two_cells():
    assert cells.answer("r1", "a") != cells.measure_input("r1", "a")


@pytest.mark.parametrize("text", ["indicators/r1/actual", "total/score", "funds/total/executed"])
def test_no_other_cell_asks_anything(text):
    assert CellRef.parse(text).asks == ""


@pytest.mark.parametrize(
    "text",
    [
        "indicators/r1/answers.",
        "indicators/r1/answers.A",
        "indicators/r1/answers.a.b",
        f"indicators/r1/answers.{'a' * 51}",
        "indicators/r1/others.a",
        "indicators/answers.a/b",
        "funds/total/answers.a",
        "indicators/R1/answers.a",
    ],
)
def test_what_is_no_address_of_an_answer_is_refused(text):
    with pytest.raises(ValueError, match="not a cell"):
        CellRef.parse(text)
