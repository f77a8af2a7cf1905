"""The session ends or the filing is sent while somebody types: it is said, and what was typed stays."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from tests.dossiers.pages.posting import typed
from tests.dossiers.pages.typing import EXECUTED, cell, kept, says, write

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("window", ["desk"], indirect=True),
]


@pytest.fixture
def signed_out(desk):
    Session.objects.all().delete()
    write(desk, EXECUTED, "100")
    says(desk, "登录已失效")
    return desk


def test_it_is_said_with_the_way_back_and_what_was_typed_stays(signed_out):
    expect(signed_out.get_by_role("link", name="请在新窗口登录")).to_be_visible()
    expect(cell(signed_out, EXECUTED)).to_have_value("100")
    assert kept(signed_out) == 1


def test_it_is_saved_after_signing_in_again(signed_out, sign_in, filer, window, filing):
    sign_in(filer)
    window.clear_cookies(name="csrftoken")

    signed_out.evaluate("window.dispatchEvent(new Event('focus'))")

    says(signed_out, "已保存 ")
    assert typed(filing, EXECUTED) == "100"


def test_it_is_never_saved_under_another_name(signed_out, sign_in, colleague, window, filing):
    sign_in(colleague)
    window.clear_cookies(name="csrftoken")

    signed_out.evaluate("window.dispatchEvent(new Event('focus'))")

    says(signed_out, "另一位用户")
    assert typed(filing, EXECUTED) == ""
    assert kept(signed_out) == 1


def test_a_filing_sent_meanwhile_says_so_and_keeps_what_was_typed(desk, filing, filer):
    revision = Evaluation.objects.get(pk=filing.pk).revision
    make_move(filing, Action.SUBMIT, by=filer, revision=revision, problems_reason="按原件")

    write(desk, EXECUTED, "100")

    says(desk, "内容不能修改")
    expect(cell(desk, EXECUTED)).to_have_value("100")
    assert kept(desk) == 1
