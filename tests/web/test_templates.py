"""The parts that every app builds its pages from."""

from types import SimpleNamespace as Row

import pytest
from django import forms
from django.template.loader import render_to_string

from tests.web.test_static import TEMPLATES, names


class Sample(forms.Form):
    amount = forms.IntegerField(label="全年执行数")
    key = forms.CharField(label="行", widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("合计不符。")


def test_the_error_summary_links_each_error_to_its_field():
    html = render_to_string("includes/form_errors.html", {"form": Sample({"amount": "二千"})})

    assert '<a href="#id_amount">全年执行数：输入整数。</a>' in html
    assert "<li>合计不符。</li>" in html
    assert "行：请填写此项。" in html


def test_a_form_without_errors_has_no_summary():
    assert render_to_string("includes/form_errors.html", {"form": Sample()}).strip() == ""


def test_the_error_summary_says_what_was_typed_as_text():
    class Loud(forms.Form):
        amount = forms.ChoiceField(label="<b>", choices=[])

    html = render_to_string("includes/form_errors.html", {"form": Loud({"amount": "<img src=x>"})})

    assert "<img" not in html
    assert "<b>" not in html


def test_the_step_strip_says_each_state_in_words():
    steps = [
        Row(label="填报", state="done"),
        Row(label="送审", state="current"),
        Row(label="审核", state="todo", url="/a/"),
    ]

    html = render_to_string("includes/step_strip.html", {"steps": steps})

    assert [html.count(word) for word in ("已完成", "当前", "未到", 'aria-current="step"')] == [1, 1, 1, 1]
    assert '<a href="/a/">审核</a>' in html


@pytest.mark.parametrize(
    ("findings", "words"),
    [([], "校验未发现问题"), ([Row(kind="must", kind_label="必改项", message="分值合计")], "必改项")],
)
def test_findings_are_listed_with_their_kind(findings, words):
    assert words in render_to_string("includes/findings.html", {"findings": findings})


@pytest.mark.parametrize("code", [400, 403, 404, 409, 500])
def test_an_error_page_stands_without_a_request(code):
    html = render_to_string(f"{code}.html")

    assert "返回首页" in html
    assert "严禁录入、上传、传输国家秘密和工作秘密" in html


@pytest.mark.parametrize("code", [403, 409])
def test_a_refusal_gives_its_reason(code):
    assert "已由他人退回" in render_to_string(f"{code}.html", {"reason": "已由他人退回。"})


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_a_template_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80
