"""What stands beside the cells, in a real browser at both sizes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import Membership
from tests.dossiers.earlier import LAST_YEAR, file_last_year
from tests.dossiers.pages.posting import url
from tests.factories import SMALL_FORM, make_evaluation, make_unit, make_user, small_form, write_cells
from tests.web.axe import assert_accessible

pytestmark = [pytest.mark.django_db(transaction=True)]
GOAL = "goals/1/actual"
MARK = "上年内容，请核对修改"
LONG = {"indicators/r1/note": "资金到账较晚。" * 30, "report/s1": "第一段。\n第二段。"}


@pytest.fixture
def filing(transactional_db):
    """A filing on a form that lets change what was approved; the unit filed the year before."""
    free = {**SMALL_FORM["indicators"], "target_policy": "open", "points_policy": "open"}
    form = small_form(indicators=free)
    filing = make_evaluation(make_unit(), form=form)
    file_last_year(filing, {**LAST_YEAR, **LONG}, form=form)
    return write_cells(filing, {"indicators/r1/target": "≥80人", "indicators/r1/points": "45"})


@pytest.fixture
def desk(page, sign_in, live_server, filing):
    """The filer opens a page of the filing."""
    sign_in(make_user(filing.unit, Membership.Role.FILER))
    return lambda section: page.goto(live_server.url + url(section, filing))


@pytest.mark.parametrize("section", ["header", "funds", "goals", "indicators", "report"])
def test_everything_unfolded_is_accessible(page, desk, section):
    desk(section)

    page.locator("details.aside").evaluate_all("all => all.forEach(one => { one.open = true })")

    assert_accessible(page)


def test_the_mark_goes_as_soon_as_one_types(page, desk):
    desk("goals")
    page.locator(f'[value="last_year:{GOAL}"]').click()
    expect(page.get_by_text(MARK)).to_be_visible()
    assert_accessible(page)

    page.locator(f'[name="{GOAL}"]').press_sequentially("本")

    expect(page.get_by_text(MARK)).to_be_hidden()


def test_an_offer_is_unfolded_and_taken_by_keyboard(page, desk):
    desk("report")

    page.get_by_text("上年内容", exact=True).press("Enter")
    page.locator('[value="last_year:report/s1"]').press("Enter")

    expect(page.locator('[name="report/s1"]')).to_have_value(LONG["report/s1"])


def test_the_approved_value_stands_beside_the_field(page, desk):
    desk("indicators")

    described = page.locator('[name="indicators/r1/target"]')

    expect(page.get_by_text("批复：≥100人")).to_be_visible()
    expect(described).to_have_accessible_description("批复：≥100人")
