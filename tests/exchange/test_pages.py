"""离线填报 in the browser: many out, many in, shown before anything is written, then accepted."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.evidence import sweep_orphans
from evaluations.exchange import tasks
from evaluations.exchange.models import Arrival
from evaluations.exchange.services import arriving
from foundation.audit.models import AuditEvent
from foundation.intake import storage
from tests.exchange.books import filled, opened
from tests.exchange.desk import TYPED, accept, bring, cells, taken_along, words
from tests.factories import Role, fill_in, make_evaluation, make_user
from tests.foundation.intake import foreign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def test_the_tasks_of_a_filer_go_out_in_one_archive(desk, filing, unit):
    other = make_evaluation(unit, cycle=filing.cycle)
    Evaluation.objects.filter(pk=other.pk).update(project=filing.project_id, form_code="other")

    page = desk.get(reverse("offline"))
    answer = desk.get(reverse("offline_workbooks"), {"of": [filing.pk, other.pk, "x", "９"]})

    assert f'value="{filing.pk}"' in words(page)
    with ZipFile(BytesIO(answer.content)) as archive:
        names = archive.namelist()
        numbers = {opened(archive.read(name))["标识"]["B2"].value for name in names}
    assert numbers == {filing.number, other.number}
    assert sorted(names)[1:] == [f"{filing.project.name}-离线填报表.xlsx"] or len(set(names)) == 2


def test_without_a_tick_nothing_is_sent(desk, filing):
    answer = desk.get(reverse("offline_workbooks"), follow=True)

    assert "请先勾选" in words(answer)


def test_what_came_back_is_shown_before_anything_is_written(desk, filing):
    before = cells(filing)

    answer = bring(desk, ("甲.xlsx", filled(taken_along(desk, filing), TYPED)))

    assert "改动4处，冲突0处，锁定被改0处，不能识别0处" in words(answer)
    assert "采用全部改动（4栏）" in words(answer)
    assert cells(filing) == before
    assert Evaluation.objects.get(pk=filing.pk).status == "not_started"


def test_all_changes_are_written_as_imported_and_what_follows_is_computed(desk, filing, filer):
    answer = bring(desk, ("甲.xlsx", filled(taken_along(desk, filing), TYPED)))

    answer = accept(desk, answer)

    assert "甲.xlsx：已写入4栏。" in words(answer)
    found = cells(filing)
    assert found["funds/own/executed"] == "150"
    assert found["funds/own/adjusted"] == "２００"
    assert (found["funds/total/executed"], found["funds/total/rate"]) == ("150.00", "75.0%")
    assert found["funds/total/score"] == "7.5"
    sources = dict(Cell.objects.filter(evaluation=filing).values_list("ref", "source"))
    assert sources["header/filer"] == "imported"
    assert sources["funds/total/rate"] == "computed"
    assert filing.contributions.get().user == filer
    event = AuditEvent.objects.get(action="导入离线填报表")
    assert event.detail["文件"] == "甲.xlsx"


def test_single_cells_are_written_and_the_rest_can_be_accepted_later(desk, filing):
    answer = bring(desk, ("甲.xlsx", filled(taken_along(desk, filing), TYPED)))

    answer = accept(desk, answer, "header/filer", "indicators/r9/actual")

    assert "已写入1栏" in words(answer)
    assert "改动3处" in words(answer)
    assert "indicators/r1/actual" not in cells(filing)
    accept(desk, answer)
    assert cells(filing)["indicators/r1/actual"] == "98人"


def test_what_a_colleague_wrote_meanwhile_is_a_conflict_and_stays_until_it_is_ticked(desk, filing, filer):
    content = filled(taken_along(desk, filing), TYPED)
    fill_in(filing, filer, {"header/filer": "韩梅梅"})

    answer = bring(desk, ("甲.xlsx", content))
    assert "改动3处，冲突1处" in words(answer)
    accept(desk, answer)
    assert cells(filing)["header/filer"] == "韩梅梅"

    accept(desk, answer, "header/filer")
    assert cells(filing)["header/filer"] == "李雷"


def test_what_is_written_between_preview_and_accepting_is_proposed_once_more(desk, filing, filer):
    answer = bring(desk, ("甲.xlsx", filled(taken_along(desk, filing), {"header/filer": "李雷"})))
    fill_in(filing, filer, {"header/filer": "韩梅梅"})

    answer = accept(desk, answer)

    assert "其余内容没有写入" in words(answer)
    assert "改动0处，冲突1处" in words(answer)
    assert cells(filing)["header/filer"] == "韩梅梅"


def test_prose_with_a_figure_that_the_table_does_not_have_is_refused_with_its_reason(desk, filing):
    answer = bring(
        desk, ("甲.xlsx", filled(taken_along(desk, filing), {"report/s1": "共⟦没有这一栏⟧万元。"}))
    )

    answer = accept(desk, answer)

    assert "不能识别1处" in words(answer)
    assert "report/s1" not in cells(filing)


def test_thirteen_files_come_back_at_once(desk, unit, filing):
    filings = [filing, *(make_evaluation(unit, cycle=filing.cycle) for _ in range(12))]
    files = [
        (f"{one.pk}.xlsx", filled(taken_along(desk, one), {"header/filer": f"甲{one.pk}"})) for one in filings
    ]

    answer = bring(desk, *files)
    (delivery,) = {file.arrival.delivery for file in answer.context["files"]}
    answer = desk.post(reverse("offline_take", args=[delivery]), {"all": "1"}, follow=True)

    assert words(answer).count("：已写入1栏。") == 13
    assert [cells(one)["header/filer"] for one in filings] == [f"甲{one.pk}" for one in filings]


def test_two_files_of_one_task_are_told(desk, filing):
    content = filled(taken_along(desk, filing), TYPED)

    answer = bring(desk, ("甲.xlsx", content), ("乙.xlsx", content))

    assert words(answer).count("本次有两个以上文件属于这一任务") == 2


def test_nothing_chosen_is_refused(desk, filing):
    answer = bring(desk, ("甲.xlsx", taken_along(desk, filing)))

    answer = accept(desk, answer)

    assert (answer.status_code, "没有可以采用的内容" in words(answer)) == (422, True)


def test_a_delivery_is_seen_by_who_brought_it_alone(desk, filing, client, unit):
    answer = bring(desk, ("甲.xlsx", taken_along(desk, filing)))
    delivery = answer.context["delivery"]
    client.force_login(make_user(unit, Role.FILER))

    assert client.get(reverse("offline_delivery", args=[delivery])).status_code == 404
    assert client.post(reverse("offline_take", args=[uuid4()]), {"all": "1"}).status_code == 404


def test_the_file_is_kept_as_it_came_and_given_to_whoever_sees_the_filing(desk, filing):
    content = filled(taken_along(desk, filing), TYPED)
    answer = bring(desk, ("甲.xlsx", content))
    arrival = Arrival.objects.get()
    original = reverse("offline_original", args=[filing.pk, arrival.pk])
    assert desk.get(original).status_code == 404  # nothing of it was accepted yet
    accept(desk, answer)

    page = desk.get(reverse("offline_filing", args=[filing.pk]))
    sent = desk.get(original)

    assert "采用4栏" in words(page)
    assert b"".join(sent.streaming_content) == content
    storage.discard(Arrival.objects.get().stored)
    assert "文件不存在" in words(desk.get(original, follow=True))


def test_a_filing_that_is_closed_says_so_beside_its_workbook(desk, filing):
    Evaluation.objects.filter(pk=filing.pk).update(status="exempt")

    assert "内容不能修改" in words(desk.get(reverse("offline_filing", args=[filing.pk])))


def test_what_nobody_accepted_goes_after_a_week_and_the_rest_stays(desk, filing):
    accept(desk, bring(desk, ("甲.xlsx", filled(taken_along(desk, filing), TYPED))))
    bring(desk, ("乙.xlsx", taken_along(desk, filing)), ("丙.pdf", foreign.pdf()))
    Arrival.objects.update(brought_at=timezone.now() - timedelta(days=8))

    tasks.sweep_arrivals()

    (left,) = Arrival.objects.all()
    assert left.name == "甲.xlsx"
    storage.open_kept(left.stored, sha256=left.sha256).close()
    assert arriving.sweep() == 0


def test_the_sweep_of_evidence_leaves_these_files_alone(desk, filing, settings):
    bring(desk, ("甲.xlsx", taken_along(desk, filing)))
    settings.EVIDENCE_ORPHAN_SECONDS = -1

    assert sweep_orphans() == 0


def test_a_file_that_came_has_its_name_and_size(filing, filer):
    arrival = Arrival(name="甲.xlsx", size=2048)

    assert (str(arrival), arrival.size_text) == ("甲.xlsx", "2.0KB")
