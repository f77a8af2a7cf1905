"""From the accountant's file to the filings: explained once, shown beside what stands, then taken."""

from __future__ import annotations

import pytest

from core.filing.cells import CellRef
from core.workflow import Action
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.cells import Saved
from evaluations.dossiers.services.moves import make_move
from evaluations.ledger.models import LedgerScheme
from evaluations.ledger.services import taking
from foundation.audit.models import AuditEvent
from tests.dossiers.granted import grant
from tests.factories import Role, fill_in, make_evaluation, make_project, make_user
from tests.ledger.conftest import FORM
from tests.ledger.desk import HEAD, at, book, bring, brought, cells, items, line, send, take, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
CARRIED = ("区级", "一般公共预算", "是")
TOTAL, OWN, CARRYOVER = "funds/total/executed", "funds/own/executed", "funds/carryover/executed"
SMALL = [line("A01", 0, 40, 40), line("A01", 0, 40, 40), line("A01", 0, 20, 20, kind=CARRIED)]
"""In 元: each part of it is 0.00 万元."""
HEAD_7 = HEAD[:-1]
LOST = Saved(refused={CellRef.parse(OWN): "不行"})


def test_the_sum_is_converted_and_not_the_parts(desk, filing):
    shown = brought(desk, filing, book(*SMALL))

    assert items(shown, filing)[OWN] == ("", "0.01", "", "填入")
    assert items(shown, filing)[CARRYOVER] == ("", "0.00", "", "填入")
    assert items(shown, filing)[TOTAL] == ("", "0.01", "", "填入")


def test_lines_are_gathered_by_project_and_told_in_one_line(desk, filing, second):
    rows = [line("A01", 1, 2, 3), line("A02", 1, 2, 3), line("A01", 1, 2, 3), line("B9", 1, 2, 3)]

    shown = brought(
        desk, filing, book(*rows, line("", 1, 2, 3), ("", "合计", "", "", "", 5, 10, 15), sheets=["说明"])
    )

    assert "5行→2个项目，2行未匹配" in words(shown)
    assert "“台账”第5行（B9）：本单位本年度没有编码为“B9”的项目自评任务" in words(shown)
    assert "“台账”第6行（项目）：没有项目编码" in words(shown)
    assert "“台账”第7行（合计）：合计、小计或“其中”行，没有计入。" in words(shown)
    assert "“说明”：只读取了工作表“台账”" in words(shown)


def test_nothing_is_written_before_it_is_taken_and_then_with_what_follows(desk, filing, filer):
    shown = brought(desk, filing, book(line("A01", 0, "2,000,000", 1500000)))
    assert OWN not in cells(filing)

    done = take(desk, shown, filing)

    wanted = {"funds/own/adjusted": "200.00", OWN: "150.00", TOTAL: "150.00", "funds/own/rate": "75.0%"}
    assert {ref: cells(filing)[ref] for ref in wanted} == wanted
    assert cells(filing)["funds/total/score"] == "7.5"
    assert Cell.objects.get(evaluation=filing, ref=OWN).source == Cell.Source.IMPORTED
    assert Evaluation.objects.get(pk=filing.pk).status == "draft"
    assert "已写入4栏" in words(done)
    assert "没有待采用的内容" in words(done)
    assert "已写入“医疗救助”4栏" in words(done)
    event = AuditEvent.objects.get(action="导入台账")
    assert event.detail["栏目"]["其中：当年财政拨款 全年执行数"] == "150.00（第2行）"
    assert (event.detail["文件"], event.actor_name) == ("台账.xlsx", f"{filer}（{filer.username}）")


def test_what_stands_there_is_shown_with_the_difference(desk, filing, filer):
    fill_in(filing, filer, {OWN: "150", TOTAL: "140", CARRYOVER: "0"})

    shown = brought(desk, filing, book(line("A01", 0, 2000000, 1500000)))

    assert items(shown, filing)[OWN] == ("150", "150.00", "", "一致")
    assert items(shown, filing)[TOTAL] == ("140", "150.00", "10", "修改")
    assert items(shown, filing)[CARRYOVER] == ("0", "", "", "台账中没有")


def test_single_cells_are_taken(desk, filing, second):
    shown = brought(desk, filing, book(line("A01", 0, 10000, 10000), line("A02", 0, 10000, 10000)))

    take(desk, shown, filing, OWN)

    assert (cells(filing)[OWN], OWN in cells(second)) == ("1.00", False)
    assert "funds/own/adjusted" not in cells(filing)


