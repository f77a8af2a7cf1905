"""校验文件 in a real browser: accessible and within the window at both sizes, what is found too."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_user
from tests.foreign.files import WRONG
from tests.web.axe import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_are_checked_and_the_result_is_accessible(page, sign_in, live_server):
    sign_in(make_user())
    page.goto(f"{live_server.url}{reverse('verify_file')}")
    assert_accessible(page)

    page.get_by_label("或粘贴自评报告的文字").fill(f"一、概况\n{WRONG}")
    page.get_by_role("button", name="校验").click()

    assert page.locator("blockquote mark").all_inner_texts() == ["2051.3万元", "1789.3万元", "87.27%"]
    assert_accessible(page)
