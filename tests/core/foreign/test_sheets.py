"""Our own workbook read back cell by cell; every other layout is refused in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.foreign import sheets
from core.foreign.reading import Unreadable
from core.foreign.sheets import REPORT, TABLE, from_pages
from core.paper.table import table
from tests.core.filing.forms import make_filing, make_form

OUTLINE = {
    "title": "自评报告",
    "sections": [
        {"key": "s1", "heading": "基本情况", "has_text": False},
        {"key": "s2", "heading": "项目概况"},
    ],
}
LINES = ["自评报告", "一、基本情况", "（一）项目概况", "概况一句。"]
ALONE = make_form(indicators__groups=[], indicators__scored=False, funds=None, goals=None, report=OUTLINE)


def page(form: FormDefinition, filed: Snapshot | None = None) -> list:
    """自评表 as the child tells it."""
    laid = table(form, filed or make_filing())
    top = 2
    kept = [[top + cell.row, cell.column + 1, "text", cell.text] for cell in laid.cells if cell.text]
    return [TABLE, [[1, 1, "text", "（2019年度）"], *kept]]


def lines(*texts: str) -> list:
    return [REPORT, [[row, 1, "text", text] for row, text in enumerate(texts, start=1)]]


def test_cells_are_taken_from_where_they_print():
    form = make_form()

    snapshot = from_pages([page(form)], [form]).snapshot

    filed = make_filing()
    printed = [cell.ref for cell in table(form, filed).cells if cell.ref]
    assert {ref: snapshot.typed(ref) for ref in printed} == {ref: filed.typed(ref) for ref in printed}
    assert snapshot.identity.data_year == 2019


def test_as_many_goals_as_are_printed():
    form, filed = make_form(), replace(make_filing(), goals=3)

    assert from_pages([page(form, filed)], [form]).snapshot.goals == 3


def test_the_form_is_known_by_its_layout():
    other = make_form(code="a", funds__label="别的资金")

    assert from_pages([page(make_form())], [other, make_form()]).form == make_form()


def test_a_report_is_read_by_its_headings():
    reading = from_pages([lines(*LINES)], [make_form(), ALONE])

    assert reading.form == ALONE
    assert reading.snapshot.typed(CellRef.parse("report/s2")) == "概况一句。"
    assert reading.snapshot.identity.data_year == 2021


def test_table_and_report_belong_together():
    form = make_form(report=OUTLINE)

    assert "report/s2" in from_pages([page(form), lines(*LINES)], [make_form(), form]).given


def test_of_a_table_without_its_report_nothing_is_said_of_the_report():
    form = make_form(report=OUTLINE)

    assert "report/s2" not in from_pages([page(form)], [form]).given


def test_a_form_without_goals_and_indicators_has_its_money():
    form = make_form(indicators__groups=[], indicators__scored=False, goals=None)

    assert from_pages([page(form)], [form]).snapshot.lines == ()


def _moved(told):
    return [told[0], [[row, column + 1, kind, text] for row, column, kind, text in told[1]]]


def _renamed(told):
    return [told[0], [[*cell[:3], "别的" if cell[3] == "三级指标" else cell[3]] for cell in told[1]]]


def _many():
    """More rows than any filing has."""
    filed = make_filing()
    return page(make_form(), replace(filed, lines=filed.lines * 100))


def _fixed() -> FormDefinition:
    rows = [{"key": "k1", "name": "别的率", "points": "5"}]
    leaf = {"key": "quantity", "name": "数量指标", "rows": rows}
    return make_form(
        indicators__level3="fixed",
        indicators__groups=[{"key": "output", "name": "产出指标", "children": [leaf]}],
    )


@pytest.mark.parametrize(
    ("told", "form", "sentence"),
    [
        ([["Sheet1", []]], make_form(), sheets.NO_SHEET),
        ([_moved(page(make_form()))], make_form(), sheets.OTHER_LAYOUT.format(name=TABLE)),
        ([_renamed(page(make_form()))], make_form(), sheets.OTHER_LAYOUT.format(name=TABLE)),
        ([page(make_form())], _fixed(), sheets.OTHER_LAYOUT.format(name=TABLE)),
        ([_many()], make_form(), sheets.OTHER_LAYOUT.format(name=TABLE)),
        ([lines("别的报告")], ALONE, sheets.OTHER_LAYOUT.format(name=REPORT)),
        ([lines("别的报告")], make_form(), sheets.OTHER_LAYOUT.format(name=REPORT)),
        (
            [[TABLE, [[5, 2, "formula", "=A1"]]]],
            make_form(),
            sheets.WRONG_KIND.format(name=TABLE, row=5, column=2, what="是公式"),
        ),
    ],
    ids=["sheet", "moved", "renamed", "rows", "many", "headings", "no report", "formula"],
)
def test_what_we_did_not_print_is_refused_in_words(told, form, sentence):
    with pytest.raises(Unreadable, match=r".") as refused:
        from_pages(told, [form])
    assert str(refused.value) == sentence


def test_a_group_without_rows_is_passed_over_and_the_last_row_may_end_the_sheet():
    form = make_form(paper__total=[])
    filed = make_filing()
    fewer = replace(filed, lines=tuple(line for line in filed.lines if line.group != "quality"))

    reading = from_pages([page(form, fewer)], [form])

    assert [line.name for line in reading.snapshot.lines] == [line.name for line in fewer.lines]
