"""A person's walk through every page that links lead to, each kind of page once for each state it is in."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.product import Product

ROLES = {
    "被退回": "tianbao5",
    "填报中": "tianbao2",
    "未填报": "tianbao1",
    "单位负责人": "fuze3",
    "主管部门审核": "zhuguan2",
    "业务股室审核": "shebao",
    "绩效股审核": "jixiao",
    "系统管理员": "guanli",
    "查询用户": "shenji",
}
"""One person of the demo in each role; filers by what their filing waits for."""
OF_EACH_STATE = {"dossiers:overview", "dossiers:check", "dossiers:documents", "form_template"}
TYPED_IN = {"未填报", "填报中", "被退回"}
NO_PAGES = {
    *("slip_workbook", "slip_workbooks", "ledger_original"),
    *("dossiers:download", "dossiers:document_states", "logout", "form_export"),
    *("form_workbook", "form_example", "trial_progress", "trial_workbook", "recurring_workbook"),
    *("offline_workbook", "offline_original", "import_template"),
    *("dossiers:evidence_file", "dossiers:evidence_preview"),
    *("summary_states", "summary_paper", "second_states", "second_paper"),
    *("dossiers:dossier_paper", "dossiers:dossier_paper_states", "dossiers:signed_scan"),
    *("department_tables", "department_paper", "dossiers:dossier_letter_states"),
    "department_letter_states",
}


def open_window(browser: Browser, size: dict[str, int], *, javascript: bool = True) -> BrowserContext:
    return browser.new_context(
        viewport=size, java_script_enabled=javascript, locale="zh-CN", timezone_id="Asia/Shanghai"
    )


def sign_in(page: Page, product: Product, username: str) -> None:
    """Through the login page; leaves the person of the demo on the home page."""
    page.goto(f"{product.url}/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(product.passwords[username])
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{product.url}/")


def walk(page: Page, product: Product, start: str = "/") -> Iterator[tuple[str, str]]:
    """Open page after page and yield (view name, address) while it stands open.

    Each kind of page once: what is done with a filing shows in every state it may be in, its content in
    those in which it may be typed and in one of the others.
    """
    waiting, asked, seen = [start], {start}, set()
    states: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        match = match_of(address)
        thing = thing_of(match)
        if (match.view_name, kind_of(match, states.get(thing))) in seen:
            continue
        page.goto(product.url + address)
        states[thing] = state_of(page)
        kind = (match.view_name, kind_of(match, states[thing]))
        found = [link for link in links(page, product) if link not in asked]
        asked.update(found)
        waiting.extend(found)
        if kind not in seen:
            seen.add(kind)
            yield match.view_name, address


def thing_of(match: ResolverMatch) -> str:
    """The filing or form that a page is about, whose state decides what it shows; empty for other pages."""
    has_states = match.namespace or match.view_name in OF_EACH_STATE
    return f"{match.namespace} {match.kwargs.get('pk', '')}" if has_states else ""


def kind_of(match: ResolverMatch, state: str | None) -> str | None:
    """What tells one page of this address from another; None where the state is not known yet."""
    return state if state is None or match.view_name in OF_EACH_STATE else str(state in TYPED_IN)


def links(page: Page, product: Product) -> list[str]:
    """The pages of the product that this one leads to, without fragments."""
    found = page.locator("main a[href], nav a[href], header a[href]").evaluate_all(
        "all => all.map(a => a.href)"
    )
    inside = [link for link in found if link.startswith(product.url)]
    return [path for link in inside if is_page(path := _path(link))]


def state_of(page: Page) -> str:
    """The badge beside the title of a filing or a form; empty on most other pages."""
    badge = page.locator(".page-head .badge-state")
    return badge.first.inner_text() if badge.count() else ""


def match_of(address: str) -> ResolverMatch:
    return resolve(urlsplit(address).path)


def is_page(address: str) -> bool:
    try:
        return match_of(address).view_name not in NO_PAGES
    except Resolver404:
        return False


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")
