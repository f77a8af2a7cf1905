"""Every page of every role, and every refusal, keeps to WCAG 2.2 AA at both sizes; no address is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.filing import fill, opens
from tests.journeys.product import Product
from tests.journeys.walking import ROLES, open_window, walk
from tests.web.axe import SIZES, wrong_at_both_sizes

ONLY_POSTED = {
    "logout", "person_deactivate", "person_activate", "person_password", "person_unlock",
    "post_end", "form_load", "form_new_version", "form_sums",
    "dossiers:move", "dossiers:answers", "dossiers:submit", "dossiers:print", "dossiers:retry",
    "dossiers:evidence_remove", "dossiers:autosave", "dossiers:paste",
    "dossiers:print_findings", "dossiers:print_filed_findings", "dossiers:dossier_submit",
    "dossiers:dossier_fill", "dossiers:dossier_print",
    "dossiers:dossier_funds_autosave", "dossiers:dossier_funds_paste",
    "offline_take", "ledger_take", "ledger_share", "department_forward", "department_table",
    "dossiers:remark_answers", "dossiers:remarks_picked", "dossiers:print_remarks",
    "dossiers:remark_remove", "dossiers:remark_verdict",
    "dossiers:signed_void", "dossiers:grant_revoke", "dossiers:dossier_archive",
    "import_take", "import_drop", "import_slips",
    "summary_print", "summary_layout_remove",
    "second_finish", "second_issue", "second_answer", "second_print",
    "notices_seen",
}  # fmt: skip
NO_PAGE = {
    *("dossiers:document_states", "dossiers:download", "healthz", "readyz", "form_export"),
    *("form_workbook", "form_example", "trial_progress", "trial_workbook", "recurring_workbook"),
    *("offline_workbook", "offline_workbooks", "offline_original", "import_template"),
    *("slip_workbook", "slip_workbooks", "ledger_original"),
    "trial",  # is one, but nobody asks for a trial on this walk
    *("dossiers:evidence_file", "dossiers:evidence_preview"),
    *("summary_states", "summary_paper", "second_states", "second_paper"),
    *("dossiers:dossier_paper", "dossiers:dossier_paper_states", "dossiers:signed_scan"),
    *("department_tables", "department_paper", "dossiers:dossier_letter_states"),
    "department_letter_states",
}
BEFORE_THE_DOOR = {"login"}
SECOND_NAMES = {"dossiers:home"}
NOT_ON_THIS_WALK = {
    *("form_rule", "offline", "offline_delivery", "summary_layout_add", "summary_layout"),
    *("budget_correct", "import_preview", "ledger_file", "ledger_columns", "ledger_rows"),
    *("dossiers:remark_draft", "dossiers:remark", "checklists", "checklist", "list_request"),
    *("review_draw", "review_rules", "review", "second_scores", "second_opinion"),
}
"""The walk opens one section of a draft, and that one has no rule (below); a filer takes tasks along; 绩效股
keeps 表样; who decides remarks; units check their 核对清单; 绩效股 draws 复核; of no
project of the demo a 预算变动 is registered.
"""
NATIONAL, OWN = "项目支出绩效自评表", "源城区项目支出绩效自评表"
ADMINISTRATOR = "系统管理员"


@pytest.fixture(scope="session")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The skeletons that axe-core found in order, for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "skeletons"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize("role", [role for role in ROLES if role != ADMINISTRATOR])
def test_every_page_of_a_role_is_accessible_at_both_sizes(
    person: SignIn, product: Product, in_order: Path, role: str
) -> None:
    page = person(ROLES[role])

    wrong = [
        f"{address}: {what}"
        for _, address in walk(page, product)
        for what in wrong_at_both_sizes(page, in_order)
    ]

    assert wrong == []


def test_every_page_of_an_administrator_is_accessible_and_no_address_is_left_out(
    person: SignIn, product: Product, in_order: Path
) -> None:
    """An administrator sees every kind of page; with a draft, also those of releasing a form."""
    page = person(ROLES[ADMINISTRATOR])
    begins_a_new_version_of_a_form(page)

    walked = {(name, address): wrong_at_both_sizes(page, in_order) for name, address in walk(page, product)}

    assert [(address, wrong) for (_, address), wrong in walked.items() if wrong] == []
    not_walked = every_name() - {name for name, _ in walked}
    assert not_walked == ONLY_POSTED | NO_PAGE | BEFORE_THE_DOOR | SECOND_NAMES | NOT_ON_THIS_WALK


def test_choosing_and_trying_a_rule_is_accessible(person: SignIn) -> None:
    page = person(ROLES[ADMINISTRATOR])
    begins_a_new_version_of_a_form(page, OWN)
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_role("navigation", name="表样各部分").get_by_role("link", name="项目资金").click()
    page.get_by_role("link", name="修改规则").click()
    chosen = wrong_at_both_sizes(page)

    page.get_by_label("分值", exact=True).fill("很多")
    page.get_by_role("button", name="试算").click()
    expect(page.locator("#try .invalid-feedback")).to_be_visible()

    assert chosen + wrong_at_both_sizes(page) == []


def test_the_login_page_is_accessible(browser: Browser, product: Product) -> None:
    with open_window(browser, SIZES["hand"]) as window:
        page = window.new_page()
        page.goto(f"{product.url}/login/")
        page.get_by_role("button", name="登录").click()

        expect(page.get_by_role("alert")).to_be_visible()
        assert wrong_at_both_sizes(page) == []


def test_a_refused_figure_is_shown_accessibly_with_what_was_typed(person: SignIn) -> None:
    page = person(ROLES["填报中"])
    page.get_by_role("link", name="继续填报").click()
    opens(page, "填报")
    page.get_by_role("link", name="项目资金").click()

    fill(page, {"funds/total/initial": "2000万", "funds/carryover/initial": "NaN"})
    with page.expect_response(lambda answer: answer.status == 422):
        page.get_by_role("button", name="保存", exact=True).last.click()

    expect(page.get_by_text("「2000万」不能识别为数字")).to_be_visible()
    expect(page.locator('[name="funds/total/initial"]')).to_have_value("2000万")
    assert wrong_at_both_sizes(page) == []


def test_a_text_that_a_colleague_changed_meanwhile_is_shown_accessibly(person: SignIn) -> None:
    first, second = person(ROLES["填报中"]), person(ROLES["填报中"])
    for number, page in enumerate((first, second)):
        page.get_by_role("link", name="继续填报").click()
        opens(page, "填报")
        page.get_by_label("联系电话").fill(f"0762-123456{number}")
    first.get_by_role("button", name="保存", exact=True).last.click()
    expect(first.get_by_role("status").first).to_contain_text("已保存")

    with second.expect_response(lambda answer: answer.status == 409):
        second.get_by_role("button", name="保存", exact=True).last.click()

    expect(second.get_by_role("group", name="请选择保留哪一份")).to_contain_text("0762-1234560")
    assert wrong_at_both_sizes(second) == []


@pytest.mark.parametrize(
    ("action", "status", "words"),
    [("exempt", 403, "不能办理"), ("withdraw", 409, "没有办理")],
)
def test_a_refused_move_is_shown_accessibly(person: SignIn, action: str, status: int, words: str) -> None:
    """A form whose button this person or this state does not have, as a second window may still show it."""
    page = person(ROLES["填报中"])
    page.get_by_role("link", name="继续填报").click()
    opens(page, "打印文书")
    page.locator('form[action$="/print/"]').evaluate(
        "(form, action) => { form.action = form.action.replace('documents/print', `move/${action}`) }", action
    )

    with page.expect_response(lambda answer: answer.status == status):
        page.get_by_role("button", name="打印当前内容").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    assert wrong_at_both_sizes(page) == []


def test_a_page_that_is_not_there_for_this_person_says_so_accessibly(
    person: SignIn, product: Product
) -> None:
    page = person(ROLES["填报中"])

    answer = page.goto(f"{product.url}/people/")

    assert answer is not None
    assert answer.status == 404
    assert wrong_at_both_sizes(page) == []


def test_an_expired_page_says_so_accessibly(person: SignIn) -> None:
    page = person(ROLES["填报中"])
    page.locator("[name=csrfmiddlewaretoken]").first.evaluate("token => { token.value = 'x'.repeat(64) }")

    with page.expect_response(lambda answer: answer.status == 403):
        page.get_by_role("button", name="退出").click()

    expect(page.get_by_role("main")).to_contain_text("页面")
    assert wrong_at_both_sizes(page) == []


def begins_a_new_version_of_a_form(page: Page, form: str = NATIONAL) -> None:
    """A draft of a form that has none yet, without which nothing can be released."""
    page.get_by_role("link", name="自评表样").click()
    page.get_by_role("table").get_by_role("link", name=form, exact=True).click()
    page.get_by_role("button", name="新建修订版").click()
    expect(page.get_by_role("link", name="启用", exact=True)).to_be_visible()


def every_name() -> set[str]:
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}"
