"""Forms of every shape that a place may give its own, each with what is typed and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.figures.printing import plain
from core.filing import cells
from core.filing.form import NO_INDICATORS, FormDefinition
from core.filing.snapshot import Line, Snapshot
from tests.core.filing.every_rule import ITEMS, RATIO
from tests.core.filing.forms import read_filing
from tests.factories import SMALL_FORM, TIERS, small_form

TIERED = {"kind": "tiers", "tiers": TIERS}
OPTIONS = [{"name": "及时", "score": "5"}, {"name": "不及时", "score": "1"}]
TEXT = "已完成。"


@dataclass(frozen=True)
class Shape:
    """`typed` on the pages by address; `filled`: what is computed; texts that the table has, or has not."""

    form: FormDefinition
    typed: Mapping[str, str]
    filled: Mapping[str, str] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def snapshot(self) -> Snapshot:
        """The filing as it is once all that is typed and filled in."""
        texts = {**dict(self._standing()), **self.typed, **self.filled}
        return read_filing(self.form, tuple(self.lines()), dict(texts), goals=self.goals)

    @property
    def goals(self) -> int:
        return self.form.goals.count if self.form.goals else 1

    def lines(self) -> Iterator[Line]:
        for _, leaf in self.form.indicators.leaves():
            for row in leaf.rows:
                yield Line(row.key, leaf.key, row.name, row.target or None, row.points)

    def _standing(self) -> Iterator[tuple[str, str]]:
        """What stands in a filing as it was opened."""
        for line in self.lines():
            if line.approved_target:
                yield str(cells.indicator(line.key, "target")), line.approved_target
            if line.approved_points is not None and self.form.indicators.scored:
                yield str(cells.indicator(line.key, "points")), plain(line.approved_points)


def row(key: str, name: str, points: str | None = "5", **given: Any) -> dict[str, Any]:
    return {"key": key, "name": name, "points": points, **given}


def group(key: str, name: str, *rows: dict[str, Any], **given: Any) -> dict[str, Any]:
    return {"key": key, "name": name, "rows": list(rows), **given}


def shaped(*groups: dict[str, Any], asked: Mapping[str, Any] = {}, **given: Any) -> FormDefinition:
    """A form with rows of its own and, unless given, neither funds, goals, grades nor a report."""
    bare = {"funds": None, "goals": None, "grading": None, "report": None, "total_points": None}
    indicators = {**SMALL_FORM["indicators"], "level3": "fixed", "groups": list(groups), **asked}
    return small_form(**{**bare, "indicators": indicators, **given})


def scored(rule: Mapping[str, Any], typed: Mapping[str, str], actual: str, score: str, **of: Any) -> Shape:
    """One row whose rule asks something: what follows from the answers is filled in."""
    form = shaped(group("g", "产出指标", row("r1", "年度考核", rule=rule, **of)))
    answers = {f"indicators/r1/{name}": text for name, text in typed.items()}
    filled = {"indicators/r1/actual": actual, "indicators/r1/score": score}
    return Shape(form, answers, filled, shows=("年度考核", actual, score))


def no_points() -> Shape:
    form = shaped(
        group("g", "产出指标", row("r1", "救助人数", None, target="≥100人")), asked={"scored": False}
    )
    typed = {"indicators/r1/actual": "120人", "indicators/r1/note": "人数增加。"}
    return Shape(form, typed, shows=("≥100人", "120人", "人数增加。"), lacks=("分值", "得分", "总分"))


def weighted_goals() -> Shape:
    form = shaped(
        group("g", "产出指标", row("r1", "救助人数", target="≥100人")),
        goals={"count": 2, "weights": "100"},
        asked={"target_policy": "open"},
    )
    typed = {f"goals/{n}/{column}": f"{column}{n}" for n in (1, 2) for column in ("expected", "actual")}
    weights = {"goals/1/weight": "60", "goals/2/weight": "40"}
    return Shape(form, {**typed, **weights}, shows=("权重", "60", "40", "expected2", "actual2"))


def two_fund_blocks() -> Shape:
    rows = [
        {"key": "own", "label": "财政拨款", "role": "part", "block": "收入构成"},
        {"key": "income", "label": "收入合计", "role": "total", "block": "收入构成"},
        {"key": "staff", "label": "人员类项目支出", "role": "part", "block": "支出构成"},
        {"key": "spending", "label": "支出合计", "role": "total", "block": "支出构成"},
    ]
    columns = [{"key": role, "label": role, "role": role} for role in ("adjusted", "executed")]
    form = shaped(
        group("g", "产出指标", row("r1", "救助人数", target="≥100人")),
        funds={"label": "部门收支（万元）", "rows": rows, "columns": columns},
    )
    amounts = {"own": "11", "income": "12", "staff": "13", "spending": "14"}
    typed = {f"funds/{key}/{role}": f"{text}.5" for key, text in amounts.items() for role in ("adjusted",)}
    return Shape(form, typed, shows=("收入构成", "支出构成", "收入合计", "11.5", "12.5", "13.5", "14.5"))


def boxes_of_words() -> Shape:
    rows = [{"key": "allocation", "label": "资金分配"}, {"key": "use", "label": "资金使用"}]
    heads = {"how": "情况说明", "problems": "存在问题", "next": "改进措施"}
    columns = [{"key": key, "label": label} for key, label in heads.items()]
    block = {"label": "资金管理情况", "after": "funds", "rows": rows, "columns": columns}
    form = shaped(group("g", "产出指标", row("r1", "救助人数", target="≥100人")), texts=[block])
    keys = [(one["key"], column["key"]) for one in rows for column in columns]
    typed = {f"texts/{key}/{column}": f"{key}{column}" for key, column in keys}
    shows = ("情况说明", "存在问题", "资金分配", "allocationhow", "useproblems")
    return Shape(form, typed, shows=shows)


def one_level() -> Shape:
    columns = ("level3", "target", "actual", "points", "score", "note")
    rows = [row("r1", "救助人数", target="≥100人"), row("r2", "拨付及时", target="按时拨付")]
    form = shaped(group("g", "不印的名称", *rows), asked={"columns": columns})
    typed = {"indicators/r1/actual": "120人", "indicators/r2/actual": "达成预期"}
    lacks = ("不印的名称", "一级指标", "二级指标")
    return Shape(form, typed, shows=("救助人数", "120人", "达成预期"), lacks=lacks)


def two_levels() -> Shape:
    form = shaped(group("g", "产出指标", row("r1", "救助人数", target="≥100人")))
    typed = {"indicators/r1/actual": "120人"}
    return Shape(form, typed, shows=("产出指标", "救助人数", "120人"), lacks=("二级指标",))


def three_levels() -> Shape:
    below = group("h", "数量指标", row("r1", "救助人数", target="≥100人"))
    form = shaped({"key": "g", "name": "产出指标", "children": [below]})
    typed = {"indicators/r1/actual": "120人"}
    return Shape(form, typed, shows=("一级指标", "二级指标", "产出指标", "数量指标", "救助人数"))


def shared_score() -> Shape:
    rows = [row("r1", "社会效益", "10", target="≥80%"), row("r2", "生态效益", None, target="≥80%")]
    form = shaped(group("g", "效益指标", *rows, shares_score="lowest"))
    typed = {"indicators/r1/actual": "60%", "indicators/r2/actual": "90%"}
    return Shape(
        form, typed, {"indicators/r1/score": "7.5"}, shows=("社会效益", "生态效益", "60%", "90%", "7.5")
    )


def report_alone() -> Shape:
    form = small_form(
        funds=None, goals=None, grading=None, indicators=NO_INDICATORS.model_dump(), total_points=None
    )
    return Shape(form, {"header/filer": "李雷", "report/s1": TEXT})


SHAPES: Mapping[str, Shape] = {
    "no points": no_points(),
    "a measure with inputs": scored(
        {"kind": "at_most"},
        {"inputs.staff": "30", "inputs.posts": "29"},
        "103.45%",
        "4.83",
        target="≤100%",
        measure=RATIO,
    ),
    "a checklist": scored(
        {"kind": "checklist", "items": ITEMS},
        {"answers.item_1": "是", "answers.item_2": "否", "answers.item_3": "是"},
        "①③",
        "3",
    ),
    "options": scored({"kind": "options", "options": OPTIONS}, {"answers.option": "不及时"}, "不及时", "1"),
    "tiers": Shape(
        shaped(group("g", "产出指标", row("r1", "拨付及时", "10", rule=TIERED, target="按时拨付"))),
        {"indicators/r1/actual": "部分达成预期", "indicators/r1/score": "7"},
        shows=("按时拨付", "部分达成预期", "7"),
    ),
    "goals with weights": weighted_goals(),
    "two blocks of funds": two_fund_blocks(),
    "boxes of words": boxes_of_words(),
    "one level": one_level(),
    "two levels": two_levels(),
    "three levels": three_levels(),
    "a shared score": shared_score(),
    "a report and no table": report_alone(),
}
TABLES = {name: shape for name, shape in SHAPES.items() if shape.form.has_table}
