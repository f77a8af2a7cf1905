"""Where the headings stand, said by whoever brings a ledger in which they were not found."""

from __future__ import annotations

import pytest

from evaluations.ledger.models import LedgerFile
from foundation.audit.models import AuditEvent
from tests.ledger.desk import HEAD, at, book, bring, brought, items, line, take, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
STRANGE = ("编号", "事项", "款项", "性质", "标志", "初", "全", "付")
MEANINGS = ("code", "name", "source", "nature", "carried", "initial", "adjusted", "executed")
SAID = dict(zip(STRANGE, MEANINGS, strict=True))
NOTE = ["以下为本年数", "说明", "口径", "来源", "单位", "编制", "审核", "日期", "页"]


def read_from(desk, filing, **given):
    file = LedgerFile.objects.get()
    typed = {"sheet": file.sheet, "head": file.head, "place": "1", **given}
    return desk.post(at("ledger_columns", filing, file.pk), typed, follow=True)


def test_a_ledger_in_words_that_nobody_knows_is_explained_by_hand(desk, filing):
    content = book(line("A01", 0, 10000, 10000), head=STRANGE)
    asked = bring(desk, filing, content)
    assert "没有认出项目编码和金额的栏目" in words(asked)

    shown = brought(desk, filing, content, columns=SAID)

    assert items(shown, filing)["funds/own/executed"] == ("", "1.00", "", "填入")


def test_a_usual_ledger_is_not_doubted(desk, filing):
    assert "没有认出项目编码和金额的栏目" not in words(bring(desk, filing, book(line("A01", 0, 1, 1))))


def test_headings_in_another_row_are_read_from_there(desk, filing):
    asked = bring(desk, filing, book(STRANGE, line("A01", 0, 1, 1), head=NOTE))
    assert asked.context["sheet"].head == 1

    answer = read_from(desk, filing, head="2")

    assert [field.label for field, _ in answer.context["form"].rows()] == list(STRANGE)
    assert "栏目名称在第2行" in words(answer)


def test_of_another_worksheet_the_headings_are_looked_for(desk, filing):
    content = book(line("A01", 0, 1, 1), above=[["甲"], ["乙"]], sheets=["说明"])
    bring(desk, filing, content)
    LedgerFile.objects.update(sheet=1, head=1)

    answer = read_from(desk, filing, sheet="0")

    assert [field.label for field, _ in answer.context["form"].rows()] == list(HEAD)
    assert LedgerFile.objects.values_list("sheet", "head").get() == (0, 3)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"head": "99"}, "工作表“台账”第99行没有栏目名称"),
        ({"sheet": "1"}, "工作表“说明”第1行没有栏目名称"),
        ({"head": "上面"}, "请填写Excel中的行号"),
        ({"sheet": "7"}, "请选择工作表。"),
    ],
)
def test_what_is_no_row_of_headings_is_refused_beside_its_field(desk, filing, given, sentence):
    bring(desk, filing, book(line("A01", 0, 1, 1), sheets=["说明"]))

    answer = read_from(desk, filing, **given)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert LedgerFile.objects.values_list("sheet", "head").get() == (0, 1)


def test_once_something_was_accepted_it_is_read_from_nowhere_else(desk, filing):
    take(desk, brought(desk, filing, book(line("A01", 0, 10000, 10000))), filing)

    answer = read_from(desk, filing, head="2")

    assert (answer.status_code, LedgerFile.objects.get().head) == (409, 1)
    assert "再上传一次" in words(answer)


def test_what_was_accepted_says_from_which_worksheet(desk, filing):
    take(desk, brought(desk, filing, book(line("A01", 0, 10000, 10000))), filing)

    assert {row[3] for row in LedgerFile.objects.get().written} == {"“台账”第2行"}
    assert AuditEvent.objects.get(action="导入台账").detail["工作表"] == "台账"
