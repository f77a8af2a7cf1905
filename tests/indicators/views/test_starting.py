"""A draft begins as another form is, or as a file says; and goes again."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.audit.models import AuditEvent
from indicators import catalogue, rows
from indicators.exchange.toml_out import form_to_toml
from indicators.exchange.xlsx_out import form_to_xlsx
from indicators.models import FormTemplate
from indicators.release import release
from tests.factories import small_form
from tests.foundation.intake import foreign

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


def workbook(typed):
    """The workbook of the small form with some cells typed in, as Excel saves it."""
    book = openpyxl.load_workbook(BytesIO(form_to_xlsx(small_form())))
    for (sheet, place), value in typed.items():
        book[sheet][place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def brought(desk, content, name="表样.xlsx"):
    return desk.post(IMPORT, {"material": SimpleUploadedFile(name, content)}, follow=True)


def test_a_workbook_goes_out_and_comes_in_as_the_next_version(desk, draft, administrator):
    release(draft, by=administrator)
    file = desk.get(reverse("form_workbook", args=[draft.pk]))

    page = brought(desk, file.content)

    assert ".xlsx" in file["Content-Disposition"]
    assert "已导入" in page.text
    assert rows.definition(FormTemplate.objects.get(version=2)) == small_form(version=2)


def test_a_workbook_that_somebody_changed_becomes_a_draft(desk):
    brought(desk, workbook({("表样", "B5"): "新地区", ("等级", "B2"): 95}))

    made = rows.definition(FormTemplate.objects.get())
    assert (made.place, made.grading.bands[0].minimum) == ("新地区", 95)


def test_the_example_can_be_brought_as_it_is(desk):
    example = desk.get(reverse("form_example"))

    assert "下载示例表格" in desk.get(IMPORT).text
    assert "已导入" in brought(desk, example.content).text


def test_every_fault_of_a_workbook_is_told_by_its_cell_and_nothing_is_written(desk):
    page = brought(desk, workbook({("表样", "B6"): "明年", ("指标", "E2"): "=1+1", ("提纲", "C2"): "七"}))

    assert page.status_code == 422
    assert "表样!B6：应为整数" in page.text
    assert "指标!E2：是公式（=1+1），请改为写数值或文字。" in page.text
    assert "提纲!C2（级次）：只能填" in page.text
    assert not FormTemplate.objects.exists()


HOSTILE = {
    "压缩炸弹": (
        foreign.package(foreign.XLSX, more={"xl/a.bin": bytes(101 * 1024 * 1024)}),
        "展开后超过100MB",
    ),
    "最远的一格": (workbook({("表样", "XFD1048576"): "x"}), "XFD1048576有内容"),
    "实体声明": (
        foreign.package(foreign.XLSX, more={"xl/a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]>"}),
        "实体声明",
    ),
    "公式": (
        workbook({("照印的问题", "A2"): '=HYPERLINK("http://evil.example","x")'}),
        "照印的问题!A2：是公式",
    ),
    "不是工作簿": (foreign.package(foreign.XLSX), "损坏"),
    "宏": (foreign.package(foreign.XLSX, more={"xl/vbaProject.bin": b""}), "含有宏"),
    "旧格式": (foreign.compound(["Workbook"]), "打开密码"),
    "别的表格": (foreign.package([*foreign.XLSX, "xl/worksheets/a.xml"]), "损坏"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_in_words(desk, case):
    content, words = HOSTILE[case]

    page = brought(desk, content)

    assert page.status_code == 422
    assert words in page.text
    assert not FormTemplate.objects.exists()


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
    assert desk.get(reverse("form_workbook", args=[draft.pk])).status_code == 409
