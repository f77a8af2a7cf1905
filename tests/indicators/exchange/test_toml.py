"""A form goes out as TOML and comes back the same; what is none is refused, all of it, by place, in words."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing.canonical import form_to_json
from foundation.intake import texts
from foundation.intake.refusal import RefusedFile
from indicators import catalogue
from indicators.exchange.toml_in import form_from_tables
from indicators.exchange.toml_out import form_to_toml
from indicators.refusals import FormRefused
from tests.factories import small_form

WRITABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]), min_size=1, max_size=40)
SMALL = form_to_toml(small_form())


def form_from_toml(content):
    """Both halves of the way in, without the child process between them."""
    return form_from_tables(texts.tables(BytesIO(content)))


@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_a_form_of_the_catalogue_comes_back_the_same(path):
    form = catalogue.read(path)

    assert form_to_json(form_from_toml(form_to_toml(form).encode())) == form_to_json(form)


@given(text=WRITABLE)
def test_any_text_comes_back_the_same(text):
    form = small_form(place=text, accepted_deviations={text: f'"{text}\\\n"'})

    assert form_from_toml(form_to_toml(form).encode()) == form


def test_what_has_its_default_is_left_out():
    assert "group_label" not in SMALL
    assert "goals" in SMALL


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""])
def test_a_file_of_windows_is_read(start):
    assert form_from_toml(start + SMALL.replace("\n", "\r\n").encode()) == small_form()


def refused(text):
    with pytest.raises((FormRefused, RefusedFile)) as refusal:
        form_from_toml(text if isinstance(text, bytes) else text.encode())
    told = refusal.value
    return told.reasons if isinstance(told, FormRefused) else (told.sentence,)


def test_every_error_is_told_at_once_by_its_place():
    wrong = SMALL.replace('label = "填报人"', 'label = ""').replace("year = 2021", 'year = "明年"')

    assert refused(wrong) == (
        "年度 year：应为整数，请改正。",
        "填表信息第1项·名称 header[1].label：不能为空，请填写。",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html></html>", "不合TOML格式"),
        ("PK\x03\x04", "不合TOML格式"),
        ("a = [1, 2", "不合TOML格式"),
        (f"a = {'9' * 5000}", "不合TOML格式"),
        (f"a = 0.{'9' * 5000}", "不合TOML格式"),
        (b"\xff\xfe", "不是UTF-8编码"),
        ("name = 'a\x00b'", "不是文本文件"),
        (b"#" * (texts.LARGEST + 1), "超过1 MB"),
        (f"a = {'[' * 900}{']' * 900}", "层级过深"),
        (f"{'.'.join('a' * 30)} = 1", "层级过深"),
        (f"a = {'[' * 20}{']' * 20}", "层级过深"),
        (f"a = [{'1,' * 60_000}]", "内容过多"),
        ('name = "\\u0000"', "表样名称 name：含有不能显示的字符"),
        ("name = 2021-01-01", "不能填日期或时间"),
        ("name = [{a = 07:32:00}]", "不能填日期或时间"),
        ("total_points = 1e300", "应为一般的数字"),
        ("total_points = 1e-300", "应为一般的数字"),
        ("total_points = nan", "应为一般的数字"),
        ("year = 9999999999999", "应为一般的数字"),
        ("year = 40000", "年度 year：不能大于2100，请改正"),
        ("version = 40000", "不能大于9999，请改正"),
    ],
)
def test_a_hostile_file_is_refused_in_words(text, words):
    assert words in "\n".join(refused(text))


def test_a_tree_that_is_none_of_ours_is_refused():
    deep = '[[indicators.groups.children.children]]\nkey = "deep"\nname = "太深"\n'

    assert "不能再分二级指标" in "\n".join(refused(SMALL.replace("[grading]", f"{deep}\n[grading]")))


def test_a_heading_with_both_kinds_below_it_is_refused():
    both = '[[indicators.groups.rows]]\nkey = "both"\nname = "两种"\n'

    assert "既有二级指标又有三级指标" in "\n".join(refused(SMALL.replace("[grading]", f"{both}\n[grading]")))
