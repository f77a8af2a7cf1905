"""What a filer does on the pages of 台账导入, and the ledgers of an accountant."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from evaluations.dossiers.models import Cell

HEAD = ("项目编码", "项目名称", "资金来源", "资金性质", "是否结转", "年初预算数", "全年预算数", "支出数")
OWN = ("区级", "一般公共预算", "否")


def line(code, *amounts, name="项目", kind=OWN):
    return (code, name, *kind, *amounts)


def book(*rows, head=HEAD, above=(), merged=(), sheets=()) -> bytes:
    """A workbook with one ledger; `sheets`: names of others without one."""
    made = Workbook()
    page = made.active
    page.title = "台账"
    for row in (*above, head, *rows):
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    for name in sheets:
        made.create_sheet(name).append(["说明"])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def at(name, filing, *args) -> str:
    return reverse(name, args=[filing.cycle_id, filing.unit_id, *args])


def bring(desk, filing, content: bytes, name: str = "台账.xlsx"):
    """Upload, and follow to what is shown."""
    return desk.post(at("ledger", filing), {"material": SimpleUploadedFile(name, content)}, follow=True)


def send(desk, answer, name, filing, **given):
    """Send a form of the page as it is proposed, but for what is given by heading or kind of money."""
    form = answer.context["form"]
    data = {field.name: field.initial for field in form}
    data |= {name: given.pop(label) for name, label in labels(form) if label in given}
    return desk.post(at(name, filing, answer.context["file"].pk), {**data, **given}, follow=True)


def labels(form):
    return [(field.name, field.label) for field in form]


def explain(desk, answer, filing, columns=(), rows=()):
    """Say what the columns mean and where the money goes: as proposed, but for what is given."""
    answer = send(desk, answer, "ledger_columns", filing, **dict(columns))
    if "outcome" not in answer.context:
        answer = send(desk, answer, "ledger_rows", filing, **dict(rows))
    return answer


def brought(desk, filing, content: bytes, **given):
    """Upload and explain; the page that holds the ledger against the filings."""
    return explain(desk, bring(desk, filing, content), filing, **given)


def take(desk, answer, filing, *refs, **given):
    ticked = {"take": [f"{filing.pk}:{ref}" for ref in refs]} if refs else {"all": "1"}
    sent = {"seen": answer.context["outcome"].mark, **ticked, **given}
    return desk.post(at("ledger_take", filing, answer.context["file"].pk), sent, follow=True)


def items(answer, filing) -> dict[str, tuple[str, str, str, str]]:
    """By cell: what stands there, what the ledger says, the difference, what is done."""
    for one in answer.context["outcome"].filings:
        if one.evaluation == filing:
            return {str(item.ref): (item.now, item.text, item.difference, item.label) for item in one.items}
    return {}


def cells(filing) -> dict[str, str]:
    return dict(Cell.objects.filter(evaluation=filing).exclude(typed="").values_list("ref", "typed"))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())
