"""Totals beside a ledger that does not name every part, or not readably; digits that agree."""

from __future__ import annotations

import pytest

from tests.factories import fill_in
from tests.ledger.desk import book, brought, cells, items, line, take, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
CARRIED = ("区级", "一般公共预算", "是")
TOTAL, OWN, CARRYOVER = "funds/total/executed", "funds/own/executed", "funds/carryover/executed"
ONLY_OWN = book(line("A01", None, None, 1200000))
BOTH = book(line("A01", None, None, 1200000), line("A01", None, None, 600000, kind=CARRIED))


@pytest.mark.parametrize(
    ("total", "after"), [("150.00", "170.00"), ("150", "170.00"), ("", "170.00"), ("140", "140")]
)
def test_a_ledger_that_does_not_name_a_part_is_not_the_total(desk, filing, filer, total, after):
    fill_in(filing, filer, {OWN: "100", CARRYOVER: "50", TOTAL: total})

    shown = brought(desk, filing, ONLY_OWN)
    take(desk, shown, filing)

    assert items(shown, filing)[TOTAL] == (total, "", "", "台账中没有")
    assert "台账中没有：上年结转资金。合计没有写入" in words(shown)
    assert (cells(filing)[OWN], cells(filing)[CARRYOVER]) == ("120.00", "50")
    assert cells(filing)[TOTAL] == after


def test_a_ledger_that_names_every_part_is_the_total(desk, filing, filer):
    fill_in(filing, filer, {OWN: "100", CARRYOVER: "50", TOTAL: "150"})

    shown = brought(desk, filing, BOTH)

    assert items(shown, filing)[TOTAL] == ("150", "180.00", "30", "修改")


def test_a_sum_that_nothing_moved_keeps_the_digits_in_which_it_stands(desk, filing, filer):
    fill_in(filing, filer, {"funds/own/adjusted": "300", "funds/total/adjusted": "300", OWN: "100"})

    take(desk, brought(desk, filing, ONLY_OWN), filing)

    assert cells(filing)["funds/total/adjusted"] == "300"


@pytest.mark.parametrize(("said", "total"), [("约一千", None), (10000, "2.00")])
def test_nothing_is_worked_out_over_what_could_not_be_read(desk, filing, said, total):
    rows = [line("A01", 0, said, said), line("A01", 0, 10000, 10000, kind=CARRIED)]

    take(desk, brought(desk, filing, book(*rows)), filing)

    assert cells(filing)[CARRYOVER] == "1.00"
    assert cells(filing).get(TOTAL) == total


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (11555023, ("1155.5023", "1155.5023", "", "一致")),
        (11555024, ("1155.5023", "1155.50", "-0.0023", "修改")),
    ],
)
def test_more_digits_than_are_kept_agree_where_the_sum_is_the_same(desk, filing, filer, amount, expected):
    fill_in(filing, filer, {OWN: "1155.5023"})

    shown = brought(desk, filing, book(line("A01", None, None, amount)))

    assert items(shown, filing)[OWN] == expected
