"""What was published, but is no number, is refused at the field in words that say how to write it (D7)."""

from __future__ import annotations

import pytest

from core.figures.text import FigureError
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from tests.golden import cases
from tests.golden.cases import Case

SAID = {
    cases.HUBEI: "「1」没有百分号，请注明百分号，例如60.7%。",
    cases.HUOSHAN: "「3359.62万」不能识别为数字，请改为3359.62。",
}


@pytest.mark.parametrize("case", SAID, ids=[case.stem for case in SAID])
def test_it_is_refused_as_it_was_published(case: Case):
    ((ref, typed),) = case.filed["refused"].items()

    with pytest.raises(FigureError) as refused:
        read_cell(case.form, CellRef.parse(ref), typed)

    assert str(refused.value) == SAID[case]


@pytest.mark.parametrize("case", SAID, ids=[case.stem for case in SAID])
def test_what_stands_there_instead_says_the_same(case: Case):
    ((ref, typed),) = case.filed["refused"].items()
    written = case.texts()[ref]

    assert read_cell(case.form, CellRef.parse(ref), written).value is not None
    assert written.removesuffix("00%") == typed.removesuffix("万")
