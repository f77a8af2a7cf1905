"""合为一个Excel文件 in the browser: out within a limit, back in filing by filing, the file kept once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.offline_book import BookTooLargeError
from evaluations.dossiers.models import Evaluation
from evaluations.exchange import outgoing, queries
from evaluations.exchange.models import Arrival
from evaluations.exchange.services import arriving
from foundation.intake import storage
from tests.exchange.books import opened, saved
from tests.exchange.desk import accept, bring, cells, words
from tests.exchange.test_together import cells_of, filled
from tests.factories import Role, fill_in, make_evaluation, make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]
FILER = "header/filer"


def together(desk, *filings):
    return desk.get(reverse("offline_workbooks"), {"of": [one.pk for one in filings], "together": "1"})


@pytest.fixture
def book(desk, filing, second) -> bytes:
    """Both filings with 李雷 and 韩梅梅 as who files them."""
    content = together(desk, filing, second).content
    for part, name in enumerate(("李雷", "韩梅梅"), start=1):
        content = filled(content, part, FILER, name)
    return content


def take_all(desk, shown):
    return desk.post(reverse("offline_take", args=[shown.context["delivery"]]), {"all": "1"}, follow=True)


def test_the_ticked_tasks_go_out_in_one_workbook(desk, filing, second):
    answer = together(desk, filing, second)

    assert answer["Content-Disposition"].endswith(".xlsx")
    hidden = {row[0].value: row[1].value for row in opened(answer.content)["标识"].iter_rows()}
    assert (hidden["kind"], hidden["number 1"], hidden["number 2"]) == ("book", filing.number, second.number)
    assert 'name="together"' in words(desk.get(reverse("offline")))


def test_more_tasks_than_a_workbook_holds_are_refused_with_the_way_out(desk, filing, second, monkeypatch):
    monkeypatch.setattr(queries, "MOST_TOGETHER", 1)
    third = make_evaluation(filing.unit, cycle=filing.cycle)

    answer = together(desk, filing, second)

    assert answer.status_code == 422
    assert "最多1个任务，已勾选2个。请减少勾选，分几次下载；或点“下载勾选的任务（压缩包）”" in words(answer)
    assert answer.context["ticked"] == {filing.pk, second.pk}
    assert third.pk in [task.pk for task in answer.context["tasks"]]


def test_tasks_that_hold_too_much_are_refused_with_the_way_out(desk, filing, monkeypatch):
    def too_large(filings):
        raise BookTooLargeError

    monkeypatch.setattr(outgoing, "together_in_one", too_large)

    answer = together(desk, filing)

    assert (answer.status_code, "导不回来。请减少勾选" in words(answer)) == (422, True)


def test_what_another_unit_files_does_not_go_out(desk, filing):
    theirs = make_evaluation(make_unit())

    content = together(desk, filing, theirs).content

    assert theirs.number not in str([row[1].value for row in opened(content)["标识"].iter_rows()])


def test_each_filing_is_shown_and_written_for_itself(desk, filing, second, filer, book):
    fill_in(second, filer, {FILER: "王芳"})

    shown = bring(desk, ("合.xlsx", book))
    counts = [dict(file.counts) for file in shown.context["files"]]
    take_all(desk, shown)

    assert [(one["改动"], one["冲突"]) for one in counts] == [(1, 0), (0, 1)]
    assert "两个以上文件" not in words(shown)
    assert (cells(filing)[FILER], cells(second)[FILER]) == ("李雷", "王芳")


def test_the_file_is_kept_once_and_given_with_each_filing(desk, filing, second, book):
    take_all(desk, bring(desk, ("合.xlsx", book)))

    first, other = Arrival.objects.all()
    assert first.stored == other.stored
    assert {one.name.count("/") for one in storage.uploads_dir().glob("[0-9a-f][0-9a-f]/*")} == {0}
    assert len(list(storage.uploads_dir().glob("[0-9a-f][0-9a-f]/*"))) == 1
    sent = desk.get(reverse("offline_original", args=[second.pk, other.pk]))
    assert b"".join(sent.streaming_content) == book


def test_a_filing_whose_worksheets_are_deleted_is_told_and_stays(desk, filing, second, book):
    work = opened(book)
    for title in [title for title in work.sheetnames if title.startswith("1.")]:
        del work[title]

    shown = bring(desk, ("合.xlsx", saved(work)), ("合2.xlsx", book))
    take_all(desk, shown)

    gone = shown.context["files"][0].arrival
    assert (gone.evaluation, gone.problem) == (filing, arriving.NO_SHEETS)
    assert words(shown).count("两个以上文件") == 2  # of the second filing alone
    assert cells(second)[FILER] == "韩梅梅"


def test_a_foreign_worksheet_is_told_once(desk, book):
    work = opened(book)
    work.create_sheet("算草")["A1"] = "1"

    assert words(bring(desk, ("合.xlsx", saved(work)))).count("算草") == 1


def test_a_filing_that_was_filed_is_told_and_the_other_is_read(desk, filing, second, book):
    Evaluation.objects.filter(pk=filing.pk).update(status="approved")

    shown = bring(desk, ("合.xlsx", book))
    take_all(desk, shown)

    assert shown.context["files"][0].arrival.evaluation == filing
    assert "本表当前为“审核通过”" in words(shown)
    assert cells(second)[FILER] == "韩梅梅"


@pytest.fixture
def mixed(filing):
    """A filing of another unit, and who files both."""
    theirs = make_evaluation(make_unit(filing.unit.parent), cycle=filing.cycle)
    both = make_user(filing.unit, Role.FILER)
    both.memberships.create(unit=theirs.unit, role=Role.FILER)
    return theirs, both


@pytest.fixture
def two_units(client, filing, mixed) -> bytes:
    """The filings of two units in one workbook."""
    theirs, both = mixed
    client.force_login(both)
    content = together(client, filing, theirs).content
    order = [row[1].value for row in opened(content)["标识"].iter_rows() if "number " in str(row[0].value)]
    return filled(content, order.index(filing.number) + 1, FILER, "李雷")


def test_another_units_filing_is_refused_by_name_and_the_own_one_is_read(
    client, filing, mixed, two_units, filer
):
    client.force_login(filer)

    shown = bring(client, ("合.xlsx", two_units))
    take_all(client, shown)

    assert f"文件中编号{mixed[0].number}的任务" in words(shown)
    assert "其他任务照常列出" in words(shown)
    assert cells(filing)[FILER] == "李雷"
    assert FILER not in cells(mixed[0])


def test_a_file_with_what_others_may_not_see_is_given_to_who_brought_it_alone(
    client, filing, filer, mixed, two_units
):
    client.force_login(mixed[1])
    take_all(client, bring(client, ("合.xlsx", two_units)))
    taken = Arrival.objects.get(taken_at__isnull=False)
    original = reverse("offline_original", args=[filing.pk, taken.pk])

    assert b"".join(client.get(original).streaming_content) == two_units
    client.force_login(filer)
    assert client.get(original).status_code == 404
    page = words(client.get(reverse("offline_filing", args=[filing.pk])))
    assert "含其他任务，由导入人下载" in page
    assert original not in page


def test_a_refused_part_keeps_the_file_from_others_even_after_the_sweep(
    client, filing, filer, two_units, unit
):
    client.force_login(filer)
    take_all(client, bring(client, ("合.xlsx", two_units)))
    Arrival.objects.update(brought_at=timezone.now() - timedelta(days=8))

    assert arriving.sweep() == 0

    taken = Arrival.objects.get(taken_at__isnull=False)
    client.force_login(make_user(unit, Role.FILER))
    assert client.get(reverse("offline_original", args=[filing.pk, taken.pk])).status_code == 404


def test_a_workbook_of_which_nothing_was_accepted_goes_with_its_file(desk, book):
    bring(desk, ("合.xlsx", book))
    Arrival.objects.update(brought_at=timezone.now() - timedelta(days=8))

    assert arriving.sweep() == 2
    assert list(storage.uploads_dir().glob("[0-9a-f][0-9a-f]/*")) == []


def test_a_file_goes_with_the_last_of_its_rows(desk, book):
    bring(desk, ("合.xlsx", book))
    Arrival.objects.filter(pk=Arrival.objects.first().pk).update(
        brought_at=timezone.now() - timedelta(days=8)
    )

    assert arriving.sweep() == 1
    left = Arrival.objects.get()
    storage.open_kept(left.stored, sha256=left.sha256).close()


def test_a_full_disk_is_told_once(desk, book, monkeypatch):
    def full(file):
        raise OSError

    monkeypatch.setattr(storage, "keep", full)

    assert words(bring(desk, ("合.xlsx", book))).count("服务器暂时不能保存文件") == 1


def test_a_workbook_of_none_of_ones_own_is_not_kept(client, book):
    client.force_login(make_user(make_unit(), Role.FILER))

    shown = bring(client, ("合.xlsx", book))

    assert words(shown).count("不在您可以填报的任务中") == 2
    assert {one.stored for one in Arrival.objects.all()} == {""}


@pytest.mark.parametrize("most", [0, 1])
def test_a_hidden_sheet_that_names_too_many_filings_is_refused(desk, book, monkeypatch, most):
    monkeypatch.setattr(arriving, "MOST_TOGETHER", most)

    shown = bring(desk, ("合.xlsx", book))

    assert f"或超过{most}个，不能导入" in words(shown)
    assert Arrival.objects.count() == 1


def test_single_cells_of_a_workbook_of_one_filing_are_accepted(desk, filing, book):
    content = filled(together(desk, filing).content, 1, FILER, "李雷")

    accept(desk, bring(desk, ("合.xlsx", content)), FILER)

    assert cells(filing)[FILER] == "李雷"


def test_files_are_given_with_as_many_queries_however_many_they_are(desk, filing, filer, book):
    for _ in range(3):
        take_all(desk, bring(desk, ("合.xlsx", book)))
        fill_in(filing, filer, {FILER: ""})
    rows = list(Arrival.objects.filter(evaluation=filing))

    counts = []
    for files in (rows[:1], rows):
        with CaptureQueriesContext(connection) as done:
            assert queries.given(filer, files) == {file.pk for file in files}
        counts.append(len(done))

    assert (len(rows), counts[0]) == (3, counts[1])


def test_the_cells_of_one_part_are_not_those_of_the_other(book):
    """Negative control of `cells_of`."""
    work = opened(book)

    assert cells_of(work, 1)[FILER].value == "李雷"
    assert cells_of(work, 2)[FILER].value == "韩梅梅"
