"""What a workbook works out by itself is what we compute; a program that knows nothing of us does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core.figures.numbers import parse_number, parse_rate
from core.figures.text import FigureError
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.snapshot import Cell, Line, Snapshot
from evaluations.exchange.boxes import Filing
from tests.core.filing.forms import read_filing
from tests.exchange.books import SOFFICE, made, opened, places, recalculated
from tests.factories import FILLED, SMALL_FORM, small_form
from tests.golden.test_foreign_files import CASES

Filed = tuple[FormDefinition, Snapshot]
ROUNDS = 4
LINES = (
    Line("r1", "quantity", "救助人数", "≥100人", Decimal(50)),
    Line("r2", "quantity", "拨付及时", "按时拨付", Decimal(40)),
)
TYPED = {
    **{ref: text for ref, text in FILLED.items() if not ref.startswith("total/")},
    "indicators/r1/points": "50",
    "indicators/r1/target": "≥100人",
    "indicators/r2/points": "40",
    "indicators/r2/target": "按时拨付",
}
AWAY = {"indicators__r2__not_applicable": "是", "indicators__r2__score": ""}
LOW = {"funds__total__executed": "100", "funds__own__executed": "100"}
CAP = {"execution_rate_below": "0.8", "highest": "49.5", "reason": "预算执行率低于80%"}
HELD = {"execution_rate_below": "0.9", "highest": "中", "reason": "预算执行率低于90%"}
OWED = [{**column, "allow_negative": True} for column in SMALL_FORM["funds"]["columns"]]
BANDS = SMALL_FORM["grading"]["bands"]


def small(form: FormDefinition | None = None, **typed: str) -> Filed:
    """The small form filled in; other texts stand in some cells, empty ones are emptied."""
    texts = {**TYPED, **{name.replace("__", "/"): text for name, text in typed.items()}}
    form = form or small_form()
    return form, read_filing(form, LINES, texts)


def asking(**indicators: Any) -> FormDefinition:
    return small_form(indicators={**SMALL_FORM["indicators"], **indicators})


def funds(**given: Any) -> FormDefinition:
    return small_form(funds={**SMALL_FORM["funds"], **given})


NO_FUNDS = small_form(funds=None)
UNSPENT = funds(columns=[one for one in SMALL_FORM["funds"]["columns"] if one["role"] != "executed"])
WITHOUT = {ref: text for ref, text in TYPED.items() if not ref.startswith("funds/")}
FILINGS: Mapping[str, Filed] = {
    **{f"filed {case.stem}": case.snapshot() for case in CASES},
    "nothing typed": (small_form(), read_filing(small_form(), LINES, {})),
    "no rows": (small_form(), read_filing(small_form(), (), TYPED)),
    "a part that is open": small(funds__total__executed="", funds__own__executed=""),
    "a part that is not spent": small(funds__total__executed="", funds__own__executed="—"),
    "a budget of nothing": small(funds__total__adjusted="0", funds__own__adjusted="0"),
    "a budget below nothing": small(
        funds(columns=OWED), funds__total__adjusted="-5", funds__own__adjusted="-5"
    ),
    "money given back": small(funds__total__executed="-5", funds__own__executed="-5"),
    "more spent than there was": small(funds__total__executed="230", funds__own__executed="230"),
    "a third": small(funds__total__adjusted="300", funds__total__executed="100"),
    "cut down": small(funds(execution_rounding={"mode": "down", "decimals": 1}), **LOW),
    "a score that is open": small(indicators__r2__score=""),
    "a row that does not apply": small(**AWAY),
    "its points are not locked": small(asking(points_policy="open"), **AWAY),
    "its points are divided": small(asking(not_applicable="rescale"), **AWAY),
    "all rows apply": small(asking(not_applicable="rescale")),
    "a total that is held down": small(small_form(total_caps=[CAP]), **LOW),
    "a total below what holds it": small(small_form(total_caps=[CAP]), indicators__r1__score="1", **LOW),
    "a total with nothing to hold": small(small_form(total_caps=[CAP]), indicators__r1__score="", **LOW),
    "a grade that is held down": small(small_form(grading={"bands": BANDS, "caps": [HELD]}), **LOW),
    "a grade that is not": small(small_form(grading={"bands": BANDS, "caps": [HELD]})),
    "no grade reached": small(small_form(grading={"bands": BANDS[:2]}), indicators__r1__score="1"),
    "no funds": (NO_FUNDS, read_filing(NO_FUNDS, LINES, WITHOUT)),
    "nothing is asked of what was spent": (UNSPENT, read_filing(UNSPENT, LINES, WITHOUT)),
    "quotes": small(small_form(grading={"bands": [{"name": '"优"', "minimum": 0}]})),
}
ONLY_WE = {("its points are divided", "total/score"), ("its points are divided", "total/grade")}
"""What a workbook leaves to us."""


def emptied(form: FormDefinition, snapshot: Snapshot) -> Filed:
    """Without what the workbook works out."""
    worked = set(map(str, Filing(form, snapshot).worked))
    kept = {ref: cell for ref, cell in snapshot.cells.items() if ref not in worked}
    return form, replace(snapshot, cells=kept)


def readable(form: FormDefinition, ref: CellRef, text: str) -> Cell:
    """As it would be filed; what is below nothing cannot be."""
    try:
        return read_cell(form, ref, text)
    except FigureError:
        return Cell()


def computed(form: FormDefinition, snapshot: Snapshot) -> dict[CellRef, str]:
    """What we would fill in, one thing after the other, into the cells that have a formula."""
    worked, found = Filing(form, snapshot).worked, {}
    for _ in range(ROUNDS):
        offers = compute(form, snapshot).offers
        found = {ref: offers.get(ref, "") for ref in worked}
        read = {str(ref): readable(form, ref, text) for ref, text in found.items() if text}
        snapshot = replace(snapshot, cells={**snapshot.cells, **read})
    return found


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Every filing with its formulas empty, as LibreOffice saves it."""
    if not SOFFICE:
        pytest.skip("LibreOffice is not installed")
    contents = {str(place): made(*emptied(*filed)) for place, filed in enumerate(FILINGS.values())}
    saved = recalculated(tmp_path_factory.mktemp("books"), contents)
    return {name: opened(saved[str(place)], data_only=True) for place, name in enumerate(FILINGS)}


