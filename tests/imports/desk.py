"""What an administrator does on the pages of 批量导入, and what the answer says."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

UNITS = ("单位代码", "单位名称", "类别", "上级单位代码", "主管部门代码", "归口业务股室代码")
PEOPLE = ("用户名", "姓名", "联系电话", "所在单位代码", "角色")
PROJECTS = ("单位代码", "项目代码", "项目名称")
TARGETS = (
    *("单位代码", "项目代码", "年度", "版本", "批复文号", "年度总体目标"),
    *("一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位", "分值"),
)
SCHOOL = ("101002", "县第一小学", "预算单位", "101")
LI = ("lilei", "李雷", "0762-1", "101", "填报人")


def book(**pages) -> bytes:
    """A workbook of pages with their rows, the headings first."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in pages.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def units(*rows) -> bytes:
    return book(单位=[UNITS, *rows])


def people(*rows) -> bytes:
    return book(用户=[PEOPLE, *rows])


def projects(*rows) -> bytes:
    return book(项目=[PROJECTS, *rows])


def targets(*rows) -> bytes:
    return book(批复绩效目标=[TARGETS, *rows])


def row(name="救助人数", value="≥100人", **given):
    """One indicator of project P1, in the order of the headings."""
    said = {
        "项目代码": "P1",
        "年度": "2021",
        "二级指标": "数量指标",
        "三级指标": name,
        "指标值": value,
        **given,
    }
    return [said.get(heading, "") for heading in TARGETS]


def bring(desk, content: bytes, kind: str = "people", name: str = "名单.xlsx"):
    """Upload, and follow to what is shown."""
    return send(desk, kind, material=SimpleUploadedFile(name, content))


def paste(desk, *rows, kind: str = "people"):
    return send(desk, kind, text="\n".join("\t".join(row) for row in rows))


def send(desk, kind: str, **given):
    page = desk.get(reverse("import_bring", args=[kind]))
    bureau = page.context["form"]["bureau"].initial.pk
    return desk.post(reverse("import_bring", args=[kind]), {"bureau": bureau, **given}, follow=True)


def take(desk, answer, **given):
    """Press 确认导入 on what is shown."""
    seen = {"seen": answer.context["outcome"].mark, **given}
    return desk.post(reverse("import_take", args=[answer.context["found"].pk]), seen, follow=True)


def import_all(desk, content: bytes, kind: str = "people"):
    return take(desk, bring(desk, content, kind))


def problems(answer) -> list[tuple[str, str]]:
    return [(one.place, one.sentence) for one in answer.context["desk"].problems]


def states(answer) -> list[tuple[str, str]]:
    return [(item.name, item.label) for item in answer.context["desk"].items]


def words(answer) -> str:
    return " ".join(answer.content.decode().split())
