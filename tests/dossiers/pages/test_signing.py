"""The page 签字盖章."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.workflow import Action
from evaluations.dossiers.models import Evaluation, SignedCopy
from foundation.intake.storage import uploads_dir
from tests.dossiers.evidence import PDF
from tests.dossiers.lives import ALL, begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.test_dossier import at


@pytest.fixture
def life(db):
    return begin().to(*ALL)


@pytest.fixture
def filer(life):
    return signed_in(life.people["filer"])


@pytest.fixture
def code(life):
    return life.evaluation.moves.order_by("-number").first().frozen.stamps.get(label="final").code


def post(client, life, code, **given):
    sent = {"code": code, "signed_by": "赵局长", "signed_on": "2022-04-20", "way": "paper", **given}
    return client.post(at("signing", life.evaluation), sent)


def scanned(client, life, code, name="盖章件.pdf"):
    return post(client, life, code, way="scan", scan=SimpleUploadedFile(name, PDF))


def test_an_unsigned_filing_is_listed(filer, life):
    page = text(filer.get(at("signing", life.evaluation)))

    assert "未登记" in page
    assert "先审后签" in page


def test_a_paper_is_recorded_and_stands_on_the_page(filer, life, code):
    post(filer, life, code)

    page = text(filer.get(at("signing", life.evaluation)))

    assert "已签字盖章" in page
    assert "赵局长" in page


def test_a_scan_is_recorded_and_given_out_again(filer, life, code):
    scanned(filer, life, code)
    copy = SignedCopy.objects.get()

    answer = filer.get(reverse("dossiers:signed_scan", args=[copy.cycle_id, copy.unit_id, copy.pk]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Security-Policy"].endswith("sandbox")


def test_a_damaged_scan_is_not_given_out(filer, life, code):
    scanned(filer, life, code)
    copy = SignedCopy.objects.get()
    (uploads_dir() / copy.stored).unlink()

    answer = filer.get(
        reverse("dossiers:signed_scan", args=[copy.cycle_id, copy.unit_id, copy.pk]), follow=True
    )

    assert "文件不存在" in text(answer)


def test_a_paper_has_no_scan_to_give_out(filer, life, code):
    post(filer, life, code)
    copy = SignedCopy.objects.get()

    url = reverse("dossiers:signed_scan", args=[copy.cycle_id, copy.unit_id, copy.pk])

    assert filer.get(url).status_code == 404


def test_another_code_is_refused_beside_its_field_with_what_was_typed(filer, life):
    answer = post(filer, life, "0000-0000-0000-0")

    page = text(answer)
    assert answer.status_code == 422
    assert "不是本单位本年度报送材料的版本码" in page
    assert 'value="赵局长"' in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"way": "scan"}, "请选择扫描件"),
        ({"scan": SimpleUploadedFile("a.pdf", PDF)}, "登记“纸质件已收”不上传文件"),
        ({"signed_on": "2999-01-01"}, "签字日期不能晚于今天"),
        ({"signed_on": ""}, "签字日期"),
        ({"way": ""}, "方式"),
    ],
)
def test_what_does_not_fit_is_told(filer, life, code, given, words):
    answer = post(filer, life, code, **given)

    assert (answer.status_code, words in text(answer)) == (422, True)
    assert SignedCopy.objects.count() == 0


def test_today_is_not_later_than_today(filer, life, code):
    assert post(filer, life, code, signed_on=timezone.localdate().isoformat()).status_code == 302


def test_a_file_that_is_no_scan_is_refused_beside_its_field(filer, life, code):
    answer = scanned(filer, life, code, "盖章件.docx")

    assert (answer.status_code, "PDF、图片" in text(answer)) == (422, True)


@pytest.mark.parametrize("given", [{"code": "0000-0000-0000-0"}, {"signed_by": ""}])
def test_a_scan_that_came_with_something_refused_is_asked_for_again(filer, life, code, given):
    scan = SimpleUploadedFile("盖章件.pdf", PDF)

    answer = post(filer, life, **{"code": code, "way": "scan", "scan": scan, **given})

    assert answer.status_code == 422
    assert "所选的文件“盖章件.pdf”没有保留，请重新选择。" in text(answer)


def test_the_state_of_the_letter_stands_beside_the_tables(filer, life):
    assert "尚未起草" in text(filer.get(at("signing", life.evaluation)))


def test_a_file_that_is_too_large_is_named(filer, life, code, settings):
    settings.UPLOAD_FILE_MB = 0

    answer = scanned(filer, life, code)

    assert (answer.status_code, "超过0MB" in text(answer)) == (422, True)


def test_who_only_looks_has_no_form_and_is_refused(life, code):
    administrator = signed_in(life.people["administrator"])

    page = text(administrator.get(at("signing", life.evaluation)))

    assert "不能登记" in page
    assert 'name="code"' not in page
    assert post(administrator, life, code).status_code == 403


def test_what_is_to_be_signed_again_is_named_first(filer, life, code):
    post(filer, life, code)
    life.move(Action.REOPEN, "performance", reason="更正")

    assert f"签字后有变更，请重新打印并签字盖章：{life.evaluation}。" in text(
        filer.get(at("signing", life.evaluation))
    )


def test_what_is_exempt_is_not_signed(filer, life):
    Evaluation.objects.update(status="exempt")

    assert life.evaluation.project.name not in text(filer.get(at("signing", life.evaluation)))


def voided(client, copy, reason="扫描件缺页"):
    address = reverse("dossiers:signed_void", args=[copy.cycle_id, copy.unit_id, copy.pk])
    return client.post(address, {"reason": reason})


def test_a_voided_copy_stays_on_the_page_with_the_reason(filer, life, code):
    post(filer, life, code)

    voided(filer, SignedCopy.objects.get())

    page = text(filer.get(at("signing", life.evaluation)))
    assert re.search(r"已作废</span>\s*扫描件缺页", page)
    assert "登记有误，作废" not in page


def test_voiding_without_a_reason_is_refused_beside_it(filer, life, code):
    post(filer, life, code)

    answer = voided(filer, SignedCopy.objects.get(), reason=" ")

    assert answer.status_code == 422
    assert "作废原因" in text(answer)
    assert "<details open>" in answer.content.decode()


def test_what_was_voided_meanwhile_is_told(filer, life, code):
    post(filer, life, code)
    voided(filer, SignedCopy.objects.get())

    answer = voided(filer, SignedCopy.objects.get())

    assert (answer.status_code, "这份盖章件已经作废" in text(answer)) == (409, True)


def test_a_copy_that_is_none_of_the_set_is_not_found(filer, life):
    address = reverse("dossiers:signed_void", args=[life.evaluation.cycle_id, life.evaluation.unit_id, 1])

    assert filer.post(address, {"reason": "缺页"}).status_code == 404
