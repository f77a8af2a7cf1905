"""An invented bureau with twelve projects: what was approved, what was spent, what its 股室 know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

YEAR = 2025
UNIT, DEPARTMENT, BUREAU = "云溪区社会救助中心", "云溪区民生事务局", "云溪区财政局"
TEAMS = ("救助股", "服务股", "办公室")
"""Each knows four of the projects, in their order; the last one the whole unit besides."""


@dataclass(frozen=True)
class Project:
    """Amounts in 万元, those carried over beside. `due`, `done`: what is counted, of its first row."""

    name: str
    counted: str
    due: int
    done: int
    budget: Decimal
    spent: Decimal
    carried: Decimal = Decimal(0)
    spent_carried: Decimal = Decimal(0)
    is_judged: bool = False
    """Whether its effect is told in words, for which the filer gives the points."""

    @property
    def is_missed(self) -> bool:
        return self.done < self.due

    @property
    def rows(self) -> tuple[tuple[str, str, str, int], ...]:
        """(group, name, 年度指标值, 分值), as approved."""
        effect = ("social", "困难群众基本生活保障程度", "有效保障", 30)
        known = ("social", "政策知晓率", "≥90%", 30)
        return (
            ("quantity", self.counted, f"≥{self.due}人次", 20),
            ("quality", "对象认定准确率", "≥98%", 15),
            ("timeliness", "按时办结率", "=100%", 15),
            effect if self.is_judged else known,
            ("service_satisfaction", "服务对象满意度", "≥90%", 10),
        )

    @property
    def actuals(self) -> dict[str, str]:
        """实际完成值 of each row by its name."""
        return {
            self.counted: f"{self.done}人次",
            "对象认定准确率": "99%",
            "按时办结率": "100%",
            "困难群众基本生活保障程度": "达成年度指标",
            "政策知晓率": "93%",
            "服务对象满意度": "95%",
        }

    @property
    def goal(self) -> str:
        return f"全年完成{self.counted}不少于{self.due}人次。"

    @property
    def reached(self) -> str:
        return f"全年完成{self.counted}{self.done}人次。"


def _project(name: str, counted: str, due: int, done: int, *amounts: str, is_judged: bool = False) -> Project:
    return Project(name, counted, due, done, *map(Decimal, amounts), is_judged=is_judged)


PROJECTS = (
    _project("临时救助资金", "临时救助人次", 1200, 1286, "100", "98.5", "20", "20"),
    _project("特困人员供养资金", "供养人次", 800, 812, "260", "258.4"),
    _project("城乡低保资金", "低保发放人次", 9600, 9720, "880", "876.2"),
    _project("流浪人员救助经费", "救助人次", 150, 163, "36", "35.1", is_judged=True),
    _project("困难家庭探访服务", "探访人次", 2400, 2460, "48", "47.6"),
    _project("社区助餐服务", "助餐人次", 15000, 15230, "75", "74.2"),
    _project("残疾人照护补贴", "发放人次", 3600, 3610, "144", "143.9"),
    _project("儿童关爱服务", "服务人次", 500, 505, "30", "29.4", is_judged=True),
    _project("救助热线运行", "接听人次", 4000, 4120, "12", "11.9"),
    _project("信息核对平台运维", "核对人次", 20000, 20480, "18", "17.8"),
    _project("社工队伍培训", "培训人次", 240, 216, "16", "12.4"),
    _project("救助站设施维护", "受益人次", 600, 640, "55", "54.1", is_judged=True),
)
"""社工队伍培训 missed what was due, and spent 77.5 % of its budget."""
REASON, MEASURES = "第四季度两期培训改为线上，部分人员没有结业。", "下年上半年补训，按季度检查进度。"


LEDGER_HEAD = (
    "项目编码",
    "项目名称",
    "资金来源",
    "资金性质",
    "是否结转",
    "年初预算数",
    "全年预算数",
    "支出数",
)
NOT_OURS = ("J01", "J02", "J03")
"""Lines of the ledger of projects that nobody has to evaluate."""
YUAN = 10_000


def ledger() -> list[tuple[str | float, ...]]:
    """The accountant's lines in 元: 44 of the twelve projects, 3 of others."""
    lines = [line for number, one in enumerate(PROJECTS, start=1) for line in _lines(f"P{number:02}", one)]
    others = [(code, "日常公用", "区级", "一般公共预算", "否", 50_000, 50_000, 48_000) for code in NOT_OURS]
    return [*lines, *others]


def _lines(code: str, one: Project) -> Iterator[tuple[str | float, ...]]:
    """What is of this year in three lines or four, what is carried over in one."""
    count = 3 if one.carried or code > "P08" else 4
    for budget, spent in zip(_split(one.budget, count), _split(one.spent, count), strict=True):
        yield (code, one.name, "区级", "一般公共预算", "否", budget, budget, spent)
    if one.carried:
        carried, spent = int(one.carried * YUAN), int(one.spent_carried * YUAN)
        yield (code, one.name, "区级", "一般公共预算", "是", carried, carried, spent)


def _split(amount: Decimal, count: int) -> list[float]:
    """An amount of 万元 in 元 and 分 over so many lines."""
    cents = int(amount * YUAN * 100)
    parts = [cents // count] * (count - 1)
    return [part / 100 for part in [*parts, cents - sum(parts)]]


def own_block() -> str:
    """部门收支情况 of the whole unit: income, then spending, which is staff and the projects."""
    staff, staff_spent = Decimal("60.2"), Decimal("60.1")
    budget = sum((one.budget + one.carried for one in PROJECTS), Decimal(0))
    spent = sum((one.spent + one.spent_carried for one in PROJECTS), Decimal(0))
    all_of_it = _row(budget + staff, spent + staff_spent)
    return "".join(
        [all_of_it, NONE, all_of_it, _row(staff, staff_spent), NONE, _row(budget, spent), all_of_it]
    )


def _row(budget: Decimal, spent: Decimal) -> str:
    return f"{budget}\t{budget}\t{spent}\n"


NONE = "-\t-\t-\n"
OWN_GOAL = "落实各项社会救助政策，保障困难群众基本生活。"
OWN_TEXTS = {
    "texts/duties/text": "承担全区社会救助对象认定、待遇发放和救助服务。",
    "goals/1/expected": OWN_GOAL,
}
OWN_REPORT = {
    "s2": "本单位承担全区社会救助的受理、认定和发放。",
    "s3": "全年预算执行总体良好，资金均按规定用途使用。",
    "s5": "各项数量指标均已完成。",
    "s6": "各项质量指标均已完成。",
    "s7": "资金支付和活动开展及时。",
    "s9": "困难群众基本生活得到保障，政策知晓情况良好。",
    "s10": "救助队伍稳定，服务能力持续提高。",
    "s11": "服务对象和工作人员总体满意。",
    "s12": "本单位按职责完成了各项救助任务。",
    "s13": "社工队伍培训没有完成年度目标。",
    "s14": "下年上半年补训，按季度检查培训进度。",
    "s15": "没有其他需要说明的问题。",
}
