"""Every page of a filing in a real browser, at both sizes: accessible, no wider than the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import Membership
from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from foundation.jobs.models import Job
from tests.dossiers.evidence import PDF, put
from tests.dossiers.pages.posting import typed, url
from tests.dossiers.pages.yuancheng import fill_yuancheng, open_yuancheng
from tests.factories import fill_in, make_unit, make_user
from tests.web.axe import SIZES, assert_accessible

PAGES = (
    "overview",
    "header",
    "funds",
    "goals",
    "indicators",
    "evidence",
    "report",
    "check",
    "preview",
    "documents",
    "history",
)
pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(transactional_db):
    """A unit with a filer and a head, and the filing of 源城区 as it was issued."""
    unit = make_unit()
    filer = make_user(unit, Membership.Role.FILER, full_name="林清和")
    head = make_user(unit, Membership.Role.UNIT_HEAD, full_name="王芳")
    return open_yuancheng(unit), filer, head


def test_every_page_of_a_filer_is_accessible(page, sign_in, live_server, office):
    filing, filer, _ = office
    fill_yuancheng(filing, filer)
    put(filing, filer, row="r1")
    sign_in(filer)

    for name in PAGES:
        page.goto(live_server.url + url(name, filing))
        assert_accessible(page)
    for address in ("/", "/filings/"):
        page.goto(live_server.url + address)
        assert_accessible(page)


def test_every_page_of_a_reviewer_is_accessible(page, sign_in, live_server, office):
    filing, filer, head = office
    filled = fill_yuancheng(filing, filer)
    Evaluation.objects.filter(pk=filled.pk).update(status="in_review", step="unit_head")
    sign_in(head)

    for name in PAGES:
        page.goto(live_server.url + url(name, filing))
        assert_accessible(page)


CUT = """all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.name)"""


def test_nothing_typed_is_cut(page, sign_in, live_server, office):
    filing, filer, _ = office
    fill_yuancheng(filing, filer)
    sign_in(filer)

    for name in ("header", "funds", "indicators"):
        page.goto(live_server.url + url(name, filing))
        assert page.locator("main input[type=text]").evaluate_all(CUT) == []


def test_an_empty_record_says_so_in_sight(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.set_viewport_size(SIZES["hand"])
    page.goto(live_server.url + url("history", filing))

    words = page.get_by_text("尚未报送。")
    assert words.evaluate("one => getComputedStyle(one).textAlign") == "left"


def test_refused_text_is_told_at_its_field_accessibly(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("funds", filing))

    page.locator('[name="funds/total/executed"]').fill("2000万")
    page.get_by_role("button", name="保存并继续").click()

    expect(page.get_by_text("「2000万」不能识别为数字")).to_be_visible()
    expect(page.locator('[name="funds/total/executed"]')).to_be_focused()
    expect(page.locator('[name="funds/total/executed"]')).to_have_value("2000万")
    assert_accessible(page)


def test_files_are_chosen_for_an_indicator_brought_and_told(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("indicators", filing))
    page.locator(".evidence-link").first.click()

    good = {"name": "拨付凭证.pdf", "mimeType": "application/pdf", "buffer": PDF}
    bad = {"name": "通知.html", "mimeType": "text/html", "buffer": b"<html>"}
    page.get_by_label("文件", exact=True).set_input_files([good, bad])
    page.get_by_role("button", name="上传", exact=True).click()

    expect(page.get_by_role("alert").first).to_contain_text("通知.html：不能上传“.html”文件")
    expect(page.get_by_role("row", name="拨付凭证.pdf")).to_contain_text("查看")
    assert_accessible(page)


def test_conflict_is_settled_by_a_choice(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("funds", filing))
    colleague = make_user(filing.unit, Membership.Role.FILER, full_name="王小明")
    fill_in(filing, colleague, {"funds/total/executed": "700"})

    page.locator('[name="funds/total/executed"]').fill("701.23")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("group", name="请选择保留哪一份")).to_contain_text("王小明填写的：700")
    assert_accessible(page)
    page.get_by_role("button", name="保留我填写的").click()

    expect(page.get_by_text("已保存")).to_be_visible()
    assert typed(filing, "funds/total/executed") == "701.23"


def test_arrow_and_enter_keys_walk_down_a_column(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("funds", filing))

    page.locator('[name="funds/total/executed"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator('[name="funds/higher_level_transfer/executed"]')).to_be_focused()


def test_leaving_with_something_unsaved_asks(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("header", filing))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.route("**/cells/**", lambda route: route.abort())

    page.locator('[name="header/filer"]').press_sequentially("林")
    page.get_by_role("link", name="项目资金").click()

    expect(page.get_by_text("网络不通")).to_be_visible()
    assert asked == ["beforeunload"]
    assert page.url.endswith("/header/")


def test_leaving_saves_what_was_just_typed(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("header", filing))

    page.locator('[name="header/filer"]').press_sequentially("林")
    page.get_by_role("link", name="项目资金").click()
    page.wait_for_url("**/funds/")

    assert typed(filing, "header/filer") == "林林清和"


def test_states_of_papers_change_on_the_page(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("documents", filing))
    page.get_by_role("button", name="打印当前内容").click()
    expect(page.get_by_text("排队中").first).to_be_visible()

    Job.objects.update(state="failed", reason="磁盘空间不足，请联系系统管理员。")

    expect(page.get_by_text("磁盘空间不足").first).to_be_visible()
    assert_accessible(page)


def test_reviewer_returns_with_a_reason_by_keyboard(page, sign_in, live_server, office):
    filing, filer, head = office
    filled = fill_yuancheng(filing, filer)
    Evaluation.objects.filter(pk=filled.pk).update(status="in_review", step="unit_head")
    sign_in(head)
    page.goto(live_server.url + url("overview", filing))

    page.get_by_label("退回修改的原因").fill("请补充各来源执行数。")
    page.get_by_role("button", name="退回修改").press("Enter")

    expect(page.get_by_text("已退回填报单位修改。")).to_be_visible()
    assert filing.moves.last().action == Action.RETURN


def test_stale_decision_is_an_accessible_page(page, sign_in, live_server, office):
    filing, filer, _ = office
    sign_in(filer)
    page.goto(live_server.url + url("overview", filing))
    make_move(filing, Action.START, by=filer, revision=filing.revision)

    page.get_by_role("button", name="填报").click()

    expect(page.get_by_role("heading", name="没有办理")).to_be_visible()
    assert_accessible(page)
