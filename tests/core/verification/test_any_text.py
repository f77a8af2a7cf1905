"""Whatever is typed, computing and checking a filing end with an answer."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.figures.text import FigureError
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.order import paper_order
from core.verification import verify
from tests.core.filing.forms import EVERY_CHECK, make_filing, make_form

FORM, FILING = make_form(checks=EVERY_CHECK), make_filing()
REFS = list(paper_order(FORM, FILING))
NUMBERS = st.from_regex(r"[≥≤=<>]?-?[0-9]{1,9}(\.[0-9]{1,4})?(%|‰|万元|人)?", fullmatch=True)
WORDS = st.sampled_from(
    [
        *("", "-", "—", "/", "达成预期", "部分达成预期", "是", "7,00.0,77", "91%%", "≥95%社会效益明显"),
        *(
            "2021年6月30日前",
            "2022年1月",
            "2019年完成。",
            "……",
            "指标2：",
            "（100字以内）",
            "无投诉",
            "≥360天",
        ),
        *("全部完成", "按时拨付", "优", "100"),
    ]
)
TEXTS = NUMBERS | WORDS | st.text(max_size=20)


def keep(cells, ref: CellRef, text: str):
    try:
        cells[str(ref)] = read_cell(FORM, ref, text)
    except FigureError:
        cells.pop(str(ref), None)


@settings(max_examples=100, deadline=None)
@given(typed=st.dictionaries(st.sampled_from(REFS), TEXTS, max_size=12))
def test_any_text_in_any_cell_ends_with_findings_whose_sentence_is_whole(typed):
    cells = dict(FILING.cells)
    for ref, text in typed.items():
        keep(cells, ref, text)

    findings = verify(FORM, replace(FILING, cells=cells))

    assert all(finding.message.endswith("。") for finding in findings)
    assert all(finding.places for finding in findings)
    assert len({finding.fingerprint for finding in findings}) == len(findings)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(REFS))
def test_an_empty_filing_can_be_checked_too(ref):
    findings = verify(FORM, replace(FILING, cells={str(ref): FILING.cell(ref)}))

    assert any(finding.stops for finding in findings)
