"""Files that are not taken: of another task or year, filed meanwhile, no workbook, too large."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.dossiers.models import Evaluation
from evaluations.exchange.models import Arrival
from foundation.audit.models import AuditEvent
from foundation.intake import storage
from tests.exchange.books import filled
from tests.exchange.desk import TYPED, accept, bring, taken_along, words
from tests.factories import Role, make_evaluation, make_unit, make_user
from tests.foundation.intake import foreign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def test_a_file_of_another_unit_is_named_and_tells_nothing_of_the_product(desk, client):
    other = make_unit()
    theirs = make_evaluation(other)
    client.force_login(make_user(other, Role.FILER))
    content = taken_along(client, theirs)
    client.force_login(make_user(make_unit(), Role.FILER))

    answer = bring(client, ("甲.xlsx", content))

    assert f"文件属于编号{theirs.number}的任务" in words(answer)
    assert Arrival.objects.get().stored == ""


def test_a_file_of_a_year_that_is_over_names_the_year(desk, filing):
    content = taken_along(desk, filing)
    filing.cycle.is_open = False
    filing.cycle.save()

    assert "这是2021年度的离线填报表，该年度的自评工作已结束" in words(bring(desk, ("甲.xlsx", content)))


def test_a_filing_that_was_filed_takes_nothing(desk, filing):
    content = taken_along(desk, filing)
    Evaluation.objects.filter(pk=filing.pk).update(status="approved")

    assert "本表当前为“审核通过”" in words(bring(desk, ("甲.xlsx", content)))


def test_what_is_filed_after_the_preview_is_refused(desk, filing, filer):
    answer = bring(desk, ("甲.xlsx", filled(taken_along(desk, filing), TYPED)))
    Evaluation.objects.filter(pk=filing.pk).update(status="approved")

    answer = accept(desk, answer)

    assert answer.status_code == 409
    assert "没有写入" in words(answer)
    assert AuditEvent.objects.filter(action="offline_take", result="refused").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("甲.xls", foreign.pdf(), "另存为—xlsx"),
        ("甲.et", foreign.pdf(), "另存为—xlsx"),
        ("甲.doc", foreign.pdf(), "离线填报表（xlsx）"),
        ("甲.zip", foreign.pdf(), "请解压"),
        ("甲.xlsx", foreign.pdf(), "内容却是PDF文件"),
        ("甲.xlsx", b"", "文件是空的"),
    ],
)
def test_other_files_are_refused_with_what_to_do(desk, filing, name, content, sentence):
    answer = bring(desk, (name, content))

    assert sentence in words(answer)
    assert Arrival.objects.get().stored == ""


def test_without_a_file_the_page_says_so(desk):
    answer = desk.post(reverse("offline"), {})

    assert (answer.status_code, "请选择填好的离线填报表" in words(answer)) == (422, True)


def test_a_file_too_large_is_told_beside_the_others(desk, filing, settings):
    content = filled(taken_along(desk, filing), TYPED)
    settings.UPLOAD_FILE_MB = 0.001

    answer = bring(desk, ("甲.xlsx", content))

    assert "没有导入：文件超过" in words(answer)


def test_a_full_disk_is_told(desk, filing, monkeypatch):
    content = filled(taken_along(desk, filing), TYPED)

    def full(file):
        raise OSError

    monkeypatch.setattr(storage, "keep", full)

    assert "服务器暂时不能保存文件" in words(bring(desk, ("甲.xlsx", content)))
