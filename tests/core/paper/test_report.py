from __future__ import annotations

from core.paper.report import Attachments, Cover, Heading, Paragraph, Title, report
from tests.golden.yuancheng import REPORT, catalogue_form, yuancheng


def test_cover_names_the_year_of_the_work_and_title_the_project():
    cover, title, *_ = report(*yuancheng())

    assert isinstance(cover, Cover)
    assert cover.title == ("源城区2022年财政支出", "绩效自评报告")
    assert cover.fields[0].text == "医疗救助补助资金"
    assert title == Title(("医疗救助补助资金支出绩效自评总结报告",))


def test_headings_carry_our_numbers():
    headings = [f"{block.number}{block.text}" for block in report(*yuancheng()) if isinstance(block, Heading)]

    assert headings[2:6] == [
        "三、绩效自评结果及分析",
        "（一）自评分数情况及分析",
        "（二）绩效指标完成情况及分析",
        "（三）预算执行情况分析",
    ]


def test_paragraphs_are_the_typed_lines_with_their_own_numbers():
    blocks = report(*yuancheng())

    texts = [block.text for block in blocks if isinstance(block, Paragraph) and block.section == "s8"]
    assert texts == REPORT["s8"].splitlines()
    assert texts[0].startswith("1. 医保信息平台")


def test_blank_lines_and_indents_are_not_printed():
    blocks = report(*yuancheng(report__s1="　　第一段。\n\n  \n\t第二段。"))

    assert [b.text for b in blocks if isinstance(b, Paragraph) and b.section == "s1"] == [
        "第一段。",
        "第二段。",
    ]


def test_paragraphs_know_where_they_begin_in_their_text():
    typed = "　　第一段。\r\n\n  \n\t第二段。  \n第一段。"

    blocks = report(*yuancheng(report__s1=typed))

    found = [block for block in blocks if isinstance(block, Paragraph) and block.section == "s1"]
    assert [typed[one.start :][: len(one.text)] for one in found] == ["第一段。", "第二段。", "第一段。"]
    assert len({one.start for one in found}) == 3


def test_heading_pasted_with_its_text_is_not_printed_twice():
    blocks = report(*yuancheng(report__s8="（一）发现问题\n1.人手不足。"))

    assert [b.text for b in blocks if isinstance(b, Paragraph) and b.section == "s8"] == ["1.人手不足。"]


def test_empty_section_prints_its_heading_alone():
    blocks = report(*yuancheng(report__s10=None))

    assert not any(isinstance(block, Paragraph) and block.section == "s10" for block in blocks)
    assert any(isinstance(block, Heading) and block.section == "s10" for block in blocks)


def test_attachment_is_named_under_the_text():
    assert report(*yuancheng())[-1] == Attachments(("项目支出绩效自评表",))


def test_outline_without_attachment_names_none():
    form, snapshot = yuancheng()
    outline = form.report.model_copy(update={"attachment": ""})

    assert not isinstance(report(form.model_copy(update={"report": outline}), snapshot)[-1], Attachments)


def test_form_without_report_has_no_blocks():
    _, snapshot = yuancheng()

    assert report(catalogue_form("national-project-2020"), snapshot) == ()
