"""送签单 and one file of everything: asked for once, made when the last part is there, always the same."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook
from pikepdf import Pdf

from core.paper.sign_off import SignOff, SignOffRow
from documents import collecting, services, sets
from documents.models import FrozenSet, RenderedDocument, SetPaper, SetPart
from documents.names import set_download_name
from foundation.jobs import handlers, running
from foundation.jobs.exceptions import JobError
from foundation.jobs.models import Job
from tests.documents.printed import make_stamp, work
from tests.golden.yuancheng import yuancheng

pytestmark = pytest.mark.django_db
ROW = SignOffRow("医疗救助", "1155.5", "701.23", "60.7%", "94", "良", "—", "5", "2021-1-001", "ab" * 32)
HOSTILE = '=HYPERLINK("http://x")'


def said(*rows, label="for_signature"):
    return SignOff("甲单位", "303001", "2021年度绩效自评工作", 2021, label, rows or (ROW,))


def ordered(what=None):
    """送签单 as PDF and as workbook, and the collection, of one filing."""
    return sets.request_set(sets.freeze_set(what or said()), [make_stamp(*yuancheng())], asked_by=None)


def fresh(paper):
    return SetPaper.objects.select_related("frozen_set").get(pk=paper.pk)


def print_parts(collection):
    for part in collection.parts.all():
        work(part.paper)


@pytest.fixture
def whole():
    """A collection that is there."""
    *_, collection = ordered()
    print_parts(collection)
    work(fresh(collection))
    return fresh(collection)


def test_equal_content_is_frozen_once_with_one_code():
    assert sets.freeze_set(said()) == sets.freeze_set(said())
    assert sets.freeze_set(said(label="final")).code != sets.freeze_set(said()).code


def test_what_was_frozen_reads_back():
    assert sets.sign_off_of(sets.freeze_set(said())) == said()


def test_a_code_that_is_taken_is_drawn_again(monkeypatch):
    first = sets.freeze_set(said())
    codes = iter([first.code, "FREE"])
    monkeypatch.setattr(sets, "draw_code", lambda: next(codes))

    assert sets.freeze_set(said(label="final")).code == "FREE"


def test_endless_clash_of_codes_is_an_error(monkeypatch):
    monkeypatch.setattr(sets, "draw_code", lambda: "TAKEN")
    sets.freeze_set(said())

    with pytest.raises(RuntimeError, match="version code"):
        sets.freeze_set(said(label="final"))


def test_the_collection_waits_for_its_last_part():
    *_, collection = ordered()
    first, *rest = [part.paper for part in collection.parts.all()]
    work(first)

    waits = fresh(collection).job is None
    for paper in rest:
        work(paper)

    assert waits
    assert fresh(collection).job.state == Job.State.QUEUED


def test_what_is_printed_already_is_put_together_at_once():
    stamp = make_stamp(*yuancheng())
    *_, collection = sets.request_set(sets.freeze_set(said()), [stamp], asked_by=None)
    print_parts(collection)

    *_, other = sets.request_set(sets.freeze_set(said(label="final")), [stamp], asked_by=None)
    work(other.parts.get(position=1).paper)

    assert fresh(other).job is not None


def test_the_bundle_is_left_out_for_its_pages_are_there_already():
    *_, collection = ordered()

    kinds = [str(part) for part in collection.parts.all()]
    assert kinds == ["送签单（PDF）", "自评表（PDF）", "自评报告（PDF）"]


def test_all_pages_are_in_one_file_with_a_bookmark_for_each_part(whole):
    parts = [Pdf.open(BytesIO(services.open_document(part.paper))) for part in whole.parts.all()]

    with Pdf.open(BytesIO(services.open_document(whole))) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == sum(len(part.pages) for part in parts)
        assert [item.title for item in outline.root] == [
            "送签单", "医疗救助补助资金 自评表", "医疗救助补助资金 自评报告",
        ]  # fmt: skip
        assert str(pdf.docinfo["/Title"]) == "甲单位-全部材料"


def test_a_lost_collection_is_the_same_again(whole, papers):
    sha256 = whole.sha256
    (papers / whole.file_name).unlink()

    services.renew(whole)
    work(fresh(whole))

    assert fresh(whole).sha256 == sha256


def test_asked_for_again_it_is_what_it_was(whole):
    count = (RenderedDocument.objects.count(), SetPaper.objects.count(), SetPart.objects.count())

    *_, again = ordered()

    assert again == whole
    assert (RenderedDocument.objects.count(), SetPaper.objects.count(), SetPart.objects.count()) == count


def test_asked_for_again_what_failed_is_tried_again():
    sheet, *_ = ordered()
    Job.objects.update(state="failed", reason="生成超过60秒，已停止。")

    ordered()

    assert set(Job.objects.values_list("state", flat=True)) == {"queued"}
    assert fresh(sheet).job.reason == ""


def test_what_is_still_missing_is_named():
    *_, collection = ordered()
    work(collection.parts.get(position=1).paper)

    assert [str(paper) for paper in collecting.missing(collection)] == ["自评表（PDF）", "自评报告（PDF）"]


def test_a_damaged_part_stops_the_collection_in_words(papers):
    *_, collection = ordered()
    print_parts(collection)
    (papers / collection.parts.get(position=2).paper.file_name).unlink()
    job = running.claim(fresh(collection).job_id)

    with pytest.raises(JobError, match="医疗救助补助资金 自评表：文书文件不存在"):
        handlers.handler(job.kind)(job.subject_id, job)


def test_the_sheet_says_its_code_on_the_page_and_in_the_workbook():
    pdf, xlsx, _ = ordered(said(ROW, SignOffRow(HOSTILE, *["—"] * 8, "cd" * 32)))
    for paper in (pdf, xlsx):
        work(paper)

    (page,) = load_workbook(BytesIO(services.open_document(fresh(xlsx)))).worksheets

    (cell,) = [cell for line in page.iter_rows() for cell in line if cell.value == HOSTILE]
    assert (page.title, cell.data_type) == ("送签单", "s")
    assert pdf.frozen_set.code in page.oddFooter.left.text
    with Pdf.open(BytesIO(services.open_document(fresh(pdf)))) as printed:
        assert len(printed.pages) == 1


def test_a_file_of_a_set_is_called_after_the_unit(whole):
    assert set_download_name(whole, '甲/"单位') == "甲单位-全部材料-送签稿.pdf"
    assert set_download_name(whole, "...") == "本单位-全部材料-送签稿.pdf"


def test_what_was_frozen_is_never_changed():
    frozen = sets.freeze_set(said())

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FrozenSet.objects.filter(pk=frozen.pk).update(body="{}")
    assert str(frozen) == f"送签稿 {frozen.code}"
