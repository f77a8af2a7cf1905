"""年度指标值 as the filings write them: sign, number, measure, or words."""

from decimal import Decimal

import pytest

from core.figures.targets import Target, parse_target, split_target

READ = [
    # what real filings say (seeds 000–003)
    ("85%", "", "0.85", "%"),
    ("≥28%", ">=", "0.28", "%"),
    ("达到100%", ">=", "1", "%"),
    ("达到80%以上", ">=", "0.8", "%"),
    ("市域内覆盖100%", "", "1", "%"),
    ("=9000元", "=", "9000", "元"),
    ("1700人", "", "1700", "人"),
    ("≥300平方米", ">=", "300", "平方米"),
    ("≧98%", ">=", "0.98", "%"),
    ("≧2次", ">=", "2", "次"),
    ("216个", "", "216", "个"),
    # every sign
    (">=90%", ">=", "0.9", "%"),
    ("＞＝90％", ">=", "0.9", "%"),
    ("> 5", ">", "5", ""),
    ("≤5300", "<=", "5300", ""),
    ("≦3天", "<=", "3", "天"),
    ("<=3", "<=", "3", ""),
    ("＜3", "<", "3", ""),
    ("﹦5个", "=", "5", "个"),
    ("═3", "=", "3", ""),
    ("＝100%", "=", "1", "%"),
    # every word
    ("不低于90%", ">=", "0.9", "%"),
    ("不少于 20 次", ">=", "20", "次"),
    ("不得小于3", ">=", "3", ""),
    ("至少2项", ">=", "2", "项"),
    ("大于等于5", ">=", "5", ""),
    ("不超过5个工作日", "<=", "5", "个工作日"),
    ("不高于10‰", "<=", "0.01", "‰"),
    ("不能多于3起", "<=", "3", "起"),
    ("小于或等于5%", "<=", "0.05", "%"),
    ("大于5", ">", "5", ""),
    ("超过95%以上", ">", "0.95", "%"),
    ("小于3人次", "<", "3", "人次"),
    ("等于4户", "=", "4", "户"),
    ("90%以上", ">=", "0.9", "%"),
    ("95％（含）及以上", ">=", "0.95", "%"),
    ("3件以下", "<=", "3", "件"),
    ("30天内", "<=", "30", "天"),
    ("控制在3万元以内", "<=", "3", "万元"),
    ("控制到5%", "<=", "0.05", "%"),
    ("控制在80%以上", ">=", "0.8", "%"),
    ("最低90%", ">=", "0.9", "%"),
    ("最高不超过5起", "<=", "5", "起"),
    ("最高5起", "<=", "5", "起"),
    ("≮90%", ">=", "0.9", "%"),
    ("≯3‰", "<=", "0.003", "‰"),
    ("不满3人", "<", "3", "人"),
    # numbers and measures
    ("2,000.50元", "", "2000.50", "元"),
    ("0起", "", "0", "起"),
    ("下降5个百分点", "", "0.05", "个百分点"),
    ("≤-30%", "<=", "-0.3", "%"),
    ("−5%", "", "-0.05", "%"),
    ("百分之百", "", "1", "%"),
    ("不低于百分之98.5", ">=", "0.985", "%"),
    ("1.5万人次", "", "1.5", "万人次"),
    ("达到100km", ">=", "100", "km"),
    (">=99百分比", ">=", "0.99", "百分比"),
    ("25TB", "", "25", "TB"),
    ("8例", "", "8", "例"),
    # text around it
    ("PM2.5≤35", "<=", "35", ""),
    ("6月30日前完成100%", "", "1", "%"),
    ("1.参保率≥95%", ">=", "0.95", "%"),
    ("目标1:完成90%", "", "0.9", "%"),
    ("≥95%，涉及12个村", ">=", "0.95", "%"),
    ("2021年度办理5件", "", "5", "件"),
]
WORDS = [
    "按时拨付",
    "明显提高",
    "定性",
    "全覆盖",
    "2021年12月完成",
    "12月底之前",
    "第3批",
    "2021-12-31前",
    "5G网络",
]
WORDS += ["全年第4季度", "每月10日之前", "国发〔2021〕号", "30天" + "延长" * 20 + "至90天"]
UNREADABLE = [
    "91%%",
    "7,00.0,77",
    "80%-90%",
    "≥80%且≤90%",
    "≥5天以内",
    "٣个",
    "③",
    "1,2人",
    "9999999999",
    "60.69364%",
]


@pytest.mark.parametrize(("text", "operator", "value", "measure"), READ)
def test_a_target_is_read(text, operator, value, measure):
    expected = Target(text, "quantitative", Decimal(value), measure, operator)

    assert parse_target(text) == expected


@pytest.mark.parametrize("text", WORDS)
def test_words_and_dates_are_qualitative(text):
    target = parse_target(text)

    assert (target.kind, target.value, target.problem) == ("qualitative", None, "")


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_figure_that_cannot_be_read_says_why(text):
    target = parse_target(text)

    assert (target.kind, target.value) == ("unreadable", None)
    assert target.problem.startswith(f"「{text}」")


@pytest.mark.parametrize("text", ["", " ", "—", "-", "/"])
def test_nothing_is_empty(text):
    assert parse_target(text).kind == "empty"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("≧735人次", ("≧", "735", "人次")),
        ("＞＝９０％", ("＞＝", "９０", "％")),
        ("≤ -1.5 个百分点", ("≤", "-1.5", "个百分点")),
        ("100", ("", "100", "")),
        ("达到80%以上", ("", "达到80%以上", "")),
        ("1-2天", ("", "1-2天", "")),
        ("", ("", "", "")),
    ],
)
def test_a_target_falls_into_its_parts_where_it_is_a_plain_figure(text, parts):
    assert split_target(text) == parts


@pytest.mark.parametrize("text", [case[0] for case in READ])
def test_no_part_of_a_target_is_lost(text):
    assert "".join("".join(split_target(text)).split()) == "".join(text.split())
