"""Worksheets are known by their headings; whatever cannot be read is told by its cell."""

from __future__ import annotations

import pytest

from evaluations.imports.books import PEOPLE, PEOPLE_PAGE, UNITS_PAGE
from evaluations.imports.reading import pasted, read
from tests.imports.desk import LI, SCHOOL
from tests.imports.desk import PEOPLE as HEAD
from tests.imports.desk import UNITS as UNIT_HEAD


def sheet(*rows, name="表1", merged=()):
    cells = [
        [row, column, *(value if isinstance(value, tuple) else ("text", value))]
        for row, line in enumerate(rows, start=1)
        for column, value in enumerate(line, start=1)
        if value
    ]
    return [name, cells, list(merged)]


def sentences(found) -> list[str]:
    return [f"{one.place}：{one.sentence}" for one in found.problems]


def test_a_sheet_is_known_by_its_headings_whatever_it_is_called():
    found = read([sheet(("用户名单",), HEAD, LI), sheet(UNIT_HEAD, SCHOOL, name="表2")], PEOPLE)

    (person,), (unit,) = found.lines[PEOPLE_PAGE], found.lines[UNITS_PAGE]
    assert (person["full_name"], person.place("role"), unit["code"]) == ("李雷", "“表1”E3", "101002")


def test_headings_may_be_starred_wide_and_in_any_order():
    turned = [("角色", "所在单位代码", "姓 名", "＊用户名"), ("填报人", "101", "李雷", "lilei")]

    found = read([sheet(*turned)], PEOPLE)

    assert found.lines[PEOPLE_PAGE][0]["username"] == "lilei"


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (("error", "#REF!"), "公式出错"),
        (("formula", "=A1"), "没有计算结果"),
        (("date", "2026-01-01 00:00:00"), "存成了日期"),
        (("text", "填报"), "不在可以填写的内容中，请填：填报人、"),
        ("", "没有填写"),
        (("text", "填报\u202e人"), "不在可以填写的内容中"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_cell(cell, sentence):
    found = read([sheet(HEAD, (*LI[:4], cell))], PEOPLE)

    (told,) = sentences(found)
    assert told.startswith("“表1”E2：")
    assert sentence in told
    assert found.lines[PEOPLE_PAGE][0].is_broken


def test_what_no_page_can_show_is_refused():
    found = read([sheet(HEAD, ("lilei", "李\u202e雷", *LI[2:]))], PEOPLE)

    assert sentences(found) == ["“表1”B2：含有不能显示的字符，请删除后重新填写。"]


def test_every_fault_of_the_file_is_told_at_once():
    found = read([sheet(HEAD, ("a", "", "", "101", "填报人"), ("", "李", "", "", "人"))], PEOPLE)

    assert [one.place for one in found.problems] == ["“表1”B2", "“表1”A3", "“表1”D3", "“表1”E3"]


def test_rows_that_are_merged_are_refused_and_titles_above_are_not():
    rows = [("名单",), HEAD, LI, LI]

    assert read([sheet(*rows, merged=["A1:E1", "C1:D1", "B3"])], PEOPLE).problems == []
    assert "取消合并" in sentences(read([sheet(*rows, merged=["D3:D4"])], PEOPLE))[0]


def test_a_heading_that_stands_twice_is_refused():
    found = read([sheet((*HEAD, "姓名"), (*LI, "李"))], PEOPLE)

    assert sentences(found) == ["“表1”F1：栏目“姓名”出现了两次，请删去一栏。"]


def test_columns_and_sheets_that_are_not_ours_are_told_and_left():
    others = [sheet(("随便",), name="其他"), sheet(("工作表",), name="填表说明"), sheet((" ",), name="空")]

    found = read([sheet((*HEAD, "备注"), (*LI, "新来"), ("", "", "", "", "", "只有备注")), *others], PEOPLE)

    assert (found.problems, [one.place for one in found.notes]) == ([], ["“表1”F1", "“其他”"])
    assert len(found.lines[PEOPLE_PAGE]) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([], "没有可以导入的工作表"),
        ([sheet(HEAD)], "没有内容"),
        ([sheet(HEAD, *[LI] * 301)], "“用户”一次最多导入300行，文件中有301行"),
    ],
)
def test_a_file_that_is_nothing_or_too_much_says_what_to_do(said, sentence):
    found = read(said, PEOPLE)

    assert sentence in sentences(found)[0]
    assert not any(found.lines.values())


def test_a_pasted_block_is_a_sheet():
    text = "\r\n".join("\t".join(row) for row in (HEAD, LI))

    assert read(pasted(text, "粘贴的内容"), PEOPLE).lines[PEOPLE_PAGE][0].place("role") == "“粘贴的内容”E2"
