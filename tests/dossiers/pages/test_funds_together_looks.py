"""资金集中填报 in a real browser: typed like a sheet, saved cell by cell, added up at once, accessible."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Membership
from tests.dossiers.pages.posting import typed
from tests.factories import fill_in, make_evaluation, make_project, make_unit, make_user
from tests.web.axe import assert_accessible

ADJUSTED, EXECUTED, RATE = "funds/total/adjusted", "funds/total/executed", "funds/total/rate"
pytestmark = [pytest.mark.django_db(transaction=True)]


def test_two_projects_are_typed_pasted_and_added_up(page, sign_in, live_server):
    unit = make_unit()
    filer = make_user(unit, Membership.Role.FILER, full_name="李雷")
    first = make_evaluation(unit)
    second = make_evaluation(unit, cycle=first.cycle, project=make_project(unit))
    fill_in(first, filer, {ADJUSTED: "200"})
    sign_in(filer)
    page.goto(live_server.url + reverse("dossiers:dossier_funds", args=[first.cycle_id, unit.pk]))

    cell = page.locator(f'[name="{first.pk}/{EXECUTED}"]')
    cell.fill("100")
    cell.press("Enter")
    expect(page.locator("[data-save-state]")).to_contain_text("已保存 ")
    expect(page.locator(f'[data-cell="{first.pk}/{RATE}"]')).to_contain_text("50.0%")
    expect(page.locator("#funds-sums-0")).to_contain_text("100.00")
    page.locator(f'[name="{second.pk}/{ADJUSTED}"]').fill("20万")
    page.keyboard.press("Tab")
    expect(page.locator(f'[data-cell="{second.pk}/{ADJUSTED}"]')).to_contain_text("不能识别为数字")
    assert typed(first, EXECUTED) == "100"
    assert_accessible(page)

    page.evaluate(
        """([name, text]) => {
          const field = document.querySelector(`[name="${name}"]`);
          field.focus();
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const given = { clipboardData, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", given));
        }""",
        [f"{second.pk}/{ADJUSTED}", "30\t10\n"],
    )
    page.get_by_role("button", name="写入2格").click()
    expect(page.locator("#funds-sums-0")).to_contain_text("230.00")
    assert (typed(second, ADJUSTED), typed(second, EXECUTED)) == ("30", "10")
