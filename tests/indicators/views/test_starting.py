"""A draft begins as another form is, or as a file says; and goes again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.audit.models import AuditEvent
from indicators import catalogue, rows
from indicators.exchange.toml_out import form_to_toml
from indicators.models import FormTemplate
from indicators.release import release
from tests.factories import small_form

pytestmark = pytest.mark.django_db
NEW, IMPORT = "/forms/new/", "/forms/import/"


def begun(desk, begin_with, **given):
    return desk.post(NEW, {"begin_with": begin_with, "year": "2022", **given})


def test_what_a_form_can_begin_with_is_offered(desk, draft):
    page = desk.get(NEW)

    assert f"{draft}，2021年（草稿）" in page.text
    assert all(f"file-{path.stem}" in page.text for path in catalogue.available())


def test_last_years_form_is_revised_for_the_new_year(desk, draft, administrator):
    release(draft, by=administrator)

    page = begun(desk, f"form-{draft.pk}")

    made = FormTemplate.objects.get(version=2)
    assert page.url == reverse("form_tree", args=[made.pk])
    assert rows.definition(made) == small_form(year=2022, version=2)


def test_a_form_of_the_catalogue_becomes_one_of_the_place(desk):
    begun(desk, "file-national-project-2020", code="our-own", name="本地表样", place="本地", source="通知")

    made = rows.definition(FormTemplate.objects.get())
    assert (made.code, made.name, made.place, made.source) == ("our-own", "本地表样", "本地", "通知")
    assert (made.year, made.version) == (2022, 1)
    assert AuditEvent.objects.filter(action="新建表样").exists()


def test_a_second_draft_of_one_code_is_refused(desk, draft):
    page = begun(desk, f"form-{draft.pk}")

    assert page.status_code == 422
    assert "已有未启用的草稿" in page.text


@pytest.mark.parametrize(
    "wrong", [{"begin_with": ""}, {"begin_with": "form-0"}, {"year": "1"}, {"code": "大"}, {"place": "\x07"}]
)
def test_what_is_wrong_comes_back(desk, draft, wrong):
    page = desk.post(NEW, {"begin_with": f"form-{draft.pk}", "year": "2022", "code": "new", **wrong})

    assert page.status_code == 422
    assert FormTemplate.objects.count() == 1


def test_a_file_goes_out_and_comes_in_as_the_next_version(desk, draft, administrator):
    release(draft, by=administrator)
    file = desk.get(reverse("form_export", args=[draft.pk]))

    page = desk.post(IMPORT, {"material": SimpleUploadedFile("表样.toml", file.content)}, follow=True)

    assert "attachment" in file["Content-Disposition"]
    assert "已导入" in page.text
    assert rows.definition(FormTemplate.objects.get(version=2)) == small_form(version=2)


def test_the_text_of_a_file_may_be_pasted(desk):
    desk.post(IMPORT, {"text": form_to_toml(small_form())})

    assert rows.definition(FormTemplate.objects.get()) == small_form()


def test_every_reason_against_a_file_is_told_at_once_and_its_text_comes_back(desk):
    text = (
        form_to_toml(small_form())
        .replace("year = 2021", "year = 0.5")
        .replace('scope = "project"', 'scope = "?"')
    )

    page = desk.post(IMPORT, {"text": text})

    assert page.status_code == 422
    assert "类别 scope：只能填" in page.text
    assert "年度 year：" in page.text
    assert "scope = &quot;?&quot;" in page.text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "请选择文件，或粘贴文件内容"),
        ({"text": "<!DOCTYPE html>"}, "夹带"),
        ({"text": "这不是表样"}, "不合TOML格式"),
        ({"material": SimpleUploadedFile("a.toml", b"PK\x03\x04")}, "内容却是docx"),
        ({"material": SimpleUploadedFile("a.csv", b"a,b")}, "另存为xlsx"),
        ({"material": SimpleUploadedFile("a.exe", b"MZ")}, "可以上传xlsx、toml"),
        ({"material": SimpleUploadedFile("a", b"a")}, "没有后缀"),
        ({"text": "x" * 1_000_001}, "1000000"),
        ({"material": SimpleUploadedFile("a.toml", b"#" * 1_000_001)}, "超过1 MB"),
        ({"material": SimpleUploadedFile("a.toml", b"")}, "0字节"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(desk, sent, words):
    page = desk.post(IMPORT, sent)

    assert page.status_code == 422
    assert words in page.text


def test_a_file_that_is_too_large_to_be_read_is_told_by_its_name(desk, settings):
    settings.UPLOAD_FILE_MB = 1

    page = desk.post(IMPORT, {"material": SimpleUploadedFile("表样.toml", b"#" * 1_100_000)})

    assert page.status_code == 422
    assert "表样.toml：文件超过1MB" in page.text


def test_a_file_of_a_code_with_a_draft_is_refused(desk, draft):
    page = desk.post(IMPORT, {"text": form_to_toml(small_form())})

    assert "已有未启用的草稿" in page.text


def test_the_page_of_a_file_is_empty_at_first(desk):
    assert desk.get(IMPORT).status_code == 200


def test_a_draft_is_deleted_after_a_question(desk, draft):
    url = reverse("form_discard", args=[draft.pk])

    assert "不能恢复" in desk.get(url).text
    assert "草稿已删除" in desk.post(url, follow=True).text
    assert not FormTemplate.objects.exists()


def test_a_released_form_is_not_deleted(desk, draft, administrator):
    release(draft, by=administrator)

    assert desk.post(reverse("form_discard", args=[draft.pk])).status_code == 409
    assert FormTemplate.objects.exists()


def test_a_draft_that_cannot_be_read_does_not_go_out(desk, draft):
    draft.indicators.update(name="")

    assert desk.get(reverse("form_export", args=[draft.pk])).status_code == 409
