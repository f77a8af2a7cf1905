"""附：计算过程: every row with its rule, its figures and how its score came about."""

from __future__ import annotations

from dataclasses import replace

from core.paper.report import Heading, Paragraph, Title
from core.paper.workings import appendix, is_on_request, workings
from tests.core.filing.forms import make_filing, make_form
from tests.core.filing.test_measured_rows import filing as measured_filing
from tests.core.filing.test_measured_rows import form as measured_form
from tests.core.filing.test_total_score import TestAScoreThatRowsShare


def texts(blocks):
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def printed(form=None, /, **typed):
    form = form or make_form()
    return workings(form, make_filing(form, **typed))


def test_it_has_a_title_and_a_heading_for_each_part():
    blocks = printed()

    assert blocks[0] == Title(("医疗救助补助资金绩效自评计算过程",))
    assert [f"{block.number}{block.text}" for block in blocks if isinstance(block, Heading)] == [
        "一、预算执行率",
        "二、产出指标",
        "三、效益指标",
        "四、满意度指标",
        "五、总分和等级",
    ]


def test_the_execution_rate_and_its_score_are_worked_out():
    rate, score = texts(printed())[:2]

    assert rate == "执行率：701.23 ÷ 1155.50 = 60.7%。"
    assert score.endswith("计算：701.23 ÷ 1155.50 × 10 = 6.07 → 6。自评得分6分。")


def test_a_row_says_what_was_asked_and_done_by_which_rule_and_what_was_given():
    row = texts(printed(indicators__r1__actual="60.7%", indicators__r1__score_reason="按批复口径。"))[2]

    assert row.startswith("“医疗救助资金支出率”：年度指标值85%，实际完成值60.7%，分值8分。评分规则：")
    assert row.endswith("计算：60.7% ÷ 85% × 8 = 5.71 → 6。自评得分6分。得分说明：按批复口径。")


def test_a_row_that_does_not_apply_says_why():
    assert "因我省未对此项作明确定义" in texts(printed())[3]
    assert texts(printed(indicators__r2__note=None))[3].endswith("不适用。")


def test_total_and_grade_stand_at_the_end():
    total, grade = texts(printed())[-2:]

    assert total == "总分：6 + 48 + 30 + 10 = 94。填列94。"
    assert grade.endswith("等级最高为“良”。填列良。")


def test_what_is_not_filed_yet_is_left_out():
    blocks = printed(
        total__score=None, indicators__r1__score=None, funds__total__score=None, funds__total__adjusted=None
    )

    assert texts(blocks)[-1].startswith("“工作满意度”")


def test_a_form_without_execution_score_has_no_such_part():
    form = make_form(funds__execution_points=None, total_points="90")

    assert "预算执行率" not in [block.text for block in printed(form) if isinstance(block, Heading)]


def test_a_form_without_a_column_for_the_rate_shows_the_score_alone():
    columns = [one for one in make_form().model_dump()["funds"]["columns"] if one["role"] != "rate"]
    form = make_form(funds__columns=columns)

    assert texts(workings(form, make_filing()))[0].startswith("评分规则：按全年执行数")


def test_a_form_without_scores_has_none():
    assert printed(make_form(indicators__scored=False)) == ()


def test_a_figure_that_was_worked_out_says_from_what():
    form = measured_form()
    filing = measured_filing(form, inputs__staff="30", inputs__posts="29", actual="103.45%")

    (row, *_) = texts(workings(form, filing))

    assert "实际完成值按在职人员数 ÷ 编制数计算：30 ÷ 29 = 103.45%。" in row


def test_rows_that_share_a_score_say_so():
    form = TestAScoreThatRowsShare.form()
    filing = make_filing(form, indicators__r14__points=None, indicators__r14__score=None)

    row = next(text for text in texts(workings(form, filing)) if text.startswith("“工作满意度”"))

    assert row.endswith("实际完成值达成预期，与同组指标合并评分。")


def test_a_figure_that_is_not_there_is_not_told():
    row = texts(printed(indicators__r1__actual=None, indicators__r1__points=None))[2]

    assert row.startswith("“医疗救助资金支出率”：年度指标值85%。")


def test_a_score_without_a_rule_is_told_as_filed():
    score = texts(printed(make_form(funds__execution_rule=None)))[1]

    assert score == "自评得分6分。"


def test_a_total_that_is_not_filed_is_worked_out_alone():
    assert texts(printed(total__score=None))[-2] == "总分：6 + 48 + 30 + 10 = 94。"


def test_the_filing_of_a_unit_names_the_unit():
    filing = make_filing()
    unit = replace(filing, identity=replace(filing.identity, project_name=""))

    assert workings(make_form(), unit)[0] == Title(("市医保局源城分局绩效自评计算过程",))


def test_a_form_appends_them_to_every_table_or_leaves_it_to_who_prints():
    left = make_form()
    always = make_form(paper={**left.paper.model_dump(), "workings": True})

    assert (appendix(left, make_filing()), is_on_request(left)) == ((), True)
    assert (appendix(always, make_filing()), is_on_request(always)) == (
        workings(always, make_filing()),
        False,
    )


def test_a_form_without_scores_has_none_to_ask_for():
    assert not is_on_request(make_form(indicators__scored=False))
