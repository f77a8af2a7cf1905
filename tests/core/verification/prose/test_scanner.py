"""Which digits are figures, with which measure, and where they stand in the text as written."""

import pytest

from core.verification.prose.scanner import scan
from core.verification.prose.steps import Steps


def figures(text):
    return scan(text, Steps())


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("支出1,155.50万元", "1155.50", "万元"),
        ("支出１１５５．５０万元", "1155.50", "万元"),
        ("支 出 1155.50 万 元", "1155.50", "万元"),
        ("支出 1155.50 万元", "1155.50", "万元"),
        ("执行率60.7％", "60.7", "%"),
        ("知晓率百分之95", "95", "%"),
        ("提高3.5个百分点", "3.5", "个百分点"),
        ("服务52.33万人次", "52.33", "万人次"),
        ("每人33.5元/人", "33.5", "元/人"),
        ("约谈10家次", "10", "家次"),
        ("基金支出2.75亿", "2.75", "亿"),
        ("得94分", "94", "分"),
        ("采购25台（套）", "25", "台"),
        ("下浮3‰", "3", "‰"),
    ],
)
def test_figure_is_read_with_its_measure(text, value, measure):
    (figure,) = figures(text)

    assert (f"{figure.value:f}", figure.measure) == (value, measure)


@pytest.mark.parametrize(
    "text",
    [
        "2021年度",
        "2022年12月31日",
        "12月",
        "3.2021年",
        "第3批",
        "〔2022〕12号",
        "川财社[2022]95号",
        "0970-8612345",
        "13912345678",
        "9:30",
        "PM2.5",
        "5G网络",
        "2020版目录",
        "1.加强管理",
        "（1）数量指标",
        "2080501指反映",
        "3 人员经费",
        "1/3",
        "2021-2023年",
        "附件2",
        "1234567890123456789012元",
        "5.人员",
        "2022统筹年度",
        "2080501",
    ],
)
def test_what_is_no_quantity_is_left_out(text):
    assert figures(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "约25亿元",
        "180余万元",
        "1万多份",
        "20000余件",
        "超过95%",
        "80%以上",
        "90%左右",
        "不低于610元",
        "3-5人",
        "3万元至5万元",
        "≥8人",
    ],
)
def test_about_and_more_than_are_not_exact(text):
    assert not any(figure.is_exact for figure in figures(text))


@pytest.mark.parametrize("text", ["节约12万元", "签约3家", "达到100%", "附近5个"])
def test_words_that_only_look_like_about_leave_a_figure_exact(text):
    assert all(figure.is_exact for figure in figures(text))


def test_span_is_that_of_the_text_as_written():
    text = "发生 费用\n\n775 万元，**占**百分之 5。"

    assert [text[figure.start : figure.end] for figure in figures(text)] == ["775 万元", "百分之 5"]


def test_bare_amount_takes_the_measure_of_its_neighbour():
    bare, amount = figures("下达74.73，支出74.23万元")

    assert (bare.measure, bare.is_borrowed, amount.is_borrowed) == ("万元", True, False)


def test_bare_amount_without_a_neighbour_is_left_out():
    assert figures("支出决算数为605.35，完成较好") == ()


def test_page_breaks_do_not_end_a_sentence_and_headings_do():
    first, second = figures("城乡居民门诊慢特病就诊共计15977人次，全年发生费用\n\n775万元")
    above, below = figures("支出3万元\n（二）收入5万元")

    assert first.sentence == second.sentence
    assert above.sentence != below.sentence


def test_numbers_of_a_list_have_the_measure_behind_its_last():
    found = figures("分别支付8.1、47.5、3和5.8万元")

    assert [figure.measure for figure in found] == ["万元"] * 4
    assert [figure.is_borrowed for figure in found] == [True, True, True, False]


@pytest.mark.parametrize("text", ["1、2月", "第1、2、3号", "1、2021年"])
def test_numbers_of_a_list_without_a_measure_are_left_out(text):
    assert figures(text) == ()
