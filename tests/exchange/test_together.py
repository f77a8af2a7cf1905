"""Several filings in one workbook: out as each is alone, back in filing by filing (docs/offline.md)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents import offline_book, offline_xlsx
from documents.offline import CORNER
from documents.offline_book import BookTooLargeError, offline_book_xlsx
from evaluations.exchange import reading
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import compare
from evaluations.exchange.together import together
from foundation.intake import cells as gate
from foundation.intake.filled import MOST_FILLED
from tests.exchange.books import SOFFICE, TASK, keys, opened, recalculated, saved
from tests.exchange.books import made as alone
from tests.exchange.returning import NOTE, emptied, proposed, said
from tests.golden.yuancheng import yuancheng
from tests.shapes import SHAPES

SHAPE = SHAPES["a checklist"]
FILINGS = (yuancheng(), (SHAPE.form, SHAPE.snapshot()))
SUBJECTS = ("医疗救助[2021]补助:资金", "'单位'整体支出绩效自评的很长很长的名称")
ACTUAL = "indicators/r1/actual"


def made(filings=FILINGS, subjects=SUBJECTS) -> bytes:
    pairs = zip(filings, subjects, strict=True)
    given = [(Filing(*filing), replace(TASK, subject=subject)) for filing, subject in pairs]
    return offline_book_xlsx(together(given, TASK.made_at))


def cells_of(book, part: int) -> dict[str, object]:
    """The cells of one filing by their addresses."""
    pages = {page["A1"].value: page for page in book.worksheets}
    own = next(row[1].value for row in book["标识"].iter_rows() if row[0].value == f"pages {part}").split()
    return {
        key.ref: pages[f"{CORNER}{key.page}"].cell(int(key.row) + 1, int(key.column) + 1)
        for key in keys(book)
        if key.ref and key.page in own
    }


def filled(content: bytes, part: int, ref: str, value) -> bytes:
    book = opened(content)
    cells_of(book, part)[ref].value = value
    return saved(book)


def came(content: bytes, part: int):
    """What one filing's part of the workbook would change."""
    return compare(Filing(*FILINGS[part - 1]), reading.read(said(content)).of(str(part)))


def test_worksheets_are_told_apart_within_what_excel_takes():
    names = opened(made()).sheetnames

    assert names[:4] == [
        "填报说明",
        "1.医疗救助2021补助资金-自评表",
        "1.医疗救助2021补助资金-其他填报内容",
        "1.医疗救助2021补助资金-自评报告",
    ]
    assert names[4] == "2.单位整体支出绩效自评的很长很-自评表"
    assert names[-3:] == ["报送前自查", "选项", "标识"]
    assert max(map(len, names)) <= 31


def test_of_equal_names_and_none_each_worksheet_has_its_own():
    names = opened(made(subjects=("甲", "甲"))).sheetnames
    nameless = opened(made(subjects=("?", "[]"))).sheetnames

    assert len(set(names)) == len(names)
    assert [name for name in nameless if name.endswith("-自评表")] == ["1-自评表", "2-自评表"]


def test_a_name_of_rare_characters_is_cut_between_them():
    names = opened(made(subjects=("𠮷" * 20, "乙"))).sheetnames

    assert names[1] == f"1.{'𠮷' * 7}-自评表"


@pytest.mark.parametrize("part", [1, 2])
def test_what_is_typed_comes_back_to_its_own_filing_alone(part):
    content = filled(made(), part, ACTUAL, "达成预期")

    assert proposed(came(content, part)) == {ACTUAL: "达成预期"}
    other = came(content, 3 - part)
    assert (proposed(other), other.touched, other.strange) == ({}, [], [])


def test_formulas_read_the_worksheets_of_their_own_filing():
    book = opened(made([emptied(*filing) for filing in (yuancheng(), yuancheng())]))
    first, second = cells_of(book, 1), cells_of(book, 2)

    assert "'1.医疗救助2021补助资金-其他填报内容'!" in first["total/score"].value
    assert "'2." not in first["total/score"].value
    assert "'1." not in second["total/score"].value
    checks = [str(cell.value) for cell in book["报送前自查"]["C"]]
    read = {title for title in book.sheetnames for formula in checks if f"'{title}'!" in formula}
    assert read == {cell.parent.title for cell in (*first.values(), *second.values())}
    assert not [formula for formula in checks if "⟦" in formula]


def test_what_is_missing_is_counted_for_each_and_leads_to_its_cell():
    page = opened(made())["报送前自查"]
    heads = [row for row in range(3, page.max_row + 1) if "项未填" in str(page.cell(row, 3).value)]

    assert heads[0] == 3
    assert page.cell(3, 2).value == f"1.{SUBJECTS[0]}"
    assert page.cell(3, 3).value.startswith(f'=IF(COUNTIF(C4:C{heads[1] - 1},"未填")=0,"已填"')
    links = {cell.coordinate: cell.hyperlink.location for cell in page["A"] if cell.hyperlink}
    assert links["A3"] == "'1.医疗救助2021补助资金-自评表'!B2"
    assert set(links) == {f"A{row}" for row in range(3, page.max_row + 1)}
    assert page["A1"].value == f'="尚有"&COUNTIF(C3:C{page.max_row},"未填")&"项必填内容未填"'


