"""Numbers of persons are found however they are typed, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.figures.personal import PersonalNumber, personal_numbers

IDENTITY = "11010519491231002X"
CARD = "6222021234567894"
MOBILE = "13800138000"


def masked(text):
    return [number.masked for number in personal_numbers(text)]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        (f"身份证号{IDENTITY}", "身份证号码", "1101************2X"),
        ("身份证号11010519491231002x。", "身份证号码", "1101************2X"),
        ("440308199901010012", "身份证号码", "4403************12"),
        ("110105190001010028", "身份证号码", "1101************28"),
        ("１１０１０５１９４９１２３１００２Ｘ", "身份证号码", "1101************2X"),
        ("110105 19491231 002X", "身份证号码", "1101************2X"),
        ("110105-1949-1231-002X", "身份证号码", "1101************2X"),
        (f"开户账号:{CARD},", "银行卡号", "6222********7894"),
        ("6222 0212 3456 7894", "银行卡号", "6222********7894"),
        ("6222-0212-3456-7894。", "银行卡号", "6222********7894"),
        ("622202 1234567894", "银行卡号", "6222********7894"),
        ("6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 4", "银行卡号", "6222********7894"),
        ("4111111111111111", "银行卡号", "4111********1111"),
        ("378282246310005", "银行卡号", "3782*******0005"),
        ("3782 822463 10005", "银行卡号", "3782*******0005"),
        ("9558801234567890128", "银行卡号", "9558***********0128"),
        ("6222021234567890128", "银行卡号", "6222***********0128"),
        (f"联系{MOBILE}张三", "手机号码", "138****8000"),
        ("１３８００１３８０００", "手机号码", "138****8000"),
        ("138 0013 8000", "手机号码", "138****8000"),
        ("138—0013—8000", "手机号码", "138****8000"),
        ("138-00138000", "手机号码", "138****8000"),
        ("1 3 8 0 0 1 3 8 0 0 0", "手机号码", "138****8000"),
        ("+86 138-0013-8000", "手机号码", "138****8000"),
        ("+8613800138000", "手机号码", "138****8000"),
        ("008613800138000", "手机号码", "138****8000"),
    ],
)
def test_a_number_of_a_person_is_found(text, kind, shown):
    assert personal_numbers(text) == [PersonalNumber(kind, shown)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021年度共支出701.23万元，执行率60.7%，资助参保7890人。",
        "源财〔2021〕12号、河医保发〔2019〕14号",
        "项目代码441602210000000012345",
        "项目代码：44160222T000000012345",
        "项目编号6222021234567894",
        "合同编号：13800138000",
        "发票号13800138000，流水号6222021234567894",
        "第13800138000号",
        "第13800138000",
        "13800138000元",
        "共13800138000 元",
        "13800138000万元",
        "6222021234567894元",
        "13800138000.50",
        "0.13800138000",
        "13,800,138,000",
        "短信74376条、宣传资料100000份",
        "0762-3388000",
        "2021-03-18 2021-05-06",
        "1380 0138 000",
        "1300 4500 120",
        "12800138000",
        "138001380001",
        "P13800138000",
        "13800138000A",
        "110105194912310021",
        "110105194912320025",
        "110105189912310023",
        "11010519491331002X",
        "6222021234567895",
        "1234567890123452",
        "4111111111111111111",
        "91441602MA4UTR7K3X",
        "统一社会信用代码914416021234567890",
        "②13800138",
    ],
)
def test_other_numbers_are_none(text):
    assert personal_numbers(text) == []


def test_an_impossible_day_of_birth_is_none_although_the_check_sign_is_right():
    right = [text for sign in "0123456789X" if masked(text := f"11010519490230002{sign}")]
    old = [text for sign in "0123456789X" if masked(text := f"11010517490130002{sign}")]

    assert right == old == []


def test_several_numbers_stand_in_their_order_each_once():
    text = f"张三{MOBILE}，卡号{CARD}，身份证{IDENTITY}；再打138 0013 8000。"

    assert masked(text) == ["138****8000", "6222********7894", "1101************2X"]


def test_two_numbers_side_by_side_are_two():
    assert masked("13800138000 13900139000") == ["138****8000", "139****9000"]


def test_a_number_inside_another_is_not_told_twice():
    assert [number.kind for number in personal_numbers(IDENTITY)] == ["身份证号码"]


@settings(deadline=None)
@given(st.text("0123456789 -Xx.,〔〕号年元A中", max_size=200))
def test_any_text_can_be_read_and_no_number_is_shown_whole(text):
    assert all("***" in number.masked for number in personal_numbers(text))


def test_a_long_text_of_digits_and_gaps_is_read_at_once():
    assert len(personal_numbers("1 " * 10_000)) == 0
