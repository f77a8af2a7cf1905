"""The page 佐证材料: several files at once, what is refused in words, files out with safe headers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Membership
from core.workflow import Action
from evaluations.dossiers.models import Evidence
from evaluations.dossiers.services.moves import make_move
from foundation.audit.models import AuditEvent
from tests.dossiers.evidence import PDF, put
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url
from tests.factories import make_bureau, make_evaluation, make_unit, make_user
from tests.foundation.intake import foreign
from tests.foundation.intake.test_gate import BAD

pytestmark = pytest.mark.django_db
Role = Membership.Role


def send(client, filing, *files: tuple[str, bytes], row: str = "r1"):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(url("evidence", filing), {"row": row, "material": sent})


def fetched(client, address: str) -> bytes:
    """The file, read to its end: that closes it."""
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def on_list(filing) -> list[tuple[str, str]]:
    return list(Evidence.objects.filter(evaluation=filing).order_by("pk").values_list("row", "name"))


def test_files_are_brought_for_a_row_and_listed(filer, filing):
    response = send(filer, filing, ("发票.pdf", PDF), ("现场.png", foreign.picture()))

    assert (response.status_code, response.url) == (302, url("evidence", filing))
    page = text(filer.get(response.url))
    assert "已上传2个文件：发票.pdf、现场.png。" in page
    assert on_list(filing) == [("r1", "发票.pdf"), ("r1", "现场.png")]
    assert page.index("救助人数") < page.index(">发票.pdf<") < page.index(">现场.png<")


def test_good_files_are_kept_and_bad_ones_named(filer, filing):
    response = send(filer, filing, ("坏.pdf", b"<html>"), ("好.pdf", PDF), ("宏.docm", b"x"), row="")

    page = text(response)
    assert (response.status_code, on_list(filing)) == (422, [("", "好.pdf")])
    assert "以下2个文件没有上传" in page
    assert "已上传1个文件：好.pdf。" in page
    assert page.index("坏.pdf") < page.index("宏.docm")


@pytest.mark.parametrize("case", BAD)
def test_a_hostile_file_is_refused_in_words(filer, filing, case):
    name, content, words = BAD[case]

    response = send(filer, filing, (name, content))

    assert (response.status_code, on_list(filing)) == (422, [])
    assert words in text(response)


def test_a_refused_file_stands_in_the_log(filer, filing):
    send(filer, filing, ("坏.pdf", b"<html>"))

    event = AuditEvent.objects.latest("number")
    assert (event.result, event.action) == ("refused", "evidence")
    assert event.detail["原因"].startswith("坏.pdf：")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\0.exe.pdf", "a.exe.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("票" * 300 + ".pdf", "票" * 100 + ".pdf"),
        ("../../secret.pdf", "secret.pdf"),
        ('"><script>alert(1)</script>.pdf', "script.pdf"),
    ],
)
def test_a_crooked_name_comes_in_straight(filer, filing, name, kept):
    response = send(filer, filing, (name, PDF))

    assert response.status_code == 302
    assert [found.endswith(kept[-20:]) for _, found in on_list(filing)] == [True]
    assert "<script>alert" not in text(filer.get(response.url))


def test_a_name_that_breaks_its_header_brings_nothing(filer, filing):
    response = send(filer, filing, ("a\r\nSet-Cookie: x=y.pdf", PDF))

    assert (response.status_code, response.cookies.get("x"), on_list(filing)) == (422, None, [])
    assert "没有后缀" in text(response)


def test_a_file_of_21_mb_is_told_before_it_is_kept(filer, filing, uploads):
    response = send(filer, filing, ("大.pdf", PDF.ljust(21 * 1024 * 1024, b"\n")), ("小.pdf", PDF))

    assert response.status_code == 422
    assert "文件超过20MB。请压缩图片" in text(response)
    assert on_list(filing) == [("r1", "小.pdf")]
    assert list((uploads / "incoming").iterdir()) == []


def test_too_many_files_at_once_are_told(filer, filing, settings):
    settings.UPLOAD_FILES_AT_ONCE = 1

    response = send(filer, filing, ("1.pdf", PDF), ("2.pdf", PDF))

    assert "一次最多上传1个文件" in text(response)
    assert on_list(filing) == [("r1", "1.pdf")]


@pytest.mark.parametrize(("row", "words"), [("r1", "请选择要上传的文件"), ("r99", "本表没有这一指标")])
def test_what_is_missing_or_foreign_is_told_at_its_field(filer, filing, row, words):
    response = send(filer, filing, row=row)

    assert response.status_code == 422
    assert words in text(response)


def test_a_full_quota_is_told(filer, filing, person, settings):
    settings.EVIDENCE_FILING_MB = 1
    put(filing, person, size=1024 * 1024)

    assert "本表的佐证材料已有1.0MB" in text(send(filer, filing, ("发票.pdf", PDF)))


def test_the_link_of_an_indicator_chooses_its_row_and_counts_its_files(filer, filing, person):
    put(filing, person, row="r2")

    page = text(filer.get(url("indicators", filing)))
    assert f"{url('evidence', filing)}?row=r2" in page
    assert "佐证材料（1）" in page

    assert '<option value="r2" selected>' in text(filer.get(url("evidence", filing) + "?row=r2"))


def test_a_reviewer_looks_and_takes_but_brings_nothing(filer, head, filing, person):
    file = put(filing, person)

    page = text(head.get(url("evidence", filing)))

    assert ">发票.pdf<" in page
    assert 'type="file"' not in page
    assert "移除" not in page
    assert fetched(head, url("evidence_file", filing, file.pk)) == "发票.pdf".encode()
    assert send(head, filing, ("发票.pdf", PDF)).status_code == 403


def test_nothing_is_brought_to_a_filed_table(filer, filled):
    make_move(filled, Action.SUBMIT, by=filled.contributions.get().user, revision=filled.revision)

    response = send(filer, filled, ("发票.pdf", PDF))

    assert response.status_code == 409
    assert "内容不能修改" in text(response)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("发票.pdf", "application/pdf"), ("现场.jpg", "image/jpeg"), ("说明.wps", "application/octet-stream")],
)
def test_a_file_goes_out_as_it_came_in_and_a_browser_can_only_keep_it(filer, filing, person, name, kind):
    file = put(filing, person, name=name, content=b"<script>alert(1)</script>")

    response = filer.get(url("evidence_file", filing, file.pk))

    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert response["Content-Disposition"].startswith('attachment; filename="document.')
    assert response["Content-Length"] == "25"


@pytest.mark.parametrize(
    ("name", "status"), [("a.pdf", 200), ("a.png", 200), ("a.docx", 404), ("a.ofd", 404)]
)
def test_only_pdf_and_pictures_are_shown(filer, filing, person, name, status):
    file = put(filing, person, name=name)

    response = filer.get(url("evidence_preview", filing, file.pk))

    assert response.status_code == status
    assert response.get("Content-Disposition", "inline").startswith("inline")
    assert (f"/evidence/{file.pk}/view/" in text(filer.get(url("evidence", filing)))) == (status == 200)
    assert b"".join(response) if status == 200 else response.content


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(filer, filing, person, uploads):
    file = put(filing, person)
    (uploads / file.stored).write_bytes(b"other")

    response = filer.get(url("evidence_file", filing, file.pk), follow=True)

    assert "文件与上传时不一致" in text(response)


def test_who_may_not_see_the_filing_finds_no_file(filing, person):
    file = put(filing, person)
    strangers = [make_user(make_unit(), Role.FILER), make_user(make_bureau(), Role.AUDITOR)]

    for stranger in map(signed_in, strangers):
        for name in ("evidence_file", "evidence_preview"):
            assert stranger.get(url(name, filing, file.pk)).status_code == 404
        assert send(stranger, filing, ("发票.pdf", PDF)).status_code == 404
        assert stranger.post(url("evidence_remove", filing, file.pk)).status_code == 404


def test_a_file_of_another_filing_is_not_found_through_ones_own(filer, filing, person):
    other = put(make_evaluation(make_unit()), person)

    assert filer.get(url("evidence_file", filing, other.pk)).status_code == 404


def test_a_file_is_taken_away(filer, filing, person):
    file = put(filing, person)

    response = filer.post(url("evidence_remove", filing, file.pk), follow=True)

    assert "已移除“发票.pdf”。" in text(response)
    page = text(response)
    assert ("还没有上传佐证材料。" in page, "合计" in page) == (True, False)


def test_what_was_filed_is_shown_with_its_submission_also_after_it_was_removed(filer, head, filled, person):
    file = put(filled, person)
    make_move(filled, Action.SUBMIT, by=person, revision=filled.revision)
    filled.refresh_from_db()
    make_move(
        filled,
        Action.RETURN,
        by=make_user(filled.unit, Role.UNIT_HEAD),
        revision=filled.revision,
        reason="请更换",
    )
    filer.post(url("evidence_remove", filled, file.pk))

    page = text(head.get(url("submission", filled, 1)))

    assert "随本次报送的佐证材料" in page
    assert url("evidence_file", filled, file.pk) in page
    assert fetched(head, url("evidence_file", filled, file.pk)) == "发票.pdf".encode()


def test_the_list_costs_the_same_queries_however_long(filer, filing, person, django_assert_max_num_queries):
    for number in range(30):
        put(filing, person, row="r1" if number % 2 else "", name=f"{number}.pdf")

    with django_assert_max_num_queries(15):
        assert "29.pdf" in text(filer.get(url("evidence", filing)))
