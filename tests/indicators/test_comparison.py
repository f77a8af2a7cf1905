"""What two versions of a form say differently is said place by place, in the order of the form."""

from __future__ import annotations

import pytest

from indicators.comparison import differences
from tests.factories import small_form

FORM = small_form()


def told(**changed):
    return [(one.place, one.before, one.after) for one in differences(FORM, small_form(**changed))]


def dumped(part):
    return getattr(FORM, part).model_dump()


def test_a_form_does_not_differ_from_itself_or_its_next_version():
    assert told() == []
    assert told(version=2) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"place": "别处"}, ("地区", "测试区", "别处")),
        ({"scope": "transfer"}, ("类别", "项目支出", "转移支付")),
        ({"total_points": None}, ("总分", "100", "（无）")),
        ({"goals": None}, ("年度总体目标", "有", "（无）")),
        (
            {"funds": {**dumped("funds"), "execution_rule": None}},
            (
                "项目资金·执行率评分规则",
                "按全年执行数÷全年预算数×分值计分，最多得满分；全年预算数为0的，不自动计算得分，请自己评分并说明理由",
                "（无）",
            ),
        ),
        ({"checks": {"C09": {"severity": "hint"}}}, ("校验设置", "（无）", "C09")),
        ({"accepted_deviations": {"points/total": "照印"}}, ("照印的问题·points/total", "（无）", "照印")),
    ],
)
def test_one_change_is_one_difference(changed, expected):
    assert told(**changed) == [expected]


def header(*fields):
    return [{"key": key, "label": label, **more} for key, label, more in fields]


FILER, DATE = (
    ("filer", "填报人", {"max_length": 20}),
    ("filled_on", "填报日期", {"kind": "date", "required": False}),
)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([FILER], ("填表信息", "填报日期", "（无）")),
        ([FILER, DATE, ("phone", "电话", {})], ("填表信息", "（无）", "电话")),
        ([DATE, FILER], ("填表信息·顺序", "填报人、填报日期", "填报日期、填报人")),
        ([("filer", "经办人", {"max_length": 20}), DATE], ("填表信息「经办人」·名称", "填报人", "经办人")),
        ([FILER, ("filled_on", "填报日期", {"kind": "date"})], ("填表信息「填报日期」·必填", "否", "是")),
    ],
)
def test_rows_are_compared_by_their_keys(fields, expected):
    assert told(header=header(*fields)) == [expected]


def test_a_named_setting_that_changed_is_compared_field_by_field():
    before = small_form(checks={"C09": {"severity": "hint"}})
    after = small_form(checks={"C09": {"severity": "off"}})

    found = [(one.place, one.before, one.after) for one in differences(before, after)]

    assert found == [("校验设置「C09」·怎样处理", "提示项", "不校验")]
    assert differences(before, before) == []


def test_a_reason_that_stayed_is_no_difference():
    before = small_form(accepted_deviations={"a": "照印", "b": "照印"})
    after = small_form(accepted_deviations={"a": "照印", "b": "另一理由"})

    assert [one.place for one in differences(before, after)] == ["照印的问题·b"]
