"""The sheets of a form's workbook as they are read: what stands in them, cell by cell."""

from __future__ import annotations

from indicators.exchange.workbook import Faults, pages_of


def test_a_cell_of_blanks_alone_is_empty():
    told = [["指标", [[2, 3, "text", "  "], [2, 4, "text", "甲"]]]]

    pages = pages_of(told, Faults(["指标"]))

    assert pages["指标"].cells == {(2, 4): "甲"}
