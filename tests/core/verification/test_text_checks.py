"""C40 and M05: what is told about texts, and what is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing.cells import CellRef
from core.verification import Context, Severity, verify
from core.verification.findings import Moved
from tests.core.filing.forms import make_filing, make_form, shipped_form
from tests.core.verification.filings import mended, only

MOBILE = "联系人电话13800138000。"
NOTE, GOAL, SECTION = "indicators/r1/note", "goals/1/actual", "report/s8"


def taken(*refs, form=None, **typed):
    """The findings of M05 where these cells hold last year's text."""
    form = form or make_form()
    context = Context(taken_over=frozenset(map(CellRef.parse, refs)))
    found = verify(form, mended(form, **typed), context)
    return [(finding.severity, list(map(str, finding.places))) for finding in found if finding.check == "M05"]


class TestNumbersOfPersons:
    @pytest.mark.parametrize("cell", ["goals__1__actual", "indicators__r1__note", "header__filer"])
    def test_a_number_is_pointed_out_with_its_cell_and_stops_nobody(self, cell):
        finding = only(**{cell: MOBILE})

        assert (finding.check, finding.severity, finding.stops) == ("C40", Severity.HINT, False)
        assert [str(place) for place in finding.places] == [cell.replace("__", "/")]

    def test_the_cell_is_named_and_the_number_is_masked(self):
        finding = only(goals__1__actual=MOBILE)

        assert finding.message == (
            "年度总体目标的实际完成情况中可能有个人信息：手机号码138****8000。自评材料要公开，请核实；不需要的请删除。"
        )
        assert "13800138000" not in finding.message + finding.found

    def test_many_numbers_are_counted(self):
        finding = only(goals__1__actual="、".join(f"1380013800{number}" for number in range(5)))

        assert "手机号码138****8002等5个。" in finding.message

    def test_a_telephone_may_stand_where_one_is_asked_for(self):
        form = shipped_form()

        found = verify(form, make_filing(form, header__phone="13800138000"))

        assert [finding for finding in found if finding.check == "C40"] == []

    def test_figures_are_not_read_as_numbers_of_persons(self):
        form = make_form()

        found = verify(form, make_filing(form, funds__total__adjusted="138001380", total__score="94"))

        assert [finding for finding in found if finding.check == "C40"] == []

    def test_the_real_filing_has_none(self):
        form = shipped_form()

        assert [one for one in verify(form, make_filing(form)) if one.check == "C40"] == []


class TestWordsOfLastYear:
    def test_what_was_done_last_year_is_to_be_explained(self):
        assert taken(GOAL) == [(Severity.MUST_EXPLAIN, [GOAL])]

    def test_everything_else_shares_one_hint(self):
        form = shipped_form()

        assert taken(NOTE, SECTION, form=form) == [(Severity.HINT, [NOTE, SECTION])]

    def test_a_name_stays_the_same(self):
        assert taken("header/filer") == []

    def test_nothing_is_said_where_nothing_was_taken_over(self):
        assert taken() == []

    def test_the_cells_are_named(self):
        context = Context(taken_over=frozenset({CellRef.parse(NOTE)}))

        (finding,) = verify(make_form(), mended(), context)

        assert finding.message == (
            "“医疗救助资金支出率”的偏差原因分析及改进措施取用上年内容后没有修改，请核对是否符合本年度情况。"
        )


class TestPlacedFiguresThatMoved:
    MOVED = Moved(CellRef.parse(NOTE), CellRef.parse("funds/total/executed"), (2, 8), "650.00", "701.23")

    def test_the_text_is_to_be_read_again(self):
        (finding,) = verify(make_form(), mended(), Context(moved=(self.MOVED,)))

        assert (finding.check, finding.severity, finding.spans) == ("M13", Severity.HINT, ((2, 8),))
        assert finding.message == (
            "“医疗救助资金支出率”的偏差原因分析及改进措施引用的“年度资金总额”的全年执行数，"
            "写好之后由650.00变为701.23。请核对前后文是否仍然合适。"
        )

    def test_another_change_is_another_finding(self):
        once, again = (
            verify(make_form(), mended(), Context(moved=(replace(self.MOVED, now=now),)))[0]
            for now in ("701.23", "800")
        )

        assert once.fingerprint != again.fingerprint
