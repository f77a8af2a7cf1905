"""C27: which figures of the prose agree with a cell of the table, and which contradict one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.filing import cells
from core.filing.compute import compute
from core.verification.references import references
from tests.core.filing.forms import make_filing, make_form, shipped_form
from tests.golden.cases import OVERALL, PINGAN

SECTION = cells.report("s2")
TYPED = {
    "funds__total__initial": "1000.00",
    "funds__current_appropriation__executed": "80.96",
    "funds__current_appropriation__rate": "100.0%",
    "indicators__r13__actual": "92%",
}

SIGNS = "全年预算执行数自评得分等级为优良94分701.23万元，。；其中三级指标14个率%年2021\n"


def read(text, **typed):
    """(what stands there, the cell, what that prints, whether they agree) of each reference in a text."""
    form = shipped_form()
    filing = make_filing(form, **{**TYPED, **typed, "report__s2": text})
    return said(form, filing)


def said(form, filing, ref=SECTION):
    return [(one.said, str(one.cell), one.printed, one.agrees) for one in told(form, filing, ref)]


def told(form, filing, ref=SECTION):
    return references(form, filing, compute(form, filing), [ref]).get(ref, ())


def on(case, text):
    """The same on another form."""
    form, filing = case.snapshot(report__s2=text)
    return said(form, filing)


AGREES = [
    ("2021年全年预算数1155.5万元。", "funds/total/adjusted"),
    ("年度资金总额1155.50万元，全年执行数为701.23万元。", "funds/total/executed"),
    ("2021年支出共701.23万元。", "funds/total/executed"),
    ("全年执行数7012300元。", "funds/total/executed"),
    ("全年执行数701.2万元。", "funds/total/executed"),
    ("当年财政拨款全年预算数80.96万元。", "funds/current_appropriation/adjusted"),
    ("上级追加845.51万元。", "funds/higher_level_transfer/adjusted"),
    ("预算执行率60.7%。", "funds/total/rate"),
    ("加上利息执行率为60.7%。", "funds/total/rate"),
    ("年初预算1000万元。", "funds/total/initial"),
    ("自评得分94分。", "total/score"),
    ("基本支出自评得分94分，项目支出自评得分100分。", "total/score"),
    ("自评等级为“良”。", "total/grade"),
    ("自评得分94分，评价结果：良好", "total/grade"),
    ("政策知晓率达92%。", "indicators/r13/actual"),
    ("政策知晓率目标值为80%。", "indicators/r13/target"),
    ("政策知晓率不低于80%。", "indicators/r13/target"),
    ("共设置三级指标14个。", "indicators/r1/target"),
    ("共设置13个三级指标，其中数量指标3个。", "indicators/r1/target"),
    ("设二级指标6个。", "indicators/r1/target"),
    ("一级指标共4个。", "indicators/r1/target"),
]


@pytest.mark.parametrize(("text", "cell"), AGREES)
def test_figure_that_says_what_its_cell_does_agrees(text, cell):
    found = read(text)

    assert (cell, True) in [(ref, agrees) for _, ref, _, agrees in found]
    assert all(agrees for *_, agrees in found)


CONTRADICTS = [
    ("全年预算数1155.6万元。", ("1155.6万元", "funds/total/adjusted", "1155.5万元")),
    ("2021年度项目资金全年执行数710.23万元。", ("710.23万元", "funds/total/executed", "701.23万元")),
    ("截至12月底，全年执行数710.23万元。", ("710.23万元", "funds/total/executed", "701.23万元")),
    ("根据通知要求，全年执行数710.23万元。", ("710.23万元", "funds/total/executed", "701.23万元")),
    (
        "当年财政拨款全年预算数80.96万元，支出89.06万元。",
        ("89.06万元", "funds/current_appropriation/executed", "80.96万元"),
    ),
    ("预算执行率为67.7%。", ("67.7%", "funds/total/rate", "60.7%")),
    ("当年财政拨款预算执行率90%。", ("90%", "funds/current_appropriation/rate", "100.0%")),
    ("经自评得分97分。", ("97分", "total/score", "94分")),
    ("医疗救助补助资金自评得分97分。", ("97分", "total/score", "94分")),
    ("自评等级为“优”。", ("优", "total/grade", "良")),
    ("自评得分94分，等级为优秀。", ("优秀", "total/grade", "良")),
    ("政策知晓率达95%。", ("95%", "indicators/r13/actual", "92%")),
    ("政策知晓率实际完成值80%。", ("80%", "indicators/r13/actual", "92%")),
    ("共设置三级指标15个。", ("15个", "indicators/r1/target", "14个")),
    ("项目共设16个三级指标。", None),
]


@pytest.mark.parametrize(("text", "wrong"), CONTRADICTS)
def test_figure_whose_words_name_a_cell_and_differ_contradicts_it(text, wrong):
    found = [(one, ref, printed) for one, ref, printed, agrees in read(text) if not agrees]

    assert found == ([wrong] if wrong else [])


SILENT = [
    "全年预算数约1200万元。",
    "全年预算数1200万元以上。",
    "2020年全年预算数1200万元。",
    "截至9月底，全年预算数1200万元。",
    "预计全年执行数800万元。",
    "2021年12月底，预计全年执行数800万元。",
    "全年执行数较上年增加20万元。",
    "上年全年执行数为800万元。",
    "宣传工程专项方面，全年预算数300万元。",
    "医疗救助资金合计926.47万元，支出800万元。",
    "支出800万元。",
    "下达800万元。",
    "其他资金5万元。",
    "预算执行率低于90%。",
    "按当年下达资金计算执行率为75.7%。",
    "执行率75.7%。",
    "总分100分。",
    "产出指标自评得分50分。",
    "自评得分94分，其中产出指标自评得分44分。",
    "得分90分以上的，评价等级为优。",
    "项目支出自评得分100分，等级为优秀。",
    "绩效等级分为优、良、中、差。",
    "宣传项目评价等级为优。",
    "等级为甲。",
    "政策知晓率上年为85%。",
    "全区政策知晓率达95%。",
    "其中农村政策知晓率95%，城镇政策知晓率90%，政策知晓率95%，政策知晓率96%。",
    "政策知晓率提高3个百分点。",
    "政策知晓率300人。",
    "工作满意度90%。",
    "财政补助资金拨付时限30天。",
    "新增三级指标2个。",
    "涉及3个三级指标未完成。",
    "购置设备4个。",
    "全年执行数701.237万元每亩。",
    "",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_may_mean_another_thing_contradicts_nothing(text):
    assert [found for found in read(text) if not found[3]] == []


def test_row_named_shortly_before_or_in_the_heading_may_be_what_a_bare_column_means():
    assert read("当年财政拨款情况如下。全年预算数80.96万元。") == []
    assert read("上级追加情况。\n全年预算数845.51万元。") == []


def test_figure_cut_instead_of_rounded_is_left_open():
    assert read("全年执行数701.2万元。", funds__total__executed="701.29") == []


def test_cell_without_a_number_is_met_by_nothing():
    found = read("自评得分94分。年初预算1000万元。", total__score=None, funds__total__initial=None)

    assert found == []


def test_row_of_a_sentence_is_that_of_what_follows_until_another_is_named():
    text = "人员类项目下达74.73，支出74.23万元；运转类项目下达6.08万元，支出2.96万元；"
    text += "宣传下达9万元，支出9万元。"

    found = [(figure, cell, agrees) for figure, cell, _, agrees in on(PINGAN, text)]

    assert found == [
        ("74.73", "funds/personnel/adjusted", True),
        ("74.23万元", "funds/personnel/executed", False),
        ("6.08万元", "funds/operations/adjusted", True),
        ("2.96万元", "funds/operations/executed", True),
    ]


def test_row_named_alone_may_be_any_of_its_amounts():
    assert on(OVERALL, "项目支出195.52万元。")[0][1] == "funds/project/executed"
    assert on(OVERALL, "项目支出198.52万元。")[0][1] == "funds/project/adjusted"
    wrong = ("7187.78万元", "funds/project/executed", "195.52万元", False)
    assert on(OVERALL, "项目支出7187.78万元。") == [wrong]
    assert on(OVERALL, "2020年项目支出7187.78万元。") == []


def test_without_bands_of_the_form_the_national_ones_are_not_certain():
    form, filing = OVERALL.snapshot(report__s2="自评得分98分，自评等级为良好。")

    (score, grade) = told(form, filing)

    assert (score.agrees, score.is_certain) == (True, True)
    assert (grade.printed, grade.agrees, grade.is_certain) == ("优", False, False)


def test_without_a_score_there_are_no_national_bands():
    form, filing = OVERALL.snapshot(report__s2="自评等级为良好。", total__score=None)

    assert said(form, filing) == []


def test_amount_in_yuan_stands_beside_a_table_in_yuan():
    form = make_form(funds__amount_unit="元")
    filing = make_filing(form, funds__total__executed="7012300.00", report__s2="全年执行数701.23万元。")

    assert said(form, filing) == [("701.23万元", "funds/total/executed", "7012300.00元", True)]


def test_report_without_a_table_refers_to_nothing():
    form = shipped_form()
    filing = make_filing(form, report__s2="全年执行数701.23万元，共设三级指标14个。")

    found = said(form.model_copy(update={"funds": None}), filing)

    assert [cell for _, cell, _, _ in found] == ["indicators/r1/target"]


def test_filing_without_rows_has_no_number_of_indicators():
    form = shipped_form()
    filing = replace(make_filing(form, report__s2="共设三级指标14个。"), lines=())

    assert said(form, filing) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=SIGNS, max_size=120))
def test_any_text_is_read_to_its_end_and_spans_lie_in_it(text):
    form = shipped_form()
    filing = make_filing(form, report__s2=text)

    for found in told(form, filing):
        assert text[slice(*found.span)] != ""
