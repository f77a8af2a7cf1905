"""批量导入 as pages: templates, refusals beside the field, a world that moved on, dropping."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Unit
from evaluations.imports import tasks
from evaluations.imports.books import PEOPLE as PEOPLE_BOOK
from evaluations.imports.kinds.registry import KINDS, Kind
from evaluations.imports.models import Import
from foundation.audit.models import AuditEvent
from tests.factories import Role, make_bureau, make_membership, make_unit, make_user
from tests.imports.desk import (
    LI,
    PEOPLE,
    SCHOOL,
    UNITS,
    bring,
    import_all,
    paste,
    people,
    send,
    take,
    units,
    words,
)

pytestmark = pytest.mark.django_db


def test_the_template_explains_every_column_and_is_read_back(desk, department):
    content = desk.get(reverse("import_template", args=["people"])).content

    book = load_workbook(BytesIO(content))
    explained = {row[1].value for row in book["填表说明"].iter_rows(min_row=2)}
    assert explained >= {*UNITS, *PEOPLE}
    assert "文件中只有栏目名称" in words(bring(desk, content))


def test_the_template_filled_in_is_taken(desk, department):
    book = load_workbook(BytesIO(desk.get(reverse("import_template", args=["people"])).content))
    book["单位"].append(SCHOOL)
    book["用户"].append(LI)
    out = BytesIO()
    book.save(out)

    import_all(desk, out.getvalue())

    assert Unit.objects.filter(code="101002").exists()


def test_a_table_can_be_pasted(desk, department):
    answer = paste(desk, UNITS, (*SCHOOL, "", ""))

    assert "“粘贴的内容”第2行" in words(answer)


def test_nothing_chosen_is_told(desk, department):
    answer = send(desk, "people")

    assert (answer.status_code, "请选择填好的文件，或粘贴表格" in words(answer)) == (422, True)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("名单.xls", b"x", "另存为"),
        ("名单.docx", b"x", "请把内容填到模板"),
        ("名单.xlsx", b"PK\x03\x04broken", "损坏"),
        ("名单.xlsx", b"", "0字节"),
    ],
)
def test_a_file_that_does_not_come_in_is_refused_beside_the_field(desk, department, name, content, sentence):
    answer = bring(desk, content, name=name)

    assert (answer.status_code, sentence in answer.context["form"].errors["material"][0]) == (422, True)
    assert not Import.objects.exists()


def test_a_file_that_was_passed_over_is_told(desk, department, settings):
    settings.UPLOAD_FILE_MB = 0

    answer = bring(desk, units(SCHOOL))

    assert "超过0MB" in answer.context["form"].errors["material"][0]


def test_what_others_changed_since_is_noticed_and_shown_anew(desk, department):
    answer = bring(desk, units(SCHOOL))
    make_unit(department, code="101002", name="县一小")

    refused = take(desk, answer)

    assert (refused.status_code, "最新结果" in words(refused)) == (409, True)
    assert "单位名称：县一小 → 县第一小学" in words(refused)
    assert take(desk, refused).status_code == 200
    assert Unit.objects.get(code="101002").name == "县第一小学"


def test_what_the_database_refuses_is_no_crash(desk, department, monkeypatch):
    answer = bring(desk, units(SCHOOL))
    refusals = iter([IntegrityError])

    def write(desk, read):
        for refusal in refusals:
            raise refusal

    monkeypatch.setitem(KINDS, "people", Kind(PEOPLE_BOOK, write))

    assert take(desk, answer).status_code == 409


def test_a_file_may_be_dropped(desk, department):
    found = bring(desk, people(LI)).context["found"]

    answer = desk.post(reverse("import_drop", args=[found.pk]), follow=True)

    assert ("已放弃" in words(answer), Import.objects.count()) == (True, 0)
    assert AuditEvent.objects.filter(action="放弃导入单位和用户").count() == 1


def test_what_was_imported_cannot_be_dropped(desk, department):
    answer = bring(desk, units(SCHOOL))
    take(desk, answer)

    dropped = desk.post(reverse("import_drop", args=[answer.context["found"].pk]))

    assert (dropped.status_code, Import.objects.count()) == (409, 1)


def test_what_a_file_said_is_kept_no_longer_than_until_it_is_imported(desk, department):
    import_all(desk, units(SCHOOL))

    found = Import.objects.get()
    assert (found.said, found.counts) == ([], {"单位": {"新增": 1}})
    assert "新增1条" in words(desk.get(reverse("import_preview", args=[found.pk])))


def test_a_file_waits_a_week(desk, department):
    bring(desk, units(SCHOOL))
    import_all(desk, units(SCHOOL))
    Import.objects.update(brought_at=timezone.now() - timedelta(days=8))
    found = bring(desk, people(LI)).context["found"]

    tasks.sweep_imports()

    assert [one.pk for one in Import.objects.filter(taken_at=None)] == [found.pk]
    assert Import.objects.exclude(taken_at=None).count() == 1


def test_the_list_shows_what_waits_and_what_was_written(desk, department):
    import_all(desk, units(SCHOOL))
    bring(desk, people(LI), name="用户.xlsx")

    answer = desk.get(reverse("imports"))

    assert ("待确认的文件" in words(answer), words(answer).count("单位和用户：")) == (True, 2)


def test_who_administers_two_bureaus_chooses_one(desk, administrator, department):
    other = make_bureau(name="高新区财政局")
    make_membership(administrator, other, Role.ADMINISTRATOR)

    answer = send(desk, "people", text="\n".join(map("\t".join, (PEOPLE, LI))), bureau=other.pk)

    assert "没有代码为“101”的单位" in words(answer)


def test_another_administrator_sees_nothing_of_it(desk, department, client):
    found = bring(desk, people(LI)).context["found"]
    client.force_login(make_user(make_bureau(), Role.ADMINISTRATOR))

    assert client.get(reverse("import_preview", args=[found.pk])).status_code == 404


@pytest.mark.parametrize("name", ["import_bring", "import_template"])
def test_a_kind_that_is_none_is_not_found(desk, name):
    assert desk.get(reverse(name, args=["nothing"])).status_code == 404
