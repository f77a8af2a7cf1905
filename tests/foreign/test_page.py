"""校验文件: what is brought or pasted is checked and shown, or refused; nothing is kept."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluations.foreign import forms
from foundation.audit.models import AuditEvent
from foundation.intake import gate
from foundation.intake.storage import incoming_dir
from tests.factories import make_user
from tests.foreign.files import RIGHT, WRONG
from tests.golden.yuancheng import GOLDEN

pytestmark = pytest.mark.django_db
CASE = (GOLDEN / "yuancheng-2021-medical-aid.json").read_bytes()


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


def sent(desk, text="", form="", file=None):
    material = {"material": SimpleUploadedFile(*file)} if file else {}
    return desk.post(reverse("verify_file"), {"text": text, "form": form, **material})


def test_it_stands_in_the_menu_of_everybody(desk):
    page = desk.get(reverse("home")).content.decode()

    assert f'href="{reverse("verify_file")}"' in page


def test_the_page_offers_the_forms(desk):
    page = desk.get(reverse("verify_file")).content.decode()

    assert '<option value="yuancheng-project">' in page
    assert "校验结果" not in page


def test_words_are_shown_with_their_sentence_and_the_figures_marked(desk):
    answer = sent(desk, f"一、概况\n开头。{WRONG}")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "需说明项1处" in page
    assert "<b>一、概况</b>" in page
    assert "报销比例达<mark>87.27%</mark>。" in page


def test_where_nothing_is_wrong_it_says_so(desk):
    assert "校验未发现问题" in sent(desk, RIGHT).content.decode()


def test_a_file_is_read_on_the_form_that_fits(desk):
    told = {**json.loads(CASE), "remark": "无"}
    page = sent(desk, file=("表.json", json.dumps(told).encode())).content.decode()

    assert "表样：源城区项目支出绩效自评表（源城区，2021年）" in page
    assert "“remark”：表样没有这一栏，没有校验。" in page


def test_a_file_is_read_on_the_form_that_was_chosen(desk):
    page = sent(desk, form="national-project", file=("表.json", CASE)).content.decode()

    assert "表样：项目支出绩效自评表（全国，2020年）" in page


def test_foreign_words_are_no_markup(desk):
    page = sent(desk, f"<script>alert(1)</script>{WRONG}").content.decode()

    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("a.txt", b""), gate.EMPTY),
        (("a.pdf", b"%PDF-1.7"), "请复制其中的文字粘贴"),
        (("a.json", b"{"), "不合JSON格式"),
        (("a.txt", b"a\x07"), "不能显示或打印"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(desk, file, sentence):
    answer = sent(desk, file=file)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_empty_page_is_refused(desk):
    answer = sent(desk)

    assert (answer.status_code, forms.NOTHING in answer.content.decode()) == (422, True)


def test_a_file_that_is_too_large_is_passed_over_and_named(desk, settings):
    settings.UPLOAD_FILE_MB = 0
    answer = sent(desk, file=("大.txt", b"a"))

    assert answer.status_code == 422
    assert "大.txt：文件超过0MB" in answer.content.decode()


def test_nothing_is_kept(desk):
    before = AuditEvent.objects.count()
    sent(desk, file=("表.json", CASE))

    assert (AuditEvent.objects.count(), list(incoming_dir().iterdir())) == (before, [])


def test_a_stranger_is_sent_to_the_login(client):
    assert sent(client, RIGHT).url.startswith(reverse("login"))
