"""C17 in prose: the year that is evaluated is the filing's."""

import pytest

from core.verification import Severity, verify
from tests.core.filing.forms import make_filing, shipped_form


def told(text):
    form = shipped_form()
    found = verify(form, make_filing(form, report__s2=text))
    return [finding for finding in found if finding.check == "C17"]


@pytest.mark.parametrize(
    "text",
    [
        "根据要求，对2019年度部门整体支出开展了绩效自评。",
        "2023年全年预算数100万元。现将2023年度绩效自评情况报告如下。",
    ],
)
def test_evaluation_of_another_year_is_asked_about(text):
    (finding,) = told(text)

    assert {text[start:end] for start, end in finding.spans} == {finding.found}
    assert finding.message.endswith("本次自评的数据年度为2021年，请核对。")
    assert (finding.severity, finding.stops) == (Severity.MUST_EXPLAIN, False)


@pytest.mark.parametrize(
    "text",
    [
        "对2021年度部门整体支出开展了绩效自评。",
        "根据2022年绩效自评工作安排，认真自评。",
        "根据《关于开展2019年度绩效自评的通知》，认真自评。",
        "较2020年度绩效自评结果有所提高。",
        "上年即2020年度绩效自评得分90分。",
        "2020年度绩效自评结果应用情况良好。",
        "自2019年成立以来，绩效自评工作不断加强。",
        "2020年度下达奖励资金。绩效自评工作已完成。",
        "连续20年绩效自评为优。",
        "",
    ],
)
def test_years_of_other_things_are_left_in_peace(text):
    assert told(text) == []
