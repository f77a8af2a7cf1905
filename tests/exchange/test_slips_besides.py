"""What a slip says besides the cells: 数据来源 where nothing differs, 完成情况说明 where it is put."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from evaluations.exchange.models import Arrival, Assignment
from evaluations.exchange.services.besides import note_sources, with_remark
from foundation.audit.models import AuditEvent
from tests.exchange.desk import accept, bring, cells, words
from tests.exchange.slipping import ACTUAL, FILLED, NOTE, OWN, hand, slip_of, typed_in
from tests.factories import FILLED as WHOLE
from tests.factories import fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]
SOURCE = {OWN.format("basis"): "台账汇总", OWN.format("materials"): "救助台账"}
REMARK = {"header/slip_remark": "总体完成较好。"}
SECTION = "report/s1"


def brought(desk, filing, team, typed):
    return bring(desk, ("办公室.xlsx", typed_in(slip_of(desk, filing, team), typed)))


def send(desk, shown, **given):
    (arrival,) = [file.arrival for file in shown.context["files"]]
    asked = {name.replace("remark", f"remark-{arrival.pk}"): value for name, value in given.items()}
    if asked.get("sources"):
        asked["sources"] = arrival.pk
    return desk.post(f"/offline/{arrival.delivery}/take/", asked, follow=True)


def test_where_nothing_differs_the_source_is_kept_with_file_and_date(desk, filing, filer, team):
    fill_in(filing, filer, {ACTUAL: "98人"})

    answer = send(desk, brought(desk, filing, team, SOURCE), sources="1")

    row = Assignment.objects.get()
    assert (row.basis, row.materials, row.arrival.name) == ("台账汇总", "救助台账", "办公室.xlsx")
    assert row.arrival.taken_at is not None
    assert "已登记1行的数据来源" in words(answer)
    assert 'name="sources"' not in words(answer)
    assert AuditEvent.objects.filter(action="登记股室数据来源").get().detail["指标"] == ["r1"]
    assert filing.contributions.filter(user=filer, kind="edited").exists()


def test_a_row_that_differs_keeps_its_source_only_when_it_is_accepted(desk, filing, team):
    shown = brought(desk, filing, team, {**SOURCE, ACTUAL: "98人"})

    assert 'name="sources"' not in words(shown)
    assert send(desk, shown, sources="1").status_code == 422
    assert Assignment.objects.get().basis == ""


def test_accepting_all_keeps_the_sources_of_the_other_rows_too(desk, filing, filer):
    team = hand(filing, "办公室", "r1", "r2")
    fill_in(filing, filer, {ACTUAL: "98人"})

    answer = accept(desk, brought(desk, filing, team, {**SOURCE, "indicators/r2/actual": "达成预期"}))

    assert Assignment.objects.get(row="r1").basis == "台账汇总"
    assert "已写入1栏，已登记1行的数据来源" in words(answer)


def test_a_slip_that_says_no_source_offers_nothing(desk, filing, team):
    assert "没有待采用的内容" in words(brought(desk, filing, team, {}))


def test_of_a_filing_that_was_filed_no_source_is_kept(desk, filing, filer, team):
    fill_in(filing, filer, WHOLE)
    shown = brought(desk, filing, team, SOURCE)
    make_move(filing, Action.SUBMIT, by=filer, revision=Evaluation.objects.get().revision)

    answer = send(desk, shown, sources="1")

    assert answer.status_code == 409
    with pytest.raises(NotAllowed):
        note_sources(Arrival.objects.get(), by=filer)
    assert Assignment.objects.get().basis == ""


@pytest.mark.parametrize(
    ("before", "after"), [("", "总体完成较好。"), ("项目背景。", "项目背景。\n总体完成较好。")]
)
def test_the_remark_is_written_below_a_section_of_the_report(desk, filing, filer, team, before, after):
    fill_in(filing, filer, {SECTION: before})

    answer = send(desk, brought(desk, filing, team, REMARK), remark=SECTION)

    assert cells(filing)[SECTION] == after
    assert "完成情况说明已写入" in words(answer)
    assert "把完成情况说明写入" not in words(answer)


def test_it_joins_the_explanation_that_comes_with_the_same_slip(desk, filing, team):
    shown = brought(desk, filing, team, FILLED)
    (arrival,) = [file.arrival for file in shown.context["files"]]

    send(desk, shown, remark=NOTE, take=[f"{arrival.pk}:{NOTE}"])

    assert cells(filing)[NOTE] == "对象减少\n改进措施：加强摸排\n总体完成较好。"


def test_nothing_is_written_where_the_filer_names_no_place(desk, filing, team):
    shown = brought(desk, filing, team, {**REMARK, ACTUAL: "98人"})

    accept(desk, shown)

    assert SECTION not in cells(filing)
    assert "把完成情况说明写入" in words(desk.get(f"/offline/{shown.context['delivery']}/"))


@pytest.mark.parametrize("place", ["indicators/r2/note", "header/filer", "nowhere"])
def test_it_goes_to_no_other_place(desk, filing, team, place):
    shown = brought(desk, filing, team, REMARK)

    assert send(desk, shown, remark=place).status_code == 422
    assert with_remark(Arrival.objects.get(), [], place) == []


def test_a_remark_that_is_too_long_is_told_and_offered_again(desk, filing, team):
    shown = brought(desk, filing, team, {"header/slip_remark": "长" * 201})

    answer = send(desk, shown, remark=SECTION)

    assert SECTION not in cells(filing)
    assert "把完成情况说明写入" in words(answer)
    assert "不能识别1处" in words(answer)
