"""预算变动 pages: registered by hand or by paste, corrected by another row; the sum is of what stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluations.projects.models import BudgetMovement
from evaluations.projects.movements import standing
from evaluations.projects.registering import Entry, register
from foundation.audit.models import AuditEvent
from tests.factories import Role, make_form_version, make_project, make_unit, make_user
from tests.projects.posting import at

pytestmark = pytest.mark.django_db
HAND = {
    "kind": "initial",
    "amount": "100",
    "amount_unit": "万元",
    "document_number": "示例财〔2021〕1号",
    "dated_on": "2021-01-05",
    "source": "",
}


def page_of(project, *, name="project_budget", more=()):
    return at(name, project.pk, 2021, *more)


def add(desk, project, **typed):
    return desk.post(page_of(project, name="budget_add"), {**HAND, **typed}, follow=True)


def paste(desk, project, text, unit="万元"):
    return desk.post(page_of(project, name="budget_paste"), {"amount_unit": unit, "rows": text}, follow=True)


def correct(desk, project, row, **typed):
    given = {**HAND, "reason": "金额录错", **typed}
    return desk.post(page_of(project, name="budget_correct", more=[row.pk]), given, follow=True)


def made(project, **given):
    typed = {"kind": "initial", "amount": Decimal(100), "document_number": "示例财〔2021〕1号"}
    entry = Entry(**{**typed, "dated_on": timezone.localdate(), **given})
    (row,) = register(project, 2021, [entry], by=None)
    return row


def left(project):
    return [one.signed for one in standing([(project.pk, 2021)]).get((project.pk, 2021), ())]


def test_a_project_leads_to_its_years(desk, project):
    made(project)

    assert page_of(project) in desk.get(at("project", project.pk)).text


def test_an_empty_year_says_what_to_do(desk, project):
    assert "请先登记年初数" in desk.get(page_of(project)).text


def test_one_is_registered_by_hand(desk, project):
    page = add(desk, project)

    assert "已登记1笔预算变动" in page.text
    assert BudgetMovement.objects.get().amount == 100
    assert AuditEvent.objects.filter(action="登记预算变动").count() == 1


@pytest.mark.parametrize(
    ("kind", "total", "told"), [("initial", "全年预算数", True), ("added", "已登记合计", False)]
)
def test_a_sum_is_called_the_budget_of_the_year_once_its_beginning_is_registered(
    desk, project, kind, total, told
):
    made(project, kind=kind)

    page = desk.get(page_of(project)).text

    assert f'<th scope="row">{total}</th>' in page
    assert ("还没有登记年初数" in page) is not told


def test_an_amount_in_yuan_is_kept_in_ten_thousands(desk, project):
    add(desk, project, amount="1,234,567.89", amount_unit="元")

    assert BudgetMovement.objects.get().amount == Decimal("123.456789")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "很多"}, "不能识别为数字"),
        ({"amount": ""}, "请填写"),
        ({"amount": "-"}, "请填写金额。"),
        ({"amount": "0"}, "金额须大于0"),
        ({"amount": "-5"}, "是负数"),
        ({"amount": "1.234", "amount_unit": "元"}, "位数过多"),
        ({"amount": "1", "amount_unit": "美元"}, "选择一个有效的选项"),
        ({"kind": "gift"}, "选择一个有效的选项"),
        ({"dated_on": "去年"}, "不能识别为日期"),
        ({"document_number": "一\x0b号"}, "不能显示的字符"),
        ({"source": "社会捐赠"}, "选择一个有效的选项"),
        ({"kind": "reduced"}, "登记后全年预算数为-100.00万元，小于0"),
    ],
)
def test_what_cannot_be_read_is_refused_and_stays(desk, project, typed, said):
    page = add(desk, project, **typed)

    assert page.status_code == 422
    assert said in page.text
    assert "示例财〔2021〕1号" in page.text or "document_number" in typed
    assert not BudgetMovement.objects.exists()


def test_the_sources_are_those_of_the_released_forms(desk, project):
    make_form_version()
    add(desk, project, source="当年财政拨款")

    assert BudgetMovement.objects.get().source == "当年财政拨款"


def test_the_same_row_is_not_counted_twice(desk, project):
    add(desk, project)
    page = add(desk, project)

    assert page.status_code == 422
    assert "已登记相同的预算变动：年初100.00万元（示例财〔2021〕1号）" in page.text
    assert left(project) == [100]


def test_rows_of_a_sheet_are_registered_together(desk, project):
    make_form_version()
    text = (
        "类型\t金额\t文号\t日期\t资金来源\r\n年初\t1000000\t示例1号\t2021/1/5\t其中：当年财政拨款\r\n\r\n"
        "追加\t200000\t示例2号\t2021年6月1日\r\n收回\t50000\t示例3号\t20211201\t\r\n结转\t70000\t示例4号\t2021.1.1"
    )
    page = paste(desk, project, text, unit="元")

    assert "已登记4笔预算变动" in page.text
    assert left(project) == [100, 20, -5, 7]
    assert BudgetMovement.objects.first().source == "当年财政拨款"
    assert "122.00" in page.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("年初\t一百\t示例1号\t2021-01-05", "第1行金额："),
        ("年初\t1\t示例1号\t2021-01-05\n捐赠\t1\t示例2号\t2021-01-05", "第2行类型："),
        ("年初\t1\t示例1号\t2021-01-05\t\t备注", "第1行有6栏，最多5栏"),
        ("年初", "第1行金额："),
        ("", "请填写"),
        ("\n".join(["年初\t1\t示例1号\t2021-01-05"] * 201), "一次最多登记200笔，现有201笔"),
        ("\n".join(["年初\t1\t示例1号\t2021-01-05"] * 2), "已登记相同的预算变动"),
    ],
)
def test_of_a_sheet_that_cannot_be_read_nothing_is_kept(desk, project, text, said):
    page = paste(desk, project, text)

    assert page.status_code == 422
    assert said in page.text
    assert not BudgetMovement.objects.exists()


def test_a_sheet_with_its_heading_alone_is_refused(desk, project):
    page = paste(desk, project, "类型\t金额")

    assert page.status_code == 422
    assert "没有可以登记的内容" in page.text


def test_a_unit_that_is_none_is_refused_with_the_rows(desk, project):
    page = paste(desk, project, "年初\t1\t示例1号\t2021-01-05", unit="美元")

    assert page.status_code == 422


class TestCorrecting:
    def test_another_row_takes_the_place_of_a_wrong_one(self, desk, project):
        page = correct(desk, project, made(project), amount="90")

        assert "已更正，原来的一笔不再计入。" in page.text
        assert "原因：金额录错" in page.text
        assert left(project) == [90]
        assert AuditEvent.objects.filter(action="更正预算变动").count() == 1

    def test_its_page_shows_what_stands_in_the_wrong_one(self, desk, project):
        row = made(project, source="社会捐赠")
        page = desk.get(page_of(project, name="budget_correct", more=[row.pk])).text

        assert 'value="100.00"' in page
        assert '<option value="社会捐赠" selected' in page

    def test_nought_takes_it_away(self, desk, project):
        correct(desk, project, made(project), amount="0")

        assert left(project) == []

    def test_without_a_reason_it_is_refused(self, desk, project):
        page = correct(desk, project, made(project), reason="")

        assert page.status_code == 422
        assert left(project) == [100]

    def test_nothing_that_is_there_already_takes_its_place(self, desk, project):
        row = made(project, dated_on=date(2021, 1, 5))
        page = correct(desk, project, row)

        assert page.status_code == 422
        assert "已登记相同的预算变动" in page.text

    def test_what_was_corrected_meanwhile_is_left(self, desk, project):
        row = made(project)
        correct(desk, project, row, amount="90")
        page = correct(desk, project, row, amount="80")

        assert page.status_code == 409
        assert "已由他人更正" in page.text
        assert left(project) == [90]

    def test_its_page_leads_back(self, desk, project):
        row = made(project)
        correct(desk, project, row, amount="90")
        page = desk.get(page_of(project, name="budget_correct", more=[row.pk]), follow=True)

        assert "已由他人更正" in page.text
        assert "已更正，不计入" in page.text

    def test_a_row_of_another_project_does_not_exist(self, desk, project, unit):
        row = made(make_project(unit, approved=False, code="P-OTHER"))

        assert correct(desk, project, row).status_code == 404


@pytest.mark.parametrize("name", ["project_budget", "budget_add", "budget_paste"])
def test_a_project_of_another_bureau_does_not_exist(desk, name):
    other = make_project(make_unit(), approved=False)

    assert desk.get(page_of(other, name=name)).status_code == 404


@pytest.mark.parametrize("role", [Role.FILER, Role.FINANCE_REVIEWER, Role.AUDITOR])
def test_who_does_not_administer_has_no_such_page(client, project, unit, bureau, role):
    client.force_login(make_user(unit if role == Role.FILER else bureau, role))

    assert client.get(page_of(project)).status_code == 404


def test_as_many_queries_for_thirty_rows_as_for_one(desk, project, django_assert_num_queries):
    made(project)
    with django_assert_num_queries(9):
        desk.get(page_of(project))
    for number in range(29):
        made(project, document_number=f"示例财〔2021〕{number}号", kind="added")

    with django_assert_num_queries(9):
        desk.get(page_of(project))


def test_no_row_is_edited(project):
    row = made(project)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        BudgetMovement.objects.filter(pk=row.pk).update(amount=1)


def test_only_a_correction_says_nought(project):
    with pytest.raises(IntegrityError, match="budget_movement_amount"), transaction.atomic():
        made(project, amount=Decimal(0))
