"""The file itself: what is refused, how long it waits, who gets it as it came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluations.ledger import tasks
from evaluations.ledger.models import LedgerFile, LedgerScheme
from foundation.intake import storage
from foundation.intake.holders import held
from tests.factories import Role, make_user
from tests.ledger.desk import at, book, bring, brought, cells, explain, line, take, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
LEDGER = book(line("A01", 0, 10000, 10000))


def test_a_file_without_a_table_is_refused_in_words(desk, filing):
    refused = bring(desk, filing, book(["医疗救助", 1], head=("项目", 2025)))

    assert refused.status_code == 422
    assert "文件中没有表格" in words(refused)
    assert not LedgerFile.objects.exists()


def test_no_file_and_an_old_one_are_refused_in_words(desk, filing):
    assert "请选择会计的台账。" in words(desk.post(at("ledger", filing), {}))
    assert "另存为" in words(bring(desk, filing, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "台账.xls"))


def test_a_file_that_is_too_large_is_told(desk, filing, settings):
    settings.UPLOAD_FILE_MB = 0

    assert "台账.xlsx：" in words(bring(desk, filing, LEDGER))


def test_a_full_disk_is_told(desk, filing, monkeypatch):
    def full(file):
        raise OSError

    monkeypatch.setattr(storage, "keep", full)

    assert bring(desk, filing, LEDGER).status_code == 422
    assert not LedgerFile.objects.exists()


def test_the_original_is_kept_and_goes_out_as_it_came(desk, filing):
    shown = bring(desk, filing, LEDGER)
    file = LedgerFile.objects.get()

    answer = desk.get(at("ledger_original", filing, file.pk))

    assert b"".join(answer.streaming_content) == LEDGER
    assert file.stored in held()
    assert (str(file), str(LedgerScheme(unit=filing.unit, year=2021))) == ("台账.xlsx", f"{filing.unit} 2021")
    assert "台账.xlsx" in words(desk.get(at("ledger", filing)))
    assert shown.status_code == 200


def test_a_damaged_original_is_told(desk, filing):
    bring(desk, filing, LEDGER)
    file = LedgerFile.objects.get()
    storage.discard(file.stored)

    assert "从备份中恢复" in words(desk.get(at("ledger_original", filing, file.pk), follow=True))


def test_others_see_a_file_once_something_of_it_was_taken(desk, client, filing, filer):
    shown = brought(desk, filing, LEDGER)
    address = at("ledger_original", filing, shown.context["file"].pk)
    head = make_user(filing.unit, Role.UNIT_HEAD)
    client.force_login(head)
    assert client.get(address).status_code == 404
    assert "还没有上传过台账" in words(client.get(at("ledger", filing)))

    client.force_login(filer)
    take(client, shown, filing)
    client.force_login(head)

    assert b"".join(client.get(address).streaming_content) == LEDGER
    assert "共写入4栏" in words(client.get(at("ledger", filing)))


def test_what_nobody_took_goes_after_a_week_and_of_the_rest_the_cells(desk, filing):
    kept = brought(desk, filing, LEDGER)
    take(desk, kept, filing)
    left = bring(desk, filing, LEDGER).context["file"]
    LedgerFile.objects.update(brought_at=timezone.now() - timedelta(days=8))
    recent = bring(desk, filing, LEDGER).context["file"]

    tasks.sweep_ledgers()

    assert set(LedgerFile.objects.values_list("pk", flat=True)) == {kept.context["file"].pk, recent.pk}
    assert left.stored not in held()
    page = at("ledger_file", filing, kept.context["file"].pk)
    assert "内容已不再逐栏保留" in words(desk.get(page))
    for name in ("ledger_columns", "ledger_rows"):
        assert desk.get(at(name, filing, kept.context["file"].pk)).headers["Location"] == page
    assert cells(filing)["funds/own/executed"] == "1.00"


def test_ten_thousands_are_proposed_where_the_ledger_says_so(desk, filing):
    asked = bring(desk, filing, book(line("A01", 0, 1, 2), above=[["单位：万元"]]))
    assert asked.context["form"].fields["amount_unit"].initial == "万元"

    explain(desk, asked, filing)

    assert LedgerScheme.objects.get().amount_unit == "万元"


def test_the_button_stands_on_both_pages(desk, filing):
    for name in ("dossiers:dossier", "dossiers:dossier_funds"):
        assert f'href="{at("ledger", filing)}">从台账导入</a>' in words(desk.get(at(name, filing)))
