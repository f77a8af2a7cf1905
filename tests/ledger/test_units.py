"""In which unit the amounts of a ledger are: what the file says, and what was told before."""

from __future__ import annotations

import pytest

from evaluations.ledger.models import LedgerScheme
from evaluations.ledger.reading import Sheet
from evaluations.ledger.units import unit_in, units_said
from tests.ledger.desk import HEAD, book, bring, brought, cells, items, line, send, take, words

OWN = "funds/own/executed"
ASKED = "一、台账各栏的含义"
IN_YUAN = book(line("A01", 0, 10000, 10000), above=[["单位：元"]])
IN_TEN_THOUSANDS = book(line("A01", 0, 1, 1), above=[["单位：万元"]])
MIXED = book(line("A01", 0, 1, 10000), head=(*HEAD[:6], "全年预算数（万元）", "支出数（元）"))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("单位：万元", "万元"), ("金额单位: 元", "元"), ("支出数(元)", "元"), ("支出数/万元", "万元")),
        *(("（单位：人民币元）", "元"), ("以万元为单位", "万元"), ("编制单位：某局 单位：元", "元")),
        *(
            ("编制单位：元江县民政局", ""),
            ("500万元以上项目台账", ""),
            ("制表人：李元", ""),
            ("（千元）", ""),
        ),
    ],
)
def test_a_text_says_a_unit_where_it_means_one(text, unit):
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (("支出数", "预算数"), {"万元"}),
        (("支出数(元)", "预算数(元)"), {"元"}),
        (("支出数(元)", "预算数"), {"元", "万元"}),
        (("支出数万元", "单价(元)"), {"万元"}),
    ],
)
def test_headings_of_amounts_say_it_before_the_lines_above(heads, said):
    rows = {
        1: {1: ("text", "某局台账")},
        2: {3: ("text", "单位：万元")},
        3: dict(enumerate(_texts(heads), 1)),
    }
    meanings = ("executed", "" if "单价" in heads[1] else "adjusted")

    assert units_said(Sheet("台账", rows, (), 3), dict(zip(heads, meanings, strict=True))) == said


def _texts(heads):
    return [("text", head) for head in heads]


@pytest.mark.django_db
@pytest.mark.usefixtures("uploads")
class TestPages:
    def test_a_file_in_another_unit_is_asked_about_and_one_in_the_same_is_not(self, desk, filing):
        brought(desk, filing, IN_YUAN)

        asked = bring(desk, filing, IN_TEN_THOUSANDS)
        shown = send(desk, asked, "ledger_columns", filing)

        assert ASKED in words(asked)
        assert asked.context["form"].fields["amount_unit"].initial == "万元"
        assert items(shown, filing)[OWN][1] == "1.00"
        assert items(bring(desk, filing, IN_TEN_THOUSANDS), filing)[OWN][1] == "1.00"

    def test_another_unit_than_the_file_says_is_refused_beside_its_field(self, desk, filing):
        asked = bring(desk, filing, IN_TEN_THOUSANDS)

        refused = send(desk, asked, "ledger_columns", filing, 台账金额的单位="元")

        assert refused.status_code == 422
        assert "台账写明的金额单位是“万元”，与所选不同。" in refused.context["form"].errors["amount_unit"][0]
        assert not LedgerScheme.objects.exists()

    def test_amounts_in_two_units_are_refused_unless_one_of_them_is_left_out(self, desk, filing):
        asked = bring(desk, filing, MIXED)

        refused = send(desk, asked, "ledger_columns", filing)
        taken = send(desk, asked, "ledger_columns", filing, **{"全年预算数(万元)": ""})

        assert (refused.status_code, taken.status_code) == (422, 200)
        assert "请把金额栏统一为一种单位" in words(refused)
        assert LedgerScheme.objects.get().amount_unit == "元"

    def test_a_page_that_was_open_while_the_unit_changed_is_asked_about_again(self, desk, filing):
        shown = brought(desk, filing, IN_YUAN)
        send(desk, bring(desk, filing, IN_TEN_THOUSANDS), "ledger_columns", filing)

        asked = take(desk, shown, filing)

        assert ASKED in words(asked)
        assert OWN not in cells(filing)
