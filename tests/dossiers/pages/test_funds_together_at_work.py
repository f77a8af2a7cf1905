"""Autosave and paste of 资金集中填报: the cells of several projects, each for itself."""

from __future__ import annotations

import pytest

from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.views.pasting import NO_START
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.posting import submit, typed
from tests.dossiers.pages.test_funds_together import (  # noqa: F401
    ADJUSTED,
    EXECUTED,
    RATE,
    at,
    second,
    sent,
)
from tests.factories import fill_in, make_user


def mark(filing):
    found = Evaluation.objects.filter(unit=filing.unit_id).order_by("project__code")
    return " ".join(f"{one.pk}.{one.revision}" for one in found)


def autosave(client, cells, seen=None, **given):
    some = next(iter(cells))[0]
    data = {"revision": mark(some), **sent(cells, seen), **given}
    return client.post(at("dossier_funds_autosave", some), data)


def paste(client, filing, block, start):
    return client.post(at("dossier_funds_paste", filing), {"at": start, "block": block})


@pytest.fixture
def begun(filing, second, person):  # noqa: F811
    """Both filings 填报中."""
    for one in (filing, second):
        fill_in(one, person, {"header/filer": "李雷"})
    return filing


class TestAutosave:
    def test_a_cell_is_stored_and_what_follows_is_told(self, filer, begun, second):  # noqa: F811
        answer = autosave(filer, {(begun, ADJUSTED): "200", (begun, EXECUTED): "100"})

        told = answer.json()
        assert answer.status_code == 200
        assert "50.0%" in told["offers"][f"{begun.pk}/{RATE}"]
        assert f"{second.pk}/{ADJUSTED}" in told["lacking"]
        assert f"{begun.pk}/{ADJUSTED}" not in told["lacking"]
        assert "200.00" in told["parts"]["funds-sums-0"]
        assert "另有1个未填" in told["parts"]["funds-sums-0"]
        assert told["revision"] == mark(begun)
        assert "texts" not in told

    def test_an_unreadable_figure_is_told_and_the_others_are_stored(self, filer, begun, second):  # noqa: F811
        answer = autosave(filer, {(begun, ADJUSTED): "2000万", (second, ADJUSTED): "3"})

        assert answer.status_code == 422
        assert list(answer.json()["trouble"]) == [f"{begun.pk}/{ADJUSTED}"]
        assert typed(second, ADJUSTED) == "3"

    def test_a_colleagues_change_is_told_with_both_texts(self, filer, begun, person):
        fill_in(begun, person, {ADJUSTED: "201"})

        answer = autosave(filer, {(begun, ADJUSTED): "200"}, seen="")

        told = answer.json()["trouble"][f"{begun.pk}/{ADJUSTED}"]
        assert answer.status_code == 409
        assert told["theirs"] == "201"
        assert "<q>200</q>" in told["html"]

    def test_what_others_wrote_meanwhile_is_sent_along(self, filer, begun, second, unit):  # noqa: F811
        heard = mark(begun)
        colleague = make_user(unit, "filer", full_name="韩梅梅")
        fill_in(second, colleague, {EXECUTED: "9"})

        told = autosave(filer, {(begun, ADJUSTED): "200"}, revision=heard).json()

        assert told["texts"][f"{second.pk}/{EXECUTED}"]["by"] == "韩梅梅"
        assert told["texts"][f"{begun.pk}/{ADJUSTED}"]["by"] == ""

    def test_a_project_closed_meanwhile_is_told_at_its_cells(self, filer, filled):
        cells = {(filled, EXECUTED): "199"}
        submit(filer, filled)

        answer = autosave(filer, cells)

        assert answer.status_code == 409
        assert "内容不能修改" in answer.json()["trouble"][f"{filled.pk}/{EXECUTED}"]["html"]

    def test_computed_values_are_written_and_told(self, filer, begun):
        told = autosave(filer, {(begun, ADJUSTED): "4", (begun, EXECUTED): "1"}, then="fill").json()

        assert told["texts"][f"{begun.pk}/{RATE}"]["text"] == "25.0%"
        assert "填入计算值" in told["words"]

    def test_an_unknown_cell_is_refused(self, filer, begun):
        answer = autosave(filer, {(begun, "header/filer"): "x"})

        assert answer.status_code == 422
        assert "没有的栏目" in answer.json()["words"]

    def test_another_person_at_the_desk_saves_nothing(self, filer, begun):
        answer = autosave(filer, {(begun, ADJUSTED): "1"}, user="0")

        assert answer.status_code == 403
        assert answer.json()["closed"]
        assert typed(begun, ADJUSTED) == ""


class TestPaste:
    def test_a_block_runs_on_over_the_next_project(self, filer, begun, second):  # noqa: F811
        answer = paste(filer, begun, "1\t2\n3\t4\n5\t6\n", f"{begun.pk}/{ADJUSTED}").json()

        written = {cell["address"]: cell["typed"] for cell in answer["cells"]}
        assert written == {
            f"{begun.pk}/{ADJUSTED}": "1",
            f"{begun.pk}/{EXECUTED}": "2",
            f"{begun.pk}/funds/own/adjusted": "3",
            f"{begun.pk}/funds/own/executed": "4",
            f"{second.pk}/{ADJUSTED}": "5",
            f"{second.pk}/{EXECUTED}": "6",
        }
        assert typed(begun, ADJUSTED) == ""

    def test_what_cannot_be_read_or_has_no_cell_is_told(self, filer, begun):
        answer = paste(filer, begun, "2000万\t1\t10\t\t\t多余", f"{begun.pk}/{ADJUSTED}").json()

        assert "不能写入2格" in answer["html"]
        assert "粘贴内容第1行第6列" in answer["html"]

    def test_cells_of_a_closed_project_are_refused(self, filer, filled):
        submit(filer, filled)

        answer = paste(filer, filled, "1\t2", f"{filled.pk}/{ADJUSTED}").json()

        assert answer["cells"] == []
        assert "不能写入2格" in answer["html"]

    def test_who_only_reads_is_refused_and_that_is_logged(self, head, begun):
        answer = paste(head, begun, "1\t2", f"{begun.pk}/{ADJUSTED}")

        assert answer.status_code == 403
        assert "不能修改" in answer.json()["words"]
        assert AuditEvent.objects.filter(action="paste_funds", result="refused").count() == 1

    def test_it_starts_in_a_cell_and_is_no_book(self, filer, begun):
        assert paste(filer, begun, "1\t2", "").json()["words"] == NO_START
        assert paste(filer, begun, "1" * 200_001, f"{begun.pk}/{ADJUSTED}").status_code == 422