def test_the_next_file_with_the_same_headings_needs_no_explanation(desk, filing):
    brought(desk, filing, book(line("A01", 0, 10000, 10000)))

    shown = bring(desk, filing, book(line("A01", 0, 10000, 20000)))

    assert items(shown, filing)[OWN][1] == "2.00"


def test_a_new_heading_and_a_new_kind_of_money_are_asked_for(desk, filing):
    brought(desk, filing, book(line("A01", 0, 10000, 10000)))

    asked = bring(desk, filing, book(line("A01", 0, 1, 1), line("A01", 0, 1, 1, kind=("其他", "", ""))))
    assert asked.context["form"].fields["row-0"].initial == "own"
    assert asked.context["form"].fields["row-1"].initial == ""

    again = bring(desk, filing, book(line("A01", 0, 1, 1), head=(*HEAD_7, "累计支出")))
    assert "一、台账各栏的含义" in words(again)


def test_what_was_said_last_year_is_proposed(desk, filing, filer):
    columns = {"项目编码": "code", "执行": "executed", "全年预算数": ""}
    LedgerScheme.objects.create(
        unit=filing.unit, year=2020, columns=columns, amount_unit="万元", decimals=4, changed_by=filer
    )

    form = bring(desk, filing, book(line("A01", 0, 1, 1), head=(*HEAD_7, "执行"))).context["form"]

    proposed = {field.label: field.initial for field in form}
    assert (proposed["执行"], proposed["全年预算数"], proposed["年初预算数"]) == ("executed", "", "initial")
    assert (form.fields["amount_unit"].initial, form.fields["decimals"].initial) == ("万元", 4)


def test_money_that_goes_to_no_row_is_told(desk, filing):
    rows = [line("A01", 0, 10000, 10000), line("A01", 0, 10000, 10000, kind=("往来", "", ""))]

    shown = brought(desk, filing, book(*rows), rows={"往来": "不填入"})

    assert "2行→1个项目，1行未匹配" in words(shown)
    assert "这类资金（往来）在资金对应中选择了不填入" in words(shown)
    assert items(shown, filing)[TOTAL][1] == "1.00"
    page = desk.get(at("ledger_rows", filing, shown.context["file"].pk))
    assert page.context["form"].fields["row-1"].initial == "不填入"


def test_a_choice_that_is_left_open_stands_beside_its_field(desk, filing):
    asked = send(
        desk, bring(desk, filing, book(line("A01", 0, 1, 1, kind=("往来", "", "")))), "ledger_columns", filing
    )

    refused = send(desk, asked, "ledger_rows", filing)

    assert refused.status_code == 422
    assert "请选择“往来”填入哪一行，或选择“不填入”。" in words(refused)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"项目编码": ""}, "请指出哪一栏是项目编码"),
        ({"全年预算数": "", "支出数": "", "年初预算数": ""}, "请指出至少一栏金额"),
        ({"年初预算数": "executed"}, "“支出数（全年执行数）”选了两栏"),
        ({"年初预算数": "", "全年预算数": "change"}, "有调整数的，须同时指出年初预算数"),
    ],
)
def test_columns_without_which_nothing_can_be_gathered_are_refused(desk, filing, columns, sentence):
    refused = send(desk, bring(desk, filing, book(line("A01", 0, 1, 1))), "ledger_columns", filing, **columns)

    assert refused.status_code == 422
    assert sentence in words(refused)
    assert not LedgerScheme.objects.exists()


def test_an_unreadable_number_is_named_and_never_nothing(desk, filing):
    shown = brought(desk, filing, book(line("A01", 0, 10000, 10000), line("A01", 0, "约1万", 5)))

    assert items(shown, filing)["funds/own/adjusted"] == ("", "", "", "不能识别")
    assert items(shown, filing)["funds/total/adjusted"][3] == "不能识别"
    assert "“台账”G3：「约1万」带有“万”字，不能识别" in words(shown)
    assert items(shown, filing)[OWN][1] == "1.00"


def test_a_filing_that_is_with_reviewers_is_locked_and_says_why(desk, filing, second, filer):
    fill_in(filing, filer)
    make_move(
        filing, Action.SUBMIT, by=filer, revision=Evaluation.objects.get(pk=filing.pk).revision, reason="急"
    )
    before = cells(filing)

    shown = brought(desk, filing, book(line("A01", 0, 10000, 10000), line("A02", 0, 10000, 10000)))
    take(desk, shown, filing)

    assert "不能写入：本表当前为“" in words(shown)
    assert (cells(filing), cells(second)[OWN]) == (before, "1.00")


