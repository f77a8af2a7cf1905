"""离线填报表 as it goes out: prefilled, locked but for what is filled in, with keys for the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from core.filing.cells import CellRef
from core.filing.snapshot import Cell
from evaluations.exchange import outgoing
from evaluations.exchange.boxes import Filing
from tests.exchange.books import keys, made, opened, places
from tests.factories import Role, make_evaluation, make_unit, make_user, write_cells
from tests.golden.test_foreign_files import CASES
from tests.golden.yuancheng import yuancheng
from tests.shapes import SHAPES

FILINGS = {
    **{case.stem: case.snapshot() for case in CASES},
    **{name: (shape.form, shape.snapshot()) for name, shape in SHAPES.items()},
}
EVIL = ("=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1")


def ground(cell):
    return cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type else ""


@pytest.mark.parametrize("name", FILINGS)
def test_every_cell_that_can_be_filled_in_is_there_and_only_those_are_open(name):
    form, snapshot = FILINGS[name]

    found = places(opened(made(form, snapshot)))

    slots = Filing(form, snapshot).slots
    there = {ref for ref, slot in slots.items() if not slot.stands_in}
    assert set(found) == there
    yellow = {ref for ref, cell in found.items() if ground(cell) == "FFF2CC"}
    assert all(not found[ref].protection.locked for ref in yellow)
    assert yellow <= {ref for ref in there if not slots[ref].is_locked}
    assert all(found[ref].protection.locked for ref in there if slots[ref].is_locked)


@pytest.mark.parametrize("name", FILINGS)
def test_what_was_filed_stands_in_its_cell(name):
    form, snapshot = FILINGS[name]
    book = opened(made(form, snapshot))

    written = {key.ref: key.text for key in keys(book) if key.ref and key.role == "open"}

    filing = Filing(form, snapshot)
    choices = {str(ref): dict(slot.choices) for ref, slot in filing.slots.items()}
    filed = {ref: filing.stands(CellRef.parse(ref)) for ref in written}
    assert written == {ref: choices[ref].get(text, text) for ref, text in filed.items()}


def test_sheets_are_protected_without_a_password_and_the_keys_are_hidden():
    book = opened(made(*yuancheng()))

    assert book.sheetnames == ["填报说明", "自评表", "其他填报内容", "自评报告", "报送前自查", "选项", "标识"]
    shown = [page for page in book.worksheets if page.sheet_state == "visible"]
    assert [page.title for page in shown] == book.sheetnames[:5]
    assert all(page.protection.sheet and not page.protection.password for page in shown)
    assert book["标识"].sheet_state == "veryHidden"
    assert book["自评表"].column_dimensions["A"].hidden
    assert book["自评表"].row_dimensions[1].hidden


def test_formulas_stand_where_nothing_else_was_filed_and_are_worked_out_on_opening():
    book = opened(made(*yuancheng()))
    cells = places(book)

    assert cells[CellRef.parse("funds/total/rate")].value.startswith("=IF(")
    assert ground(cells[CellRef.parse("total/score")]) == "E2EFDA"
    assert cells[CellRef.parse("funds/total/executed")].value == 701.23  # not what its parts add up to
    assert cells[CellRef.parse("funds/total/adjusted")].protection.locked is False
    assert book.calculation.fullCalcOnLoad
    assert opened(made(*yuancheng()), data_only=True)["报送前自查"]["A1"].value is None


@pytest.mark.parametrize("text", EVIL)
def test_nothing_typed_becomes_a_formula(text):
    form, snapshot = yuancheng()
    evil = {"header/filer", "goals/1/actual", "indicators/r1/note"} & {
        str(ref) for ref in Filing(form, snapshot).slots
    }
    snapshot = replace(snapshot, cells={**snapshot.cells, **{ref: Cell(text) for ref in evil}})

    cells = places(opened(made(form, snapshot)))

    for ref in evil:
        cell = cells[CellRef.parse(ref)]
        assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


def test_options_and_ticks_can_only_be_chosen_and_tiers_are_offered():
    shape = SHAPES["a checklist"]
    book = opened(made(shape.form, shape.snapshot()))
    tiers = opened(made(*yuancheng()))["自评表"].data_validations.dataValidation

    ticks = book["其他填报内容"].data_validations.dataValidation
    assert {one.showErrorMessage for one in ticks} == {True}
    assert [cell.value for cell in book["选项"]["A"]][:2] == ["是", "否"]
    assert [one.showErrorMessage for one in tiers] == [False]


def test_of_equal_filings_come_equal_bytes():
    assert made(*yuancheng()) == made(*yuancheng())


@pytest.mark.django_db
def test_a_person_who_sees_a_filing_takes_its_workbook_along(client):
    unit = make_unit()
    filing = write_cells(make_evaluation(unit))
    client.force_login(make_user(unit, Role.FILER))

    answer = client.get(reverse("offline_workbook", args=[filing.pk]))

    assert "%E7%A6%BB%E7%BA%BF%E5%A1%AB%E6%8A%A5%E8%A1%A8.xlsx" in answer["Content-Disposition"]
    book = opened(answer.content)
    assert places(book)[CellRef.parse("funds/own/executed")].value == 200
    assert book["标识"]["B2"].value == filing.number


@pytest.mark.django_db
def test_who_does_not_see_it_finds_nothing(client):
    filing = make_evaluation()
    client.force_login(make_user(make_unit(), Role.FILER))

    assert client.get(reverse("offline_workbook", args=[filing.pk])).status_code == 404


@pytest.mark.django_db
def test_a_name_that_no_file_system_takes_is_replaced_by_the_number(client):
    filing = make_evaluation()
    filing.project.name = "???"

    name, _ = outgoing.workbook(filing)

    assert name == f"{filing.number}-离线填报表.xlsx"
