"""A workbook that came back: what each cell says, whatever was done to it meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl.utils import get_column_letter

from core.filing.cells import CellRef
from core.filing.snapshot import Cell
from documents.offline import Key
from evaluations.exchange import comparing, reading
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import Compared, compare
from evaluations.exchange.pages import Came, Page, letters, number_of
from tests.exchange.books import SOFFICE, filled, made, opened, places, recalculated, saved
from tests.exchange.returning import (
    ACTUAL,
    FILINGS,
    NOTE,
    emptied,
    is_same,
    label_of,
    proposed,
    returned,
    said,
    typed_in,
)
from tests.golden.yuancheng import yuancheng
from tests.shapes import SHAPES


@pytest.mark.parametrize("name", FILINGS)
def test_a_workbook_that_nobody_touched_changes_nothing(name):
    content = made(*FILINGS[name])

    for came in (content, saved(opened(content))):
        found = returned(came, FILINGS[name])
        assert (found.proposed, found.touched, found.strange) == ([], [], [])


@pytest.mark.parametrize("name", FILINGS)
def test_what_is_filled_in_elsewhere_comes_back_as_it_was_filed(name):
    before, typed = emptied(*FILINGS[name]), typed_in(*FILINGS[name])

    found = returned(filled(made(*before), typed), before)

    assert_as_filed(FILINGS[name], found, typed)


@pytest.fixture(scope="module")
def resaved(tmp_path_factory):
    books = {
        str(place): filled(made(*emptied(*filing)), typed_in(*filing))
        for place, filing in enumerate(FILINGS.values())
    }
    return recalculated(tmp_path_factory.mktemp("resaved"), books)


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", FILINGS)
def test_what_another_program_saves_comes_back_as_it_was_filed(resaved, name):
    before, typed = emptied(*FILINGS[name]), typed_in(*FILINGS[name])

    found = returned(resaved[str(list(FILINGS).index(name))], before)

    assert_as_filed(FILINGS[name], found, typed)


def assert_as_filed(filing, found: Compared, typed) -> None:
    stood = Filing(*filing)
    came = proposed(found)
    assert set(came) == set(typed)
    filed = {ref: stood.stands(CellRef.parse(ref)) for ref in typed}
    assert {ref: text for ref, text in came.items() if not is_same(filing, ref, text, filed[ref])} == {}
    assert (found.touched, found.strange, found.conflicts) == ([], [], [])


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_a_pasted_formula_counts_with_its_result(tmp_path):
    content = filled(made(*yuancheng()), {"funds/total/executed": "=700+1.25", NOTE: "=1/0"})

    found = returned(recalculated(tmp_path, {"one": content})["one"])

    assert [(one.typed, one.is_worked) for one in found.proposed] == [("701.25", True)]
    assert [one.why for one in found.strange] == ["公式出错（#DIV/0!），没有读取。请改正后重新导入。"]


def test_a_pasted_formula_that_nobody_worked_out_is_told():
    found = returned(filled(made(*yuancheng()), {"funds/total/executed": "=700+1.25"}))

    assert (proposed(found), [one.why for one in found.strange]) == ({}, [reading.NO_RESULT])


@pytest.mark.parametrize("typed", ["７０２．５", "702.5 ", " 702.50", "702.5", 702.5, "702.50"])
def test_a_number_is_read_however_it_is_written(typed):
    found = returned(filled(made(*yuancheng()), {"funds/total/executed": typed}))

    assert found.strange == []
    filing = yuancheng()
    assert is_same(filing, "funds/total/executed", proposed(found)["funds/total/executed"], "702.5")


@pytest.mark.parametrize("typed", ["七百", "约700", "700万元左右", True])
def test_a_number_that_is_none_is_named_and_never_nothing(typed):
    found = returned(filled(made(*yuancheng()), {"funds/total/executed": typed}))

    assert proposed(found) == {}
    assert len(found.strange) == 1
    assert found.strange[0].place.startswith("“自评表”的")
    assert "不能识别" in found.strange[0].why


def test_hidden_columns_are_read_and_spaces_at_the_ends_are_nothing():
    form, snapshot = yuancheng()
    book = opened(made(form, snapshot))
    cell = places(book)[CellRef.parse("goals/1/actual")]
    cell.value = f"  {cell.value}　\n"
    for column in range(1, 20):
        book["自评表"].column_dimensions[get_column_letter(column)].hidden = True

    assert proposed(returned(saved(book))) == {}


def test_a_cell_that_was_emptied_is_a_change():
    assert proposed(returned(filled(made(*yuancheng()), {"goals/1/actual": None}))) == {"goals/1/actual": ""}


def test_what_the_page_changed_meanwhile_is_a_conflict_and_what_agrees_is_nothing():
    form, snapshot = yuancheng()
    content = filled(made(form, snapshot), {NOTE: "见附件", "goals/1/actual": "都完成了"})
    now = replace(
        snapshot, cells={**snapshot.cells, NOTE: Cell("另一原因"), "goals/1/actual": Cell("都完成了")}
    )

    found = returned(content, (form, now))

    assert [(one.ref, one.seen, one.typed, one.written) for one in found.conflicts] == [
        (NOTE, "另一原因", "见附件", "")
    ]
    assert found.changes == []


def test_locked_words_that_were_changed_are_told_and_the_rest_is_read():
    book = opened(filled(made(*yuancheng()), {NOTE: "见附件"}))
    cells = places(book)
    cells[CellRef.parse("indicators/r1/target")].value = "≥1%"
    cells[CellRef.parse("total/score")].value = 100
    page = book["自评表"]
    row = cells[CellRef.parse(NOTE)].row
    page.cell(row, label_of(page, row)).value = "支出率"

    found = returned(saved(book))

    assert proposed(found) == {NOTE: "见附件"}
    assert {one.text for one in found.touched} == {"≥1%", "100", "支出率"}


def test_a_row_that_became_anothers_is_not_read():
    """Its label was typed over with that of the next row, which is there twice then."""
    book = opened(filled(made(*yuancheng()), {NOTE: "见附件"}))
    page, cells = book["自评表"], places(book)
    one, other = (cells[CellRef.parse(f"indicators/r{number}/note")].row for number in (1, 2))
    column = label_of(page, one)
    page.cell(one, column).value = page.cell(other, column).value

    found = returned(saved(book))

    assert proposed(found) == {}
    assert {one.why for one in found.strange} == {reading.GONE}


def test_other_sheets_copies_and_deleted_ones_are_told():
    book = opened(made(*yuancheng()))
    book.copy_worksheet(book["自评表"])
    book.create_sheet("测算")["A1"] = "1"
    del book["自评报告"]

    found = returned(saved(book))

    assert proposed(found) == {}
    assert {(one.place, one.why) for one in found.strange} == {
        ("工作表“自评表 Copy”", reading.COPY),
        ("工作表“测算”", reading.NEW_PAGE),
        ("第3张填报工作表", reading.NO_PAGE),
    }


def test_without_its_keys_or_of_another_format_it_is_none_of_ours():
    book = opened(made(*yuancheng()))
    book["标识"]["B1"] = "2"
    other = saved(book)
    del book["标识"]

    for content, sentence in ((saved(book), reading.NO_KEYS), (other, reading.OTHER_FORMAT)):
        with pytest.raises(reading.Unreadable, match=sentence[:12]):
            reading.read(said(content))


def test_keys_that_were_forged_write_nothing_that_the_filing_does_not_have():
    book = opened(filled(made(*yuancheng()), {NOTE: "见附件", ACTUAL: "其他", "goals/1/actual": "其他"}))
    hidden = book["标识"]
    for row in hidden.iter_rows():
        if row[4].value == NOTE:
            row[4].value = "indicators/r99/note"
        elif row[4].value == ACTUAL:
            row[4].value = "status"
        elif row[4].value == "goals/1/actual":
            row[4].value = "indicators/r1/target"
        elif row[4].value == "indicators/r2/note":
            row[4].value = "indicators/r98/note"
        elif row[3].value == "label":
            row[3].value = "anything"

    found = returned(saved(book))

    assert proposed(found) == {}
    assert [one.why for one in found.strange] == [comparing.NO_CELL] * 3
    assert [one.text for one in found.touched] == ["其他"]


def test_a_workbook_of_an_older_form_says_so():
    form, snapshot = yuancheng()

    found = returned(made(form, snapshot), (form, replace(snapshot, form_sha256="1" * 64)))

    assert [one.why for one in found.strange] == [comparing.OTHER_FORM]


def test_a_choice_comes_back_as_its_key_and_a_date_without_an_hour():
    shape = SHAPES["options"]
    filing = Filing(shape.form, shape.snapshot())
    slot = next(slot for slot in filing.slots.values() if slot.choices)
    typed = {str(slot.ref): dict(slot.choices)["及时"], "header/filled_on": "2022-04-06 00:00:00"}

    found = returned(filled(made(shape.form, shape.snapshot()), typed), (shape.form, shape.snapshot()))

    assert proposed(found) == {str(slot.ref): "及时", "header/filled_on": "2022-04-06"}


def test_what_was_compared_is_kept_as_plain_data():
    found = returned(filled(made(*yuancheng()), {NOTE: "见附件", "funds/total/executed": "七百"}))

    assert Compared.from_json(found.as_json()) == found
    assert Compared.from_json({}) == Compared()


def test_figures_placed_in_prose_are_left_to_whoever_saves_them():
    form, snapshot = yuancheng()
    section = next(ref for ref, slot in Filing(form, snapshot).slots.items() if slot.takes_figures)

    found = returned(filled(made(form, snapshot), {str(section): "共支出⟦全年执行数⟧万元。"}))

    assert proposed(found) == {str(section): "共支出⟦全年执行数⟧万元。"}


def test_words_of_a_cell_that_is_locked_by_now_are_told():
    form, snapshot = yuancheng()
    filing = Filing(form, snapshot)
    locked = next(str(ref) for ref, slot in filing.slots.items() if slot.is_locked and slot.kind == "text")
    entry = reading.Entry(locked, "“自评表”的C5", "", "text", "改了")

    found = compare(filing, reading.Returned({"form": snapshot.form_sha256}, [entry], formulas=["x", NOTE]))

    assert [one.text for one in found.touched] == ["改了"]
    assert found.follow == []


def test_columns_have_their_letters():
    assert [letters(number_of(name)) for name in ("A", "Z", "AA", "XFD")] == ["A", "Z", "AA", "XFD"]


def test_an_area_that_is_none_covers_nothing():
    from evaluations.exchange.pages import pages

    (page,) = pages([["表", [[1, 1, "text", "一"]], ["A1", "A1:B2"]]])

    assert page == Page("表", {(1, 1): Came("text", "一")}, ((1, 1, 2, 2),))
    assert [page.is_covered(place) for place in ((1, 1), (1, 2), (3, 1))] == [False, True, False]
    assert Key("1", "1", "1", "open", "", "").line == ("1", "1", "1", "open", "", "")


@pytest.mark.parametrize("bar", [" | ", "\t"])
def test_a_table_of_the_report_comes_back_as_it_was_typed(bar):
    filing = yuancheng(report__s1=f"如下：\n【表】经费\n来源{bar}金额\n县级{bar}71.73\n以上。")
    before, typed = emptied(*filing), typed_in(*filing)

    found = returned(saved(opened(filled(made(*before), typed))), before)

    assert_as_filed(filing, found, typed)
