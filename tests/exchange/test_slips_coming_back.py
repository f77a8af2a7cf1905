"""股室填报单 that came back: shown, accepted, and at each row where it came from."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from evaluations.dossiers.models import Cell
from evaluations.exchange.models import Arrival, Assignment
from evaluations.exchange.services import arriving, teams
from tests.exchange.books import SOFFICE, recalculated, saved
from tests.exchange.desk import accept, bring, cells, words
from tests.exchange.returning import said
from tests.exchange.slipping import ACTUAL, FILLED, NOTE, OWN, at, boxes, hand, slip_of, typed_in
from tests.factories import Role, fill_in, make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def test_what_came_back_is_shown_and_accepted_with_where_it_came_from(desk, filing, filer, team):
    shown = bring(desk, ("办公室.xlsx", typed_in(slip_of(desk, filing, team), FILLED)))

    assert "股室填报单：办公室" in words(shown)
    assert "数据来源及计算：台账汇总" in words(shown)
    assert "总体完成较好。" in words(shown)
    assert cells(filing).get(ACTUAL) is None

    accept(desk, shown)
    assert cells(filing)[ACTUAL] == "98人"
    assert cells(filing)[NOTE] == "对象减少\n改进措施：加强摸排"
    assert Cell.objects.get(evaluation=filing, ref=ACTUAL).source == Cell.Source.IMPORTED
    row = Assignment.objects.get(row="r1")
    assert (row.arrival.team, row.arrival.name, row.arrival.brought_by) == (team, "办公室.xlsx", filer)
    assert (str(row), row.basis, row.materials) == ("r1", "台账汇总", "救助台账")
    board = words(desk.get(at("slips", filing)))
    assert "已采用" in board
    assert "已填齐" in board
    assert f"办公室.xlsx</a>，{filer}导入" in board


def test_measures_alone_make_a_note(desk, filing, team):
    content = typed_in(slip_of(desk, filing, team), {OWN.format("measures"): "加强摸排"})

    accept(desk, bring(desk, ("办公室.xlsx", content)))

    assert cells(filing)[NOTE] == "改进措施：加强摸排"
    again = boxes(openpyxl.load_workbook(BytesIO(slip_of(desk, filing, team))))
    assert again[OWN.format("measures")].value == "加强摸排"
    assert Assignment.objects.get().basis == ""


def test_the_board_says_what_waits_and_what_is_missing(desk, filing, team):
    assert "缺1行" in words(desk.get(at("slips", filing)))
    assert "未交回" in words(desk.get(at("slips", filing)))

    bring(desk, ("办公室.xlsx", slip_of(desk, filing, team)))

    assert "尚未采用" in words(desk.get(at("slips", filing)))


def test_one_file_of_two_projects_is_told_for_each(desk, filing, second, team):
    hand(second, "办公室", "r2")
    content = typed_in(slip_of(desk, filing, team), {ACTUAL: "98人"})
    content = typed_in(content, {"indicators/r2/actual": "达成预期"}, "2")

    shown = bring(desk, ("办公室.xlsx", content))
    desk.post(f"/offline/{shown.context['delivery']}/take/", {"all": "1"})

    assert "两个以上文件" not in words(shown)
    assert cells(filing)[ACTUAL] == "98人"
    assert cells(second)["indicators/r2/actual"] == "达成预期"


def test_what_somebody_changed_meanwhile_is_a_conflict(desk, filing, filer, team):
    content = typed_in(slip_of(desk, filing, team), {ACTUAL: "98人"})
    fill_in(filing, filer, {ACTUAL: "97人"})

    shown = bring(desk, ("办公室.xlsx", content))

    assert "冲突1处" in words(shown)
    assert cells(filing)[ACTUAL] == "97人"


def test_a_text_is_accepted_at_its_row(desk, filing):
    team = hand(filing, "办公室", "goals/1/actual")
    content = typed_in(slip_of(desk, filing, team), {"goals/1/actual": "全部完成"})

    accept(desk, bring(desk, ("办公室.xlsx", content)))

    assert cells(filing)["goals/1/actual"] == "全部完成"
    assert Assignment.objects.get().arrival is not None


def test_a_locked_target_is_told_and_a_deleted_worksheet_too(desk, filing, second, team):
    hand(second, "办公室", "r2")
    book = openpyxl.load_workbook(BytesIO(slip_of(desk, filing, team)))
    boxes(book)[ACTUAL].offset(column=-1).value = "≥1人"
    del book[book.sheetnames[2]]

    shown = bring(desk, ("办公室.xlsx", saved(book)))

    assert "文件中为“≥1人”，应为“≥100人”" in words(shown)
    assert "工作表已被删除" in words(shown)


def test_a_note_under_a_merge_is_not_read(desk, filing, team):
    book = openpyxl.load_workbook(BytesIO(typed_in(slip_of(desk, filing, team), FILLED)))
    cell = boxes(book)[OWN.format("measures")]
    cell.parent.merge_cells(f"{cell.offset(column=-1).coordinate}:{cell.coordinate}")

    shown = bring(desk, ("办公室.xlsx", saved(book)))

    assert "单元格被合并" in words(shown)
    assert NOTE not in [one.ref for file in shown.context["files"] for one in file.compared.proposed]


def test_without_its_remark_nothing_is_missed(desk, filing, team):
    book = openpyxl.load_workbook(BytesIO(slip_of(desk, filing, team)))
    cell = boxes(book)["header/slip_remark"]
    cell.parent.delete_rows(cell.row)

    assert "找不到" in words(bring(desk, ("办公室.xlsx", saved(book))))


def test_a_team_that_is_not_on_the_list_is_told(desk, filing, team):
    content = slip_of(desk, filing, team)
    team.delete()

    shown = bring(desk, ("办公室.xlsx", content))

    assert "股室名单中没有这个股室" in words(shown)
    assert Arrival.objects.get().stored == ""


def test_another_units_slip_tells_nothing_of_it(client, desk, filing, team):
    content = slip_of(desk, filing, team)
    client.force_login(make_user(make_unit(), Role.FILER))

    assert "不在您可以填报的任务中" in words(bring(client, ("办公室.xlsx", content)))


def test_a_team_of_which_something_was_accepted_stays(desk, filing, team):
    content = typed_in(slip_of(desk, filing, team), {ACTUAL: "98人"})
    accept(desk, bring(desk, ("办公室.xlsx", content)))

    answer = desk.post(at("slips", filing), {"then": f"remove:{team.pk}"})

    assert answer.status_code == 409
    assert "不能从名单中删除" in words(answer)


def test_a_team_whose_slip_waits_can_go(desk, filing, team):
    bring(desk, ("办公室.xlsx", slip_of(desk, filing, team)))

    assert teams.remove(team)


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
def test_it_comes_back_equal_from_libreoffice(desk, filing, team, tmp_path):
    content = typed_in(slip_of(desk, filing, team), FILLED)

    again = recalculated(tmp_path, {"slip": content})["slip"]

    def read(one):
        book = arriving.read(said(one))
        return [(entry.ref, entry.text) for page in book.pages.values() for entry in page.entries]

    assert read(again) == read(content)
