"""Every page of the door and of 用户与单位 in a browser, at two sizes: no violation, no fault."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Membership
from tests.factories import PASSWORD, make_bureau, make_department, make_unit, make_user
from tests.web.axe import assert_accessible, skeleton, violations, wrong_at_both_sizes

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Role = Membership.Role


@pytest.fixture
def administrator():
    bureau = make_bureau(name="源城区财政局")
    make_user(make_unit(make_department(bureau, name="源城区民政局")), Role.FILER, full_name="王林")
    return make_user(bureau, Role.ADMINISTRATOR, username="lihua", full_name="李华")


@pytest.fixture
def visit(page: Page, live_server):
    return lambda name, *args: page.goto(live_server.url + reverse(name, args=args))


@pytest.mark.parametrize("name", ["people", "person_add", "units", "unit_add", "password_change"])
def test_pages_are_accessible(page, visit, sign_in, administrator, name):
    sign_in(administrator)
    visit(name)

    assert_accessible(page)


def test_the_page_of_a_person_is_accessible(page, visit, sign_in, administrator):
    sign_in(administrator)
    visit("people")
    page.get_by_role("rowheader").get_by_role("link").last.click()
    assert_accessible(page)

    page.get_by_role("button", name="重置密码").click()
    expect(page.get_by_text("初始密码只显示这一次")).to_be_visible()
    assert_accessible(page)


def test_a_refused_form_leads_to_its_fields(page, visit, sign_in, administrator):
    sign_in(administrator)
    visit("person_add")

    page.get_by_role("button", name="保存").click()

    assert_accessible(page)
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.locator("#id_username")).to_be_focused()


def test_signing_in_and_out(page, visit, administrator):
    visit("login")
    assert_accessible(page)
    page.get_by_label("用户名").fill("lihua")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不正确")
    assert_accessible(page)

    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("李华")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("status")).to_contain_text("已退出登录")


def test_the_locked_page_is_accessible(page, visit, administrator):
    for _ in range(5):
        visit("login")
        page.get_by_label("用户名").fill("lihua")
        page.get_by_label("密码").fill("wrong")
        page.get_by_role("button", name="登录").click()

    expect(page.get_by_role("alert")).to_contain_text("15分钟")
    assert_accessible(page)


def test_a_missing_page_is_accessible(page, live_server, sign_in, administrator):
    sign_in(administrator)
    page.goto(live_server.url + "/people/999/")

    expect(page.get_by_role("heading", name="页面不存在")).to_be_visible()
    assert_accessible(page)


def test_the_keyboard_skips_to_the_content(page, visit, sign_in, administrator):
    sign_in(administrator)
    visit("people")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_a_button_rests_after_the_first_click(page, visit, sign_in, administrator):
    sign_in(administrator)
    visit("person_add")
    button = page.get_by_role("button", name="保存")

    page.evaluate(
        "document.querySelector('main form').addEventListener('submit', e => e.preventDefault(), true)"
    )
    button.click()
    expect(button).to_be_enabled()
    page.evaluate("document.querySelector('main form').dispatchEvent(new Event('submit', {bubbles: true}))")

    expect(button).to_be_disabled()


def test_a_page_with_a_field_that_has_no_label_is_found(page):
    page.set_content("<html lang='zh-CN'><title>x</title><main><h1>x</h1><input></main></html>")

    assert [line.split(":")[0] for line in violations(page)] == ["label"]


FORM = "<html lang='zh-CN'><title>x</title><main><h1>x</h1>{}</main></html>"
LABELLED = "<label for='cell-{0}'>{1}</label><input id='cell-{0}' value='{2}'>"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LABELLED.format(1, "项目名称", "养老"), LABELLED.format(23, "主管部门", "民政局")),
        ("<ul><li>a</li></ul>", "<ul><li>b</li><li>c</li></ul>"),
    ],
)
def test_pages_that_differ_in_texts_alone_have_one_skeleton(page, one, other):
    page.set_content(FORM.format(one))
    first = skeleton(page)
    page.set_content(FORM.format(other))

    assert skeleton(page) == first


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (LABELLED.format(1, "项目", "养老"), "<label for='cell-2'>项目</label><input id='cell-1' value='x'>"),
        (LABELLED.format(1, "项目", "养老"), LABELLED.format(1, "", "养老")),
        ("<a href='/1/'>查看</a>", "<a href='/1/'></a>"),
        ("<p class='text-body'>x</p>", "<p class='text-light'>x</p>"),
        ("<img alt='图' src='data:,'>", "<img alt='' src='data:,'>"),
        ("<i id='a1'></i><i id='b1'></i>", "<i id='a1'></i><i id='a1'></i>"),
        ("<nav aria-label='表'></nav><nav aria-label='卷'></nav>", "<nav aria-label='表'></nav>" * 2),
        ("<a href='#there' id='there'>x</a>", "<a href='#gone' id='there'>x</a>"),
        ("<h2>x</h2><h3>x</h3>", "<h3>x</h3><h2>x</h2>"),
    ],
)
def test_what_axe_judges_by_tells_skeletons_apart(page, good, bad):
    page.set_content(FORM.format(good))
    first = skeleton(page)
    page.set_content(FORM.format(bad))

    assert skeleton(page) != first


def test_a_skeleton_in_order_is_not_looked_at_again_and_a_faulty_one_is(page, tmp_path):
    in_order, faulty = FORM.format("<p style='width:30px'>x</p>"), FORM.format("<input>")

    page.set_content(faulty)
    twice = [wrong_at_both_sizes(page, tmp_path), wrong_at_both_sizes(page, tmp_path)]
    page.set_content(in_order)
    clean = wrong_at_both_sizes(page, tmp_path)
    page.set_content(in_order.replace("30px", "3000px"))
    wide = wrong_at_both_sizes(page, tmp_path)

    assert twice[0] == twice[1] != []
    assert (clean, len(list(tmp_path.iterdir()))) == ([], 1)
    assert "desk: wider than the window" in wide


def test_a_page_that_runs_over_its_width_is_found(page):
    page.set_content(
        "<html lang='zh-CN'><title>x</title><main><h1>x</h1><p style='width:3000px'>x</p></main></html>"
    )

    with pytest.raises(AssertionError, match="wider than the window"):
        assert_accessible(page)