@pytest.mark.parametrize("name", FILINGS)
def test_a_formula_reads_cells_that_are_there(name):
    """None of it names a cell of the filing any more, and none comes with a value."""
    form, snapshot = emptied(*FILINGS[name])

    found = places(opened(made(form, snapshot)))

    worked = [found[ref].value for ref in Filing(form, snapshot).worked]
    assert [formula for formula in worked if not formula.startswith("=") or "⟦" in formula] == []


def test_a_rate_that_cannot_be_filed_leaves_what_was_filed():
    """We offer a rate below nothing, and no cell takes one."""
    form, snapshot = FILINGS["money given back"]
    filing = Filing(form, snapshot)

    box = filing.box(filing.slots[CellRef.parse("funds/total/rate")])

    assert (box.text, box.formula, box.is_open) == ("100%", "", True)


def number(text: str) -> Decimal | str | None:
    """What a text says, to be compared with a value of a worksheet."""
    try:
        read = parse_rate if text.endswith("%") else parse_number
        return read(text, allow_negative=True)
    except ValueError:
        return text


def shown(book, refs) -> dict[CellRef, Any]:
    found = places(book)
    values = {ref: found[ref].value for ref in refs}
    return {
        ref: round(Decimal(repr(value)), 9) if isinstance(value, int | float) else value or ""
        for ref, value in values.items()
    }


@pytest.mark.parametrize("name", FILINGS)
def test_what_libreoffice_works_out_is_what_we_compute(books, name):
    expected = computed(*emptied(*FILINGS[name]))
    found = shown(books[name], expected)

    wrong = {
        str(ref): (found[ref], text)
        for ref, text in expected.items()
        if found[ref] != (number(text) if text not in ("", "—") else text) and (name, str(ref)) not in ONLY_WE
    }
    assert wrong == {}


@pytest.mark.parametrize("name", FILINGS)
def test_no_formula_comes_to_an_error(books, name):
    rows = (row for page in books[name].worksheets for row in page.iter_rows())
    assert [
        (cell.parent.title, cell.coordinate) for row in rows for cell in row if cell.data_type == "e"
    ] == []


def test_what_is_left_to_us_is_empty_in_the_workbook(books):
    """Negative control of ONLY_WE: we do compute something there."""
    name = "its points are divided"
    refs = [CellRef.parse(ref) for _, ref in sorted(ONLY_WE)]

    expected = computed(*emptied(*FILINGS[name]))
    assert [expected[ref] for ref in refs] == ["优", "100"]
    assert set(shown(books[name], refs).values()) == {""}
