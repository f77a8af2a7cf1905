"""Relations that no words tie are told where one slip explains them and chance would seldom have made it."""

from __future__ import annotations

import pytest

from core.verification.prose import read_prose

TRUE = [
    ("sum", "受理案件6618件，提起公诉4417件，作不起诉处理1138件，退回11件，年末在办1052件。"),
    (
        "sum",
        "三区（412.30万元、387.65万元、290.10万元）加两县（655.48万元、598.77万元），市以下支出2344.30万元。",
    ),
    (
        "sum",
        "防治补助85.13万元，支出85.00万元；防火补助120.00万元，支出96.40万元；保护修复210.00万元，"
        "支出147.27万元。三项下达415.13万元。",
    ),
    ("sum", "收入1640.25万元，其中往年留下的212.75万元除去后为1427.50万元。"),
    ("change", "压减环卫作业，一方4892.35万元，另一方5260.61万元，较上年多支368.26万元。"),
    ("change", "早先知晓面74.135%，如今知晓面86.253%。两者相比，提高12.118个百分点。"),
    ("change", "2021年排放42165.3吨，比2020年削减2027.7吨（2020年44193.0吨），削减率4.588%。"),
    ("change", "2020年投入1864.21万元，2021年投入2142.36万元。两年之间上升14.92%。"),
    ("share", "目录内的项目用去委托资金6425.17万元中的5397.33万元，金额占比84.00%。"),
    ("rate", "任务总量8640亩，兑现8479亩，兑付面98.14%。"),
    ("rate", "任务总量8640亩，兑现9479亩，兑付面109.71%。"),
]


def told(text, holds):
    return {one.kind for one in read_prose(text) if one.holds == holds}


@pytest.mark.parametrize(("kind", "text"), TRUE)
def test_what_comes_out_is_right(kind, text):
    assert kind in told(text, "yes") | told(text, "rounding")
    assert not told(text, "no")


WRONG = [
    (TRUE[0], "6618", "6678"),
    (TRUE[1], "598.77", "518.77"),
    (TRUE[2], "120.00", "210.00"),
    (TRUE[3], "1427.50", "1472.50"),
    (TRUE[4], "368.26", "386.26"),
    (TRUE[5], "12.118", "12.178"),
    (TRUE[6], "4.588", "4.858"),
    (TRUE[7], "14.92", "19.92"),
    (TRUE[8], "84.00", "48.00"),
    (TRUE[9], "98.14", "98.41"),
    (TRUE[10], "109.71", "109.11"),
]


@pytest.mark.parametrize(("true", "right", "wrong"), WRONG)
def test_what_a_slip_keeps_from_coming_out_is_wrong(true, right, wrong):
    kind, text = true

    assert text.count(right) == 1
    assert kind in told(text.replace(right, wrong), "no")


@pytest.mark.parametrize(
    "text",
    [
        "受理案件68件，提起公诉41件，作不起诉处理13件，退回1件。",
        "受理案件6618件，提起公诉约4417件，作不起诉处理1133件，退回11件，年末在办1052件。",
        "造林21700亩，其中人工造林6500亩，封山育林12000亩，退化林修复3200亩。抚育8000亩。",
        "任务总量8640亩，兑现8479亩，满意度95%。",
        "完成投资5126.80万元，为概算6350.00万元的80.74%；支付4409.05万元，为完成投资的86.00%，占到位资金4800.00万元的91.86%。",
        "多支80.20万元，投入51.30万元，投入62.40万元，增长12.20%。",
        "财政拨款收入612.30万元，同比增加40.20万元（上年572.10万元）；项目支出598.00万元，同比增加25.00万元。",
        "收入612.30万元，增加40.20万元（上年572.10万元）；支出600.00万元，增加30.00万元。",
        "支出456.85万元，减少92.19万元；经费569.04万元，减少94.38万元（上年663.42万元）；支出72.16万元，增加1.35万元。",
        "办公费452.30万元，比上年减少55.13万元；差旅费396.67万元，比上年增加15.21万元。",
        "发放问卷共535份，收回有效问卷516份，满意419份，基本满意80份。",
    ],
)
def test_what_chance_makes_or_other_figures_explain_is_not_told(text):
    assert not told(text, "no")


@pytest.mark.parametrize(
    "text",
    [
        "财政拨款收入612.30万元，同比增加42.20万元（上年572.10万元）；项目支出598.00万元，同比增加25.00万元。",
        "支出600.00万元，增加30.00万元；收入612.30万元，增加42.20万元（上年572.10万元）。",
    ],
)
def test_what_brackets_give_to_its_own_change_is_still_read(text):
    assert "change" in told(text, "no")
