"""Two states of one filing: what changed in the table, in the report, and besides."""

from dataclasses import replace
from decimal import Decimal

from core.comparison.filings import Filing, compare
from core.filing.cells import CellRef
from core.filing.snapshot import EvidenceFile
from tests.core.filing.forms import make_filing, make_form, with_line
from tests.golden.yuancheng import yuancheng


def compared(before, after):
    form = make_form()
    return compare(Filing(form, before), Filing(form, after))


def cells_of(found):
    return {
        str(ref): ("".join(f"{one.kind[0]}{one.text} " for one in change.pieces), change.by)
        for ref, change in found.cells.items()
    }


def others_of(before, after):
    return [(one.name, one.before, one.after) for one in compared(before, after).others]


def test_equal_filings_have_no_changes():
    assert compared(make_filing(), make_filing()).is_empty


def test_a_number_of_the_table_is_one_change_with_its_difference():
    after = make_filing(funds__total__executed="962.47", total__score="93.5", indicators__r1__score="5")

    found = cells_of(compared(make_filing(funds__total__executed="926.47"), after))

    assert found["funds/total/executed"] == ("r926.47 a962.47 ", "+36")
    assert found["total/score"][1] == "-0.5"
    assert found["indicators/r1/score"] == ("r6 a5 ", "-1")


def test_the_difference_of_a_rate_is_in_percentage_points():
    found = cells_of(
        compared(make_filing(funds__total__rate="60.7%"), make_filing(funds__total__rate="60.2%"))
    )

    assert found["funds/total/rate"] == ("r60.7% a60.2% ", "-0.5个百分点")


def test_the_difference_of_an_amount_is_in_the_unit_of_the_form():
    form = make_form(funds__amount_unit="元")
    before, after = (make_filing(form, funds__total__executed=text) for text in ("7012300", "7112300"))

    found = cells_of(compare(Filing(form, before), Filing(form, after)))

    assert found["funds/total/executed"] == ("r7012300 a7112300 ", "+100000")


def test_words_of_the_table_are_told_by_word_and_have_no_difference():
    before, after = (
        make_filing(indicators__r2__note="人手不足"),
        make_filing(indicators__r2__note="人手仍不足"),
    )

    assert cells_of(compared(before, after)) == {"indicators/r2/note": ("s人手 a仍 s不足 ", "")}


def test_a_cell_filled_or_emptied_has_no_difference():
    before = make_filing(funds__other_funds__executed="1.50", indicators__r1__score=None)

    found = cells_of(compared(before, make_filing(funds__other_funds__executed=None)))

    assert found["funds/other_funds/executed"] == ("r1.50 ", "")
    assert found["indicators/r1/score"] == ("a6 ", "")


def test_the_same_number_spelled_otherwise_has_no_difference():
    assert cells_of(compared(make_filing(), make_filing(total__score="94.0")))["total/score"] == (
        "r94 a94.0 ",
        "",
    )


def test_a_section_of_the_report_is_told_by_paragraph():
    form, before = yuancheng(report__s1="支出926.47万元。\n没有变。")
    _, after = yuancheng(report__s1="支出962.47万元。\n没有变。")

    found = compare(Filing(form, before), Filing(form, after))

    first, second = found.texts["s1"]
    assert [(one.kind, one.text) for one in first][1:3] == [("removed", "926.47"), ("added", "962.47")]
    assert [(one.kind, one.text) for one in second] == [("same", "没有变。")]
    assert (list(found.texts), found.others) == (["s1"], ())


def test_a_section_that_the_form_no_longer_asks_for_stands_beside():
    form, before = yuancheng(report__s1="原来的。")
    without = form.model_copy(update={"report": None})
    _, after = yuancheng(report__s1=None)

    found = compare(Filing(form, before), Filing(without, after))

    assert (found.texts, [(one.before, one.after) for one in found.others]) == ({}, [("原来的。", "")])


def test_a_form_without_a_table_has_its_cells_beside():
    bare = {
        "funds": None,
        "goals": None,
        "indicators": make_form().indicators.model_copy(update={"groups": ()}),
    }
    form = make_form().model_copy(update=bare)

    found = compare(
        *(Filing(form, replace(make_filing(total__score=score), lines=())) for score in ("94", "95"))
    )

    assert (found.sheet, found.cells, [one.name for one in found.others]) == (None, {}, ["“总分”的得分"])


def test_what_does_not_print_in_the_table_stands_beside_by_its_name():
    assert others_of(make_filing(header__filer="李雷"), make_filing(header__filer="韩梅")) == [
        ("填报人", "李雷", "韩梅")
    ]


def test_what_was_approved_anew_is_told_in_words():
    before = with_line(make_filing(), "r13", name="旧名", approved_points=Decimal(5))
    after = with_line(
        make_filing(),
        "r13",
        name="新名",
        approved_points=Decimal("6.5"),
        group="quality",
        rule={"kind": "manual"},
    )

    told = dict((name, (was, now)) for name, was, now in others_of(before, after))

    assert told["“新名”的名称"] == ("旧名", "新名")
    assert told["“新名”的批复分值"] == ("5", "6.5")
    assert told["“新名”的所属指标"][1] == "质量指标"
    assert told["“新名”的评分规则"][0] != told["“新名”的评分规则"][1] != ""


def test_a_row_that_went_is_told_by_the_name_it_had():
    before = make_filing()
    after = replace(
        before,
        lines=before.lines[1:],
        cells={
            ref: cell for ref, cell in before.cells.items() if CellRef.parse(ref).row != before.lines[0].key
        },
    )

    names = {name for name, _, _ in others_of(before, after)}

    assert f"“{before.lines[0].name}”的名称" in names
    assert f"“{before.lines[0].name}”的得分" in names


def test_a_moved_row_is_no_change_but_of_the_order():
    before = make_filing()
    one, two, *rest = before.lines
    assert one.group == two.group
    after = replace(before, lines=(two, one, *rest))

    found = compared(before, after)

    assert (found.cells, found.texts) == ({}, {})
    assert [(other.name, other.after.split("、")[:2]) for other in found.others] == [
        ("指标顺序", [two.name, one.name])
    ]


def test_files_of_evidence_stand_beside():
    after = replace(make_filing(), evidence=(EvidenceFile("", "发票.pdf", 1024, "a" * 64),))

    assert others_of(make_filing(), after) == [("佐证材料", "", "发票.pdf（1.0KB，aaaaaaaa）")]
