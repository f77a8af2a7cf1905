"""C43: shares of one list that leave nothing out make 100 %."""

import pytest

from core.verification import Severity, verify
from tests.core.filing.forms import make_filing, shipped_form


def told(text):
    form = shipped_form()
    found = verify(form, make_filing(form, report__s2=text))
    return [finding for finding in found if finding.check == "C43"]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("电子凭证结算占比9.0%，刷身份证占比0.8%，医保卡结算占比42.0%，刷脸占比49.2%。", "101%"),
        ("基本支出275.22万元，占45.46%；项目支出330.13万元，占55.54%。", "101%"),
        ("货物采购占30%，工程采购占40%，其他采购占20%。", "90%"),
        ("非常满意的占80.1%，满意的占15.2%，不满意的占5.7%。", "101%"),
        ("基本支出占本年支出的45.46%，项目支出占本年支出的55.54%。", "101%"),
    ],
)
def test_list_that_leaves_nothing_out_and_makes_no_whole_is_told(text, total):
    (finding,) = told(text)

    assert f"= {total}，合计应为100%" in finding.message
    assert all(text[start:end].endswith("%") for start, end in finding.spans)
    assert (finding.severity, finding.stops) == (Severity.MUST_EXPLAIN, False)


def test_list_that_is_repeated_is_told_once():
    text = "基本支出占45.46%，项目支出占55.54%。"

    assert len(told(text * 2)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "电子凭证结算占比9%，刷身份证占比0.8%，医保卡结算占比42%，刷脸占比48.2%。",
        "甲占33.3%，乙占33.3%，丙占33.3%。",
        "甲占33%，乙占33%，丙占33%。",
        "项目支出占总支出的92.64%，医疗支出占总支出的78.32%，扶贫支出占总支出的14.32%。",
        "甲占全县的50%，乙占全市的49%，丙占全省的2%。",
        "甲占比约50%，乙占比49%，丙占比2%。",
        "甲占比60%，乙占比39%。",
        "占比93.33%。",
    ],
)
def test_other_shares_are_left_in_peace(text):
    assert told(text) == []
