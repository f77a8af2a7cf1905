"""Ready texts of 催报, which name no project and no amount."""

from __future__ import annotations

from datetime import date

import pytest

from evaluations.oversight.texts import Caller, Unfiled, days_words, text_for_group, text_for_one

TODAY = date(2022, 5, 1)
CALLER = Caller("测试区财政局", "陈绩效", "0762-0000001")
ONE = Unfiled("甲单位", {"未填报": 1, "被退回": 2}, date(2022, 4, 28))


@pytest.mark.parametrize(
    ("due_on", "words"),
    [(date(2022, 4, 28), "逾期3天"), (TODAY, "今日截止"), (date(2022, 5, 13), "还有12天")],
)
def test_days_are_said_in_words(due_on, words):
    assert days_words(due_on, TODAY) == words


def test_one_unit_is_told_what_is_missing_until_when_and_whom_to_ask():
    assert text_for_one("2021年度绩效自评工作", ONE, CALLER, TODAY) == (
        "甲单位：2021年度绩效自评工作尚有3份自评表未报送（未填报1份、被退回2份），"
        "报送截止日为2022年4月28日，逾期3天。请登录系统抓紧办理。被退回的，请按退回意见修改后重新报送。"
        "联系人：测试区财政局陈绩效，电话0762-0000001。"
    )


def test_only_who_has_something_sent_back_is_told_what_to_do_with_it():
    text = text_for_one("2021年度绩效自评工作", Unfiled("乙单位", {"填报中": 1}, TODAY), CALLER, TODAY)

    assert "抓紧办理。联系人" in text


def test_a_group_is_told_in_one_text():
    text = text_for_group(
        "2021年度绩效自评工作", [ONE, Unfiled("乙单位", {"填报中": 1}, TODAY)], CALLER, TODAY
    )

    assert "截至2022年5月1日" in text
    assert "甲单位3份，逾期3天；乙单位1份，今日截止。" in text


def test_without_a_phone_none_is_named():
    assert Caller("甲局", "吴核实", "").contact == "联系人：甲局吴核实。"
