"""股室填报单: rows handed out, and one workbook a team with them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.dossiers.models import Evaluation
from evaluations.exchange.models import Assignment, Team
from tests.exchange.desk import words
from tests.exchange.slipping import ACTUAL, FILLED, NOTE, OWN, at, boxes, hand, slip_of
from tests.factories import (
    SMALL_FORM,
    Role,
    fill_in,
    make_evaluation,
    make_project,
    make_user,
    small_form,
)

REMARK = {
    "label": "说明",
    "after": "total",
    "rows": [{"key": "remark"}],
    "columns": [{"key": "text", "required": False}],
}
pytestmark = pytest.mark.django_db


class TestHandingOut:
    def test_a_team_is_added_and_rows_are_handed_to_it(self, desk, filing):
        desk.post(at("slips", filing), {"then": "add", "name": "办公室"})
        team = Team.objects.get(unit=filing.unit)
        ticked = {"then": "assign", "team": team.pk, "row": [f"{filing.pk}:r1", f"{filing.pk}:r2"]}
        answer = desk.post(at("slips", filing), ticked, follow=True)

        assert "已把2行分给“办公室”" in words(answer)
        assert set(team.assignments.values_list("row", flat=True)) == {"r1", "r2"}

    def test_a_whole_filing_is_handed_to_a_team_by_one_tick(self, desk, filing, team):
        desk.post(at("slips", filing), {"then": "assign", "team": team.pk, "whole": filing.pk})

        assert {"r1", "r2"} <= set(team.assignments.values_list("row", flat=True))

    def test_a_row_is_handed_on_and_taken_back(self, desk, filing, team):
        other = hand(filing, "业务股")
        row = {"then": "assign", "row": [f"{filing.pk}:r1"]}

        desk.post(at("slips", filing), {**row, "team": other.pk})
        assert Assignment.objects.get().team == other
        desk.post(at("slips", filing), {**row, "team": ""})
        assert not Assignment.objects.exists()

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"then": "add", "name": ""}, "请填写股室名称"),
            ({"then": "add", "name": "办公室"}, "名单中已有这个股室"),
            ({"then": "assign"}, "请先勾选"),
            ({"then": "assign", "row": ["1:x"]}, "已不能分派"),
            ({"then": "assign", "whole": ["0"]}, "已不能分派"),
            ({"then": "assign", "row": ["1:x"], "team": "0"}, "没有这个股室"),
        ],
    )
    def test_what_is_not_right_is_told(self, desk, filing, team, sent, sentence):
        answer = desk.post(at("slips", filing), sent)

        assert answer.status_code == 422
        assert sentence in words(answer)

    def test_ticks_stay_where_it_is_refused(self, desk, filing, team):
        sent = {"then": "assign", "team": "0", "row": [f"{filing.pk}:r2"]}

        assert "checked" in words(desk.post(at("slips", filing), sent))

    def test_rows_of_a_filed_table_are_not_handed_out(self, desk, filing, team):
        Evaluation.objects.filter(pk=filing.pk).update(status="approved")

        answer = desk.post(at("slips", filing), {"then": "assign", "team": team.pk, "row": f"{filing.pk}:r2"})

        assert "已不能分派" in words(answer)
        assert "不能再分派" in words(answer)

    def test_a_team_is_removed_with_its_rows(self, desk, filing, team):
        desk.post(at("slips", filing), {"then": f"remove:{team.pk}"})

        assert not Team.objects.exists()
        assert not Assignment.objects.exists()

    @pytest.mark.parametrize("key", ["0", "x", ""])
    def test_a_team_that_there_is_not_is_not_removed(self, desk, filing, key):
        assert desk.post(at("slips", filing), {"then": f"remove:{key}"}).status_code == 404

    def test_a_reader_sees_the_board_and_changes_nothing(self, client, unit, filing, team):
        client.force_login(make_user(unit, Role.UNIT_HEAD))

        page = words(client.get(at("slips", filing)))
        assert "办公室" in page
        assert "可以一次导入多个" not in page
        answer = client.post(at("slips", filing), {"then": f"remove:{team.pk}"})
        assert answer.status_code == 403
        assert Team.objects.exists()

    def test_an_empty_board_says_what_to_do(self, desk, filing):
        assert "还没有股室。请在下面添加" in words(desk.get(at("slips", filing)))
        answer = desk.get(at("slip_workbooks", filing), follow=True)
        assert "还没有把指标分给股室" in words(answer)

    def test_a_form_without_rows_says_so(self, desk, filing):
        Evaluation.objects.get(pk=filing.pk).lines.all().delete()
        Evaluation.objects.filter(pk=filing.pk).update(goals=0)

        assert "没有可以分派的指标" in words(desk.get(at("slips", filing)))

    def test_more_filings_ask_the_database_no_more(self, desk, filing, team):
        def asked():
            with CaptureQueriesContext(connection) as found:
                desk.get(at("slips", filing))
            return len(found)

        asked()
        one = asked()
        for _ in range(5):
            make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit))

        assert asked() == one


class TestGoingOut:
    def test_each_project_has_a_worksheet_of_open_boxes_and_locked_targets(self, desk, filing, second, team):
        hand(second, "办公室", "r2")

        book = openpyxl.load_workbook(BytesIO(slip_of(desk, filing, team)))

        first, other = boxes(book), boxes(book, "2")
        assert [page.title[:2] for page in book.worksheets] == ["填报", "1.", "2.", "选项", "标识"]
        assert set(FILLED) <= set(first)
        assert not first[ACTUAL].protection.locked
        assert first[ACTUAL].fill.fgColor.rgb.endswith("FFF2CC")
        assert "indicators/r2/actual" in other
        assert ACTUAL not in other
        target = first[ACTUAL].offset(column=-1)
        assert target.value == "≥100人"
        assert target.protection.locked
        assert all(page.protection.sheet for page in book.worksheets[:3])

    def test_what_was_filled_in_stands_in_its_boxes(self, desk, filing, filer, team):
        note = "对象减少\n改进措施：加强摸排"
        fill_in(filing, filer, {ACTUAL: "98人", NOTE: note})

        first = boxes(openpyxl.load_workbook(BytesIO(slip_of(desk, filing, team))))

        assert first[ACTUAL].value == "98人"
        assert first[OWN.format("reason")].value == "对象减少"
        assert first[OWN.format("measures")].value == "加强摸排"

    def test_texts_of_the_form_are_handed_out_too(self, desk, unit, filing):
        form = small_form(code="texts", texts=[REMARK])
        other = make_evaluation(unit, cycle=filing.cycle, project=make_project(unit), form=form)
        team = hand(other, "办公室", "texts/remark/text", "goals/1/actual")

        first = boxes(openpyxl.load_workbook(BytesIO(slip_of(desk, other, team))))

        assert {"texts/remark/text", "goals/1/actual"} <= set(first)

    def test_a_form_that_asks_no_actual_has_a_locked_box(self, desk, unit, filing):
        indicators = {
            **SMALL_FORM["indicators"],
            "columns": ["level3", "points", "score"],
        }
        form = small_form(code="without", indicators=indicators)
        other = make_evaluation(unit, cycle=filing.cycle, project=make_project(unit), form=form)

        first = boxes(openpyxl.load_workbook(BytesIO(slip_of(desk, other, hand(other, "办公室", "r1")))))

        assert first[ACTUAL].protection.locked

    def test_all_slips_come_as_one_archive(self, desk, filing, second, team):
        hand(second, "业务股/甲", "r1")

        archive = ZipFile(BytesIO(desk.get(at("slip_workbooks", filing)).content))

        assert archive.namelist() == ["1-办公室-股室填报单.xlsx", "2-业务股甲-股室填报单.xlsx"]

    def test_a_team_without_rows_has_no_slip(self, desk, filing):
        assert desk.get(at("slip_workbook", filing, hand(filing, "空").pk)).status_code == 404