def test_a_number_that_its_cell_does_not_take_is_told(desk, filing):
    shown = brought(desk, filing, book(line("A01", 0, -10000, -10000)))

    assert items(shown, filing)["funds/own/adjusted"][3] == "不能写入"
    assert items(shown, filing)[OWN][3] == "填入"
    assert "本栏不能填负数" in words(shown)


def test_another_name_under_the_code_is_told_once(desk, filing, second):
    rows = [
        line("A01", 0, 1, 1, name="助学"),
        line("A01", 0, 1, 1, name="助学"),
        line("A02", 0, 1, 1, name="临时救助"),
    ]

    shown = words(brought(desk, filing, book(*rows)))

    assert shown.count("请核对项目编码是否填错") == 1
    assert "台账中的项目名称为“助学”，系统中为“医疗救助”" in shown


def test_a_project_that_the_ledger_does_not_name_is_told(desk, filing, second):
    assert "台账中没有的项目：临时救助。" in words(brought(desk, filing, book(line("A01", 0, 1, 1))))


def test_an_exempt_project_is_told(desk, filing, second):
    Evaluation.objects.filter(pk=second.pk).update(status="exempt")

    shown = brought(desk, filing, book(line("A01", 0, 1, 1), line("A02", 0, 1, 1)))

    assert "（A02）：该项目不纳入自评范围" in words(shown)


def test_a_code_of_two_filings_says_nothing_and_is_told(desk, filing):
    same = make_project(filing.unit, code="Ａ 01", name="临时救助")
    make_evaluation(filing.unit, cycle=filing.cycle, form=FORM, project=same)

    shown = brought(desk, filing, book(line("A01", 0, 1, 1)))

    assert "1行→0个项目，1行未匹配" in words(shown)
    assert "编码“A01”在本单位对应2份自评表，不能判断填入哪一份，请在各表中填写。" in words(shown)
    assert "台账中没有的项目" not in words(shown)


def test_what_changed_since_it_was_shown_is_shown_again(desk, filing, filer):
    shown = brought(desk, filing, book(line("A01", 0, 10000, 10000)))
    fill_in(filing, filer, {OWN: "7"})

    refused = take(desk, shown, filing)

    assert refused.status_code == 409
    assert "本次没有写入" in words(refused)
    assert (cells(filing)[OWN], items(refused, filing)[OWN][2]) == ("7", "-6")


def test_nothing_ticked_is_told(desk, filing):
    shown = brought(desk, filing, book(line("A01", 0, 10000, 10000)))

    assert "没有勾选要采用的内容" in words(take(desk, shown, filing, "funds/other"))


def test_all_filings_or_none_are_written(desk, filing, second, monkeypatch):
    shown = brought(desk, filing, book(line("A01", 0, 10000, 10000), line("A02", 0, 10000, 10000)))
    real = taking.record_cells

    def overtaken(evaluation, changes, **given):
        return real(evaluation, changes, **given) if evaluation == filing else LOST

    monkeypatch.setattr(taking, "record_cells", overtaken)
    refused = take(desk, shown, filing)

    assert "“临时救助”有内容不能写入" in words(refused)
    assert OWN not in cells(filing)


def test_a_ledger_that_nobody_explained_is_not_taken(desk, filing):
    asked = bring(desk, filing, book(line("A01", 0, 1, 1)))

    refused = desk.post(at("ledger_take", filing, asked.context["file"].pk), {"all": "1", "seen": ""})

    assert refused.status_code == 409
    assert "这份台账已由他人处理" in words(refused)


def test_a_reviewer_records_what_the_unit_sent(client, filing):
    client.force_login(make_user(filing.unit.division, Role.FINANCE_REVIEWER))

    take(client, brought(client, filing, book(line("A01", 0, 10000, 10000))), filing)

    assert cells(filing)[OWN] == "1.00"


def test_what_a_ledger_fills_in_by_a_grant_is_on_the_record_with_both_units(client, filing, filer):
    department = filing.unit.parent
    grant(filing, filer)
    client.force_login(make_user(department, Role.FILER))

    take(client, brought(client, filing, book(line("A01", 0, 10000, 10000))), filing)

    told = AuditEvent.objects.get(action__endswith="导入台账")
    assert told.action == "代填：导入台账"
    assert (told.detail["填报单位"], told.detail["代填单位"]) == (filing.unit.name, department.name)
