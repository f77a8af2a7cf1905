"""批量导入 in a real browser: accessible and within the window at both sizes, to the slips."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import Role, make_bureau, make_department, make_user
from tests.imports.desk import LI, PEOPLE
from tests.web.axe import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_pasted_list_of_users_becomes_slips_and_every_page_is_accessible(page, sign_in, live_server):
    bureau = make_bureau()
    make_department(bureau, code="101")
    sign_in(make_user(bureau, Role.ADMINISTRATOR))
    page.goto(f"{live_server.url}{reverse('imports')}")
    page.get_by_role("link", name="单位和用户").click()

    page.get_by_label("或粘贴表格").fill("\n".join("\t".join(row) for row in (PEOPLE, LI)))
    page.get_by_role("button", name="上传并核对").click()
    assert_accessible(page)
    page.get_by_role("button", name="确认导入").click()

    assert page.locator(".slip").all_inner_texts()[0].count("lilei") == 1
    assert_accessible(page)
