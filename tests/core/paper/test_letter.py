"""函 as Blocks: what stands in it, in which order, and how 发文字号 is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paper.letter import NO_DATE, Letter, Letterhead, document_number, letter_blocks
from core.paper.letter_draft import Draft, Filed, PassedOn, department_draft, unit_draft
from core.paper.report import Attachments

BUREAU, UNIT = "平安区财政局", "平安区医保局"
WHOLE = Filed("department", "", True, True)
AID = Filed("project", "医疗救助资金", True, False)


def said(**given):
    facts = {
        "issuer": UNIT,
        "unit_code": "303001",
        "cycle_name": "2024年度绩效自评工作",
        "data_year": 2024,
        "label": "final",
        "number": "平医保字〔2025〕29号",
        "addressee": BUREAU,
        "title": f"{UNIT}\n关于报送2024年度绩效自评材料的函",
        "body": "第一段。\n\n 第二段。 ",
        "attachments": ("自评表",),
        "dated": "2025-03-05",
    }
    return Letter(**{**facts, **given})


def drafted(basis="", filed=(AID, WHOLE)):
    return unit_draft(UNIT, bureau=BUREAU, basis=basis, year=2024, filed=filed)


def passed_on(**given):
    passed = PassedOn(**{"own": False, "tables": 12, **given})
    return department_draft("医保局", bureau=BUREAU, basis="", year=2024, passed=passed)


def test_the_letter_stands_in_the_order_of_the_standard():
    kinds = [block.kind for block in letter_blocks(said())]

    assert kinds == [
        *("letterhead", "title", "addressee", "paragraph", "paragraph", "attachments", "closing"),
    ]


def test_the_head_names_who_sends_it_and_its_number():
    assert letter_blocks(said())[0] == Letterhead(UNIT, "平医保字〔2025〕29号")


def test_paragraphs_are_trimmed():
    assert [block.text for block in letter_blocks(said()) if block.kind == "paragraph"] == [
        *("第一段。", "第二段。"),
    ]


def test_without_attachments_there_is_no_list_of_them():
    assert not any(isinstance(block, Attachments) for block in letter_blocks(said(attachments=())))


@pytest.mark.parametrize(("dated", "printed"), [("2025-03-05", "2025年3月5日"), ("", NO_DATE)])
def test_the_day_is_in_arabic_numerals_or_left_free(dated, printed):
    closing = letter_blocks(said(dated=dated))[-1]

    assert [line.text for line in closing.lines] == [UNIT, printed]


@pytest.mark.parametrize("typed", ["平医保函[2025]29号", "平医保函（2025）29号", " 平医保函【2025】 29号"])
def test_brackets_become_those_of_the_standard(typed):
    assert document_number(typed) == "平医保函〔2025〕29号"


@pytest.mark.parametrize("typed", ["医函2025-29号", "医函〔2025〕029号", "医函〔2025〕第29号", "29"])
def test_what_is_no_number_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="如“平医保函〔2025〕29号”"):
        document_number(typed)


def test_a_letter_may_wait_for_its_number():
    assert document_number("  ") == ""


@given(st.text("平医〔〕[](（）)0123456789号 第", max_size=20))
def test_a_number_that_was_read_reads_the_same_again(typed):
    try:
        read = document_number(typed)
    except ValueError:
        return
    assert document_number(read) == read


def test_the_draft_is_ready_to_use():
    assert drafted("《关于开展自评工作的通知》（平财字〔2025〕54号）") == Draft(
        title="平安区医保局\n关于报送2024年度绩效自评材料的函",
        body=(
            "根据平安区财政局《关于开展自评工作的通知》（平财字〔2025〕54号）要求，平安区医保局组织开展了"
            "2024年度绩效自评工作，形成整体支出绩效自评表1份、项目支出绩效自评表1份、绩效自评报告1份。"
            "现将有关材料随文报送，请予审核。"
        ),
        attachments="平安区医保局整体支出绩效自评表\n平安区医保局整体支出绩效自评报告\n医疗救助资金绩效自评表",
    )


@pytest.mark.parametrize(
    ("basis", "start"),
    [
        ("平财字〔2025〕54号", "根据平安区财政局关于2024年度绩效自评工作的通知（平财字〔2025〕54号）要求，"),
        ("", "按照平安区财政局2024年度绩效自评工作安排，"),
    ],
)
def test_the_draft_names_its_basis_as_far_as_it_is_known(basis, start):
    assert drafted(basis).body.startswith(start)


def test_what_has_no_table_is_not_counted_as_one():
    report = Filed("project", "甲项目", False, True)

    assert "形成绩效自评报告1份" in drafted(filed=[report]).body
    assert drafted(filed=[report]).attachments == "甲项目绩效自评报告"


def test_a_department_sends_what_its_units_filed():
    draft = passed_on(units=3)

    assert "组织所属3个单位开展了2024年度绩效自评工作，审核汇总绩效自评表12份" in draft.body
    assert draft.attachments.splitlines() == [
        *("医保局2024年度绩效自评部门汇总表", "医保局所属各单位2024年度绩效自评材料"),
    ]


@pytest.mark.parametrize(
    ("given", "who", "whose"),
    [
        ({"units": 3, "own": True}, "组织本单位及所属3个单位开展了", "医保局本单位及所属各单位2024年度"),
        ({"units": 0, "own": True}, "组织本单位开展了", "医保局2024年度"),
        ({"units": 0}, "组织开展了", "医保局2024年度"),
    ],
)
def test_a_department_does_not_count_itself_among_its_units(given, who, whose):
    draft = passed_on(**given)

    assert who in draft.body
    assert draft.attachments.splitlines()[1] == f"{whose}绩效自评材料"


def test_reports_alone_are_no_tables_of_a_department():
    assert "审核汇总" not in passed_on(units=1, tables=0).body