def test_the_guide_names_the_filings_and_leads_to_them():
    page = opened(made())["填报说明"]

    lines = {str(cell.value): cell.hyperlink.location for cell in page["A"] if cell.hyperlink}
    assert [line.partition("（")[0] for line in lines] == [
        f"{number}.{subject}" for number, subject in enumerate(SUBJECTS, start=1)
    ]
    assert list(lines.values())[1] == "'2.单位整体支出绩效自评的很长很-自评表'!B2"


def test_each_worksheet_prints_as_it_does_alone():
    book = opened(made())

    pages = [page for page in book.worksheets if page.sheet_state == "visible"]
    alone_setup = opened(alone(*yuancheng()))["自评表"].page_setup.orientation
    setups = {(int(page.page_setup.paperSize), page.page_setup.fitToWidth) for page in pages}
    assert setups == {(9, 1)}
    assert {page.title: page.page_setup.orientation for page in pages}[pages[1].title] == alone_setup
    numbers = [filing[1].identity.number for filing in FILINGS]
    feet = [page.oddFooter.left.text for page in pages]
    assert numbers[0] in feet[1]
    assert numbers[1] in feet[-2]
    assert all(page.protection.sheet for page in pages)


def test_renamed_worksheets_in_another_order_are_known_by_their_marks():
    book = opened(filled(made(), 2, ACTUAL, "达成预期"))
    for number, title in enumerate(book.sheetnames[1:5]):
        book[title].title = f"表{number}"
    book._sheets.reverse()

    content = saved(book)

    assert proposed(came(content, 2)) == {ACTUAL: "达成预期"}
    assert came(content, 1).strange == []


def test_a_worksheet_that_is_gone_is_told_by_its_name_and_the_rest_is_read():
    book = opened(filled(made(), 1, NOTE, "见附件"))
    del book["1.医疗救助2021补助资金-自评报告"]

    found = came(saved(book), 1)

    assert [(one.place, one.why) for one in found.strange] == [
        ("工作表“1.医疗救助2021补助资金-自评报告”", reading.NO_PAGE)
    ]
    assert proposed(found) == {NOTE: "见附件"}


def test_a_filing_is_gone_once_all_of_its_worksheets_are():
    book = opened(made())
    for title in [title for title in book.sheetnames if title.startswith("1.")]:
        del book[title]

    read = reading.read(said(saved(book)))

    assert [read.is_gone(part) for part in read.parts] == [True, False]


def test_what_a_workbook_is_read_back_by_may_need_several_hidden_sheets(monkeypatch):
    monkeypatch.setattr(offline_xlsx, "KEYS_A_SHEET", 100)

    content = made()

    assert [title for title in opened(content).sheetnames if title.startswith("标识")] == [
        *("标识", "标识2", "标识3")
    ]
    assert [(proposed(came(content, part)), came(content, part).strange) for part in (1, 2)] == [({}, [])] * 2


def test_without_one_of_its_hidden_sheets_nothing_is_read(monkeypatch):
    monkeypatch.setattr(offline_xlsx, "KEYS_A_SHEET", 100)
    book = opened(made())
    del book["标识2"]

    with pytest.raises(reading.Unreadable, match="隐藏的“标识”工作表已被删除"):
        reading.read(said(saved(book)))


@pytest.mark.parametrize("room", ["ROOM_CELLS", "ROOM_CHARACTERS", "ROOM_ROWS"])
def test_a_workbook_that_could_not_be_read_back_does_not_go_out(monkeypatch, room):
    monkeypatch.setattr(offline_book, room, 10)

    with pytest.raises(BookTooLargeError):
        made()


def test_what_goes_out_leaves_room_for_what_is_filled_in():
    assert offline_book.ROOM_CELLS < gate.MOST_CELLS
    assert offline_book.ROOM_CHARACTERS < MOST_FILLED
    assert offline_book.ROOM_ROWS < gate.MOST_ROWS


def test_lists_that_are_equal_stand_once():
    book = opened(made((FILINGS[1], FILINGS[1])))

    listed = [cell.value for cell in book["选项"]["A"]]
    assert listed == [cell.value for cell in opened(made((FILINGS[1],), ("甲",)))["选项"]["A"]]
    first, second = (page for page in book.worksheets if page.title.endswith("-其他填报内容"))
    assert {one.formula1 for one in first.data_validations.dataValidation} == {
        one.formula1 for one in second.data_validations.dataValidation
    }


def test_of_equal_filings_come_equal_bytes():
    assert made() == made()


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
def test_it_comes_back_equal_from_libreoffice_with_formulas_that_come_to_something(tmp_path):
    content = filled(made(), 2, ACTUAL, "达成预期")

    again = recalculated(tmp_path, {"book": content})["book"]

    assert [proposed(came(again, part)) for part in (1, 2)] == [{}, {ACTUAL: "达成预期"}]
    assert [came(again, part).strange for part in (1, 2)] == [[], []]
    states = [cell.value for cell in opened(again, data_only=True)["报送前自查"]["C"][2:]]
    assert not [state for state in states if state is None or str(state).startswith("#")]
