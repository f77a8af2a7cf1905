"""The sheet 填写说明: how a form's workbook is filled in, and what each kind of rule takes."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from core.filing.form import FixedRow
from core.scoring.measures import Measure
from indicators.asking.shapes import fields_of, shape_of
from indicators.asking.words import choice_name, kind_name, name_of
from indicators.exchange.record import BETWEEN, IS, SAYS, WAY, kinds_of

WORDS: tuple[tuple[str, str], ...] = (
    (
        "这份文件",
        "是自评表样的全部内容。修改后在“自评表样—导入”中上传，成为一份草稿，核对、启用后才生效；原表样不变。"
        "内容有误的，逐格列出，一处也不写入。",
    ),
    (
        "工作表和首行",
        "工作表名称、各表首行和“项目”一列用来认出内容，请不要改动。不用的工作表可以留空或删除。",
    ),
    ("只写内容", "不要写公式，不要合并单元格。指标值像日期的（如12/31），请先把单元格设为文本再写。"),
    ("选择", "有下拉列表的，从列表中选择；全部列表见最后一张工作表“选项”。"),
    ("百分比", "比率写百分比，如90%。"),
    (
        "代码",
        "系统用来认出一行的记号，由小写字母、数字、短横和下划线组成。已有的不要改；新增的行可以留空，由系统给出。",
    ),
    (
        "指标",
        "一个指标一行，名称写在它的级次那一列：先写一级指标，下面写它的二级指标，再下面写三级指标；"
        "没有二级指标的，三级指标直接写在一级指标之下。三级指标随项目批复的，不写三级指标。",
    ),
    (
        "评分规则",
        "先在“评分规则”列选择，再在“评分规则（参数）”格写参数：一行一项，写“名称：内容”，照默认的不写。"
        "有几档、几项的，一档一行，写“各档：下限＝90%｜得分＝10”，几个内容之间用“｜”隔开。",
    ),
    (
        "一格中有几项",
        "文字说明的“行”“列”等格，一项一行，写“代码＝text｜名称＝说明”。一项内容有几个词的用“、”隔开。",
    ),
    ("内容中的符号", "内容本身有“｜”“、”“\\”的，在它前面加一个“\\”；要换行的写“\\n”。"),
)


def guide() -> Iterator[tuple[str, str]]:
    """(about what, what is to be known), row by row."""
    yield from WORDS
    for kind, model in kinds_of(shape_of(FixedRow.model_fields["rule"])).items():
        yield f"规则“{kind_name(kind)}”的参数", "\n".join(_parameters(model)) or "没有参数。"
    yield name_of(FixedRow, "measure"), "\n".join(_parameters(Measure))


def _parameters(model: type[BaseModel]) -> Iterator[str]:
    """Each parameter as it is written, with what can be chosen."""
    for name, _, shape in fields_of(model):
        label = name_of(model, name)
        match shape.kind:
            case "part":
                yield from (f"{label}{WAY}{line}" for line in _parameters(shape.model))
            case "parts":
                inside = [(name_of(shape.model, field), one) for field, _, one in fields_of(shape.model)]
                pairs = BETWEEN.join(f"{field}{IS}…" for field, one in inside if one.is_leaf)
                yield f"{label}{SAYS}{pairs}"
                deeper = (field for field, one in inside if not one.is_leaf)
                yield from (f"{label}1{WAY}{field}{SAYS}…" for field in deeper)
            case _:
                choices = "、".join(choice_name(model, name, one) for one in shape.choices)
                content = "是、否" if shape.kind == "yes_no" else choices
                yield f"{label}{SAYS}{f'（{content}）' if content else '…'}"
