"""A form goes out as a workbook and comes back the same; what is none is refused, all of it, by cell."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.filing.canonical import form_to_json
from indicators import catalogue
from indicators.exchange.layout import LISTS, ORDER
from indicators.exchange.layout import settings as settings_of
from indicators.exchange.xlsx_in import form_from_pages
from indicators.exchange.xlsx_out import form_to_xlsx
from tests.core.filing.consolidated import consolidated_form
from tests.core.filing.every_rule import every_rule_form
from tests.factories import small_form
from tests.indicators.exchange.workbooks import changed, reasons, told_of, without
from tests.shapes import SHAPES

WRITABLE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)


@cache
def small():
    return told_of(small_form())


@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_a_form_of_the_catalogue_comes_back_the_same(path):
    form = catalogue.read(path)

    assert form_to_json(form_from_pages(told_of(form))) == form_to_json(form)


def test_every_kind_of_rule_and_measure_comes_back_the_same():
    form = every_rule_form(version=3)

    assert form_to_json(form_from_pages(told_of(form))) == form_to_json(form)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_of_every_shape_comes_back_the_same(shape):
    form = SHAPES[shape].form

    assert form_to_json(form_from_pages(told_of(form))) == form_to_json(form)


def test_how_the_figures_of_several_units_come_together_comes_back_the_same():
    form = consolidated_form(quantity="typed", quality="main")

    assert form_to_json(form_from_pages(told_of(form))) == form_to_json(form)


@settings(max_examples=10)
@given(text=WRITABLE)
def test_any_text_comes_back_the_same(text):
    asked = small_form().indicators.model_dump(mode="json")
    rule = {"kind": "options", "options": [{"name": text, "score": "5"}, {"name": f"非{text}", "score": "0"}]}
    tiers = {"kind": "tiers", "tiers": [{"name": "一", "words": [text], "low": "0", "high": "1"}]}
    rules = {**asked["rules"], "qualitative": tiers}
    row_rules = [{"name": text, "rule": rule}]
    form = small_form(
        place=text,
        indicators={**asked, "rules": rules, "row_rules": row_rules},
        texts=[{"label": text, "after": "total", "rows": [{"key": "a", "label": text}]}],
        accepted_deviations={text: text},
        checks={text: {"severity": "off"}, "C02": {"tolerance": "0.5"}},
    )

    assert form_from_pages(told_of(form)) == form


def test_equal_forms_give_equal_bytes():
    assert form_to_xlsx(small_form()) == form_to_xlsx(small_form())


def test_text_never_becomes_a_formula():
    form = small_form(place="=HYPERLINK(1)", source="@SUM(1)")
    book = openpyxl.load_workbook(BytesIO(form_to_xlsx(form)))

    every = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert [cell.coordinate for cell in every if cell.data_type == "f"] == []
    assert "=HYPERLINK(1)" in [cell.value for cell in every]


def test_what_can_be_chosen_is_offered_as_a_list():
    book = openpyxl.load_workbook(BytesIO(form_to_xlsx(small_form())))

    lists = {page.title: page.data_validations.dataValidation for page in book.worksheets}
    kinds = next(one for one in lists["指标"] if str(one.sqref).startswith("G2:"))
    letter = kinds.formula1.split("$")[1]
    assert "按比例" in [cell.value for cell in book["选项"][letter]]


def test_every_part_of_a_form_has_a_sheet():
    assert sorted(ORDER) == sorted({*LISTS.values(), *(setting.sheet for setting in settings_of())})


def test_sheets_that_are_gone_say_nothing_and_others_may_stand_in_any_order():
    told = without(small(), "填写说明", "选项", "另加的列", "校验设置")

    assert form_from_pages(told[::-1]) == small_form()


def test_lines_may_be_moved_and_rows_added_without_a_key():
    told = changed(small(), {"表样!A5": None, "表样!B5": None, "表样!A90": "地区", "表样!B90": "新地区"})

    form = form_from_pages(changed(told, {"填表信息!B40": "审核人"}))

    assert form.place == "新地区"
    assert (form.header[-1].label, form.header[-1].key) == ("审核人", "h1")


def test_what_only_explains_a_row_is_not_read():
    assert form_from_pages(changed(small(), {"指标!O60": "随手写的"})) == small_form()


def test_every_fault_is_told_at_once_by_its_cell():
    typed = {
        "表样!B4": "没有这一类",
        "填表信息!B2": None,
        "资金列!C2": "乱写",
        "指标!E2": ("formula", "=SUM(E3:E6)"),
        "指标!E3": "三十",
        "等级!B2": ("date", "2021-01-01 00:00:00"),
        "提纲!C2": ("error", "#REF!"),
        "提纲!G2": "\ufffe",
    }

    assert reasons(changed(small(), typed)) == (
        "表样!B4：只能填项目支出、部门整体支出、转移支付，请改正。",
        "填表信息!B2：不能为空，请填写。",
        "资金列!C2（含义）：只能填年初预算数、全年预算数、全年执行数、上年结转、当年安排、执行率、分值、得分，"
        "请改正。",
        "指标!E2：是公式（=SUM(E3:E6)），请改为写数值或文字。",
        "指标!E3：应为数字，请改正。",
        "等级!B2：被存成了日期或时间，请把单元格设为文本后重写。",
        "提纲!C2：是错误值（#REF!），请改正。",
        "提纲!G2：含有不能显示的字符，请删除后重新输入。",
    )


BANDS = "各档写什么：分数\n各档：下限＝90%｜得分＝10\n各档：上限＝80%｜得分＝0"
OVER = "及格线：120%\n超额完成的规定·完成率达到：九"
SAME_KEY = "“filer”与填表信息!A2重复，请改成不同的内容。"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"别的!A1": "内容"}, "别的!A1：不认识这张工作表，请删除，或改回导出时的名称。"),
        ({"表样!A5": "区县"}, "表样!A5：不认识“区县”，请改回导出时的写法或删除这一行。"),
        ({"表样!A6": "地区"}, "表样!A6：“地区”写了两行，请删除一行。"),
        ({"表样!B9": "有"}, "表样!B9：只能填是、否，请改正。"),
        ({"表样!B9": "否"}, "项目资金!B2：“有项目资金”填的不是“是”，这里应留空；"),
        ({"表样!B9": "否"}, "资金行!A2：“有项目资金”填的不是“是”，这里应留空；"),
        ({"表样!B6": None}, "表样!B6：缺少此项，请补上。"),
        ({"填表信息!A3": "filer"}, f"填表信息!A3：{SAME_KEY}"),
        ({"填表信息!B1": None}, "填表信息!A1：缺少“名称”列，请在“导出表格”得到的文件上修改。"),
        ({"填表信息!B1": "名子"}, "填表信息!B1：不认识“名子”列，请改回导出时的名称或删除这一列。"),
        ({"填表信息!H1": "名称"}, "填表信息!H1：不认识“名称”列，请改回导出时的名称或删除这一列。"),
        ({"填表信息!H3": "说明"}, "填表信息!H1：不认识“”列，请改回导出时的名称或删除这一列。"),
        ({"校验设置!B2": "提示项"}, "校验设置!A2：没有写是哪一项，请补上或删除这一行。"),
        (
            {"校验设置!A2": "C02", "校验设置!A3": "C02"},
            "校验设置!A3：“C02”与校验设置!A2重复",
        ),
        ({"照印的问题!B1": None}, "照印的问题!A1：缺少“照印的理由”列，请在“导出表格”得到的文件上修改。"),
        ({"指标!A2": None}, "指标!A2：一行写一个指标"),
        ({"指标!B2": "数量"}, "指标!B2：一行写一个指标，名称只写在它的级次那一列；请补上，或分成几行。"),
        ({"指标!A2": None, "指标!B2": "数量"}, "指标!B2：前面没有一级指标，请先写一级指标。"),
        ({"指标!F2": "≥5"}, "指标!F2（年度指标值）：一级指标没有这一项，请清空。"),
        ({"指标!C40": "件数", "指标!L40": "5"}, "指标!L40（三级指标最多行数）：三级指标没有这一项，请清空。"),
        ({"指标!E40": "5"}, "指标!A40：一行写一个指标"),
        ({"指标!A40": "甲", "指标!C41": "乙", "指标!B42": "丙"}, "指标!B42：所属的一级指标下已有三级指标"),
        (
            {"指标!C40": "件数", "指标!G40": "按份"},
            "指标!G40（评分规则）：没有“按份”这种评分规则，请改为",
        ),
        ({"指标!C40": "件数", "指标!H40": "及格线：60%"}, "指标!H40（评分规则（参数））：没有选择评分规则"),
        ({"指标!C40": "件数", "指标!G40": "分档计分", "指标!H40": BANDS}, "指标!H40：第1档与第2档之间有空档"),
        (
            {
                "指标!C40": "件数",
                "指标!G40": "按比例",
                "指标!H40": OVER,
            },
            "指标!H40：“及格线”不能大于1，请改正。\n指标!H40：“超额完成的规定·完成率达到”",
        ),
        ({"指标!C40": "件数", "指标!I40": "填报的数：代码＝a"}, "指标!I40：“填报的数第1项·名称”缺少此项"),
        ({"指标!C40": "件数", "指标!I40": "填报的数"}, "指标!I40（计算完成值）：第1行应写成“名称：内容”"),
        (
            {"文字说明!A2": "说明", "文字说明!B2": "总分", "文字说明!C2": "代码"},
            "文字说明!C2（行）：第1行",
        ),
        ({"可选规则!A2": "甲"}, "可选规则!B2：缺少此项，请补上。"),
    ],
)
def test_a_fault_is_told_at_its_cell(typed, words):
    assert words in "\n".join(reasons(changed(small(), typed)))


def test_what_contradicts_itself_is_told_where_it_stands():
    """Of rows of words, which stand in one cell, the sheet cannot be told."""
    block = {"label": "说明", "after": "total", "rows": [{"key": "a"}, {"key": "b"}]}
    told = told_of(small_form(texts=[block]))

    assert reasons(changed(told, {"文字说明!C2": "代码＝a\n代码＝a"})) == (
        "文字说明的代码「a」重复，请改成不同的代码。",
    )


def test_a_workbook_of_something_else_is_told_so():
    assert reasons([["Sheet1", [[1, 1, "text", "一份名单"]]]]) == (
        "文件中没有工作表“表样”，请在“导出表格”得到的文件上修改。",
    )


def test_of_very_many_faults_the_first_are_told():
    typed = {f"填表信息!C{row}": "乱写" for row in range(10, 310)}

    told = reasons(changed(small(), typed))

    assert len(told) == 201
    assert told[-1].startswith("另有")
