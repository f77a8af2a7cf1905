"""What is looked at before a form is released (D7). Each can be accepted with a reason: 嘉峪关's 54 ≠ 50."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.figures.printing import plain
from core.filing.form import FormDefinition, Group
from core.filing.order import addresses
from indicators.rule_checks import rule_problems


@dataclass(frozen=True)
class Deviation:
    """`id` is what `accepted_deviations` names, such as `points/output`; `message` is for people."""

    id: str
    message: str


def unstorable(form: FormDefinition) -> list[str]:
    """Say why a form cannot even be stored as a draft: keys that stand twice, a tree that is none of ours."""
    return [*repeated_keys(form), *_misbuilt(form.indicators.groups, deepest=2)]


def _misbuilt(groups: Iterable[Group], deepest: int) -> Iterator[str]:
    for group in groups:
        if group.children and group.rows:
            yield f"「{group.name}」下既有二级指标又有三级指标，请把三级指标移到二级指标之下。"
        if group.children and deepest == 1:
            yield f"「{group.name}」是二级指标，其下不能再分二级指标，请改为三级指标。"
        else:
            yield from _misbuilt(group.children, deepest - 1)


def repeated_keys(form: FormDefinition) -> list[str]:
    """Say which keys stand twice where each must be unique."""
    kinds: list[tuple[str, list[str]]] = [
        ("填表信息", [field.key for field in form.header]),
        ("资金行", [row.key for row in form.funds.rows] if form.funds else []),
        ("资金列", [column.key for column in form.funds.columns] if form.funds else []),
        ("文字说明", [row.key for block in form.texts for row in block.rows]),
        ("指标", list(_keys(form.indicators.groups))),
        ("报告提纲", [section.key for section in form.report.sections] if form.report else []),
    ]
    return [
        f"{what}的代码「{key}」重复，请改成不同的代码。"
        for what, keys in kinds
        for key, times in Counter(keys).items()
        if times > 1
    ]


def _keys(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        yield group.key
        yield from _keys(group.children)
        yield from (row.key for row in group.rows)


def deviations(form: FormDefinition) -> list[Deviation]:
    """Return everything that does not fit together, accepted or not."""
    return [
        *_total_points(form),
        *_headings(form.indicators.groups),
        *_fund_table(form),
        *_grades(form),
        *_fields(form),
        *_places(form),
        *_unused_rows(form),
        *(Deviation(*problem) for problem in rule_problems(form)),
    ]


def open_deviations(form: FormDefinition) -> list[Deviation]:
    """Return those that nobody has accepted with a reason."""
    return [found for found in deviations(form) if not form.accepted_deviations.get(found.id, "").strip()]


def idle_acceptances(form: FormDefinition) -> list[str]:
    """Return the ids of accepted deviations that do not occur."""
    return sorted(set(form.accepted_deviations) - {found.id for found in deviations(form)})


def _total_points(form: FormDefinition) -> Iterator[Deviation]:
    """执行率分值与一级指标分值之和等于总分."""
    parts = [group.points for group in form.indicators.groups]
    if form.funds and form.funds.execution_points is not None:
        parts.append(form.funds.execution_points)
    known = [part for part in parts if part is not None]
    if form.total_points is None or not parts or len(known) < len(parts):
        return
    if sum(known) != form.total_points:
        yield Deviation(
            "points/total", f"{_sum(known)}分，与总分{plain(form.total_points)}分不符，请核对各项分值。"
        )


def _headings(groups: Iterable[Group]) -> Iterator[Deviation]:
    """下级指标分值之和等于上级指标分值."""
    for group in groups:
        below = list(_below(group))
        known = [points for points in below if points is not None]
        if group.points is not None and known and len(known) == len(below) and sum(known) != group.points:
            yield Deviation(
                f"points/{group.key}",
                f"「{group.name}」{plain(group.points)}分，其下{_sum(known)}分，请核对各项分值。",
            )
        yield from _headings(group.children)


def _below(group: Group) -> Iterator[Decimal | None]:
    """The points that stand under a heading; of a child without points, those of its rows."""
    for child in group.children:
        yield from _below(child) if child.points is None and child.rows else (child.points,)
    yield from (row.points for row in group.rows)


def _fund_table(form: FormDefinition) -> Iterator[Deviation]:
    if form.funds is None:
        return
    totals = Counter(row.block for row in form.funds.totals)
    if any(totals[row.block] != 1 for row in form.funds.rows) or not totals:
        yield Deviation("funds/total", "项目资金每一块应有且只有一个合计行，请核对资金行的行别。")
    roles = Counter(column.role for column in form.funds.columns)
    for role in sorted(role for role, times in roles.items() if times > 1):
        yield Deviation(f"funds/{role}", f"项目资金有{roles[role]}个含义为{role}的列，请核对资金列。")
    if form.funds.execution_points is not None and form.funds.execution_rule is None:
        yield Deviation("funds/execution-rule", "执行率有分值而没有评分规则，请补上评分规则。")
    has_budget = {"adjusted", "allocated"} & set(roles)
    if form.funds.execution_points is not None and not (has_budget and "executed" in roles):
        yield Deviation("funds/execution-rate", "执行率有分值，但缺少全年预算数或全年执行数的列，请补上。")


def _grades(form: FormDefinition) -> Iterator[Deviation]:
    """Every score from 0 to the total gets a grade, and every band can be reached."""
    if form.grading is None or not form.grading.bands:
        return
    lowest, highest = form.grading.bands[-1], form.grading.bands[0]
    if lowest.minimum > 0:
        yield Deviation(
            "grades/lowest", f"低于{plain(lowest.minimum)}分没有等级，请把「{lowest.name}」的起点改为0分。"
        )
    if form.total_points is not None and highest.minimum > form.total_points:
        yield Deviation("grades/highest", f"「{highest.name}」的起点高于总分，不可能达到，请改正。")


def _fields(form: FormDefinition) -> Iterator[Deviation]:
    """What the paper prints from 填表信息 is asked there."""
    asked = {field.key for field in form.header}
    printed = [
        *form.paper.head,
        *form.paper.header,
        *form.paper.foot,
        *(form.report.cover if form.report else ()),
    ]
    for field in printed:
        if field.shows == "header" and field.key not in asked:
            yield Deviation(
                f"header/{field.key or 'none'}", f"版面印有「{field.label}」，但填表信息中没有，请补上该项。"
            )


def _places(form: FormDefinition) -> Iterator[Deviation]:
    """Where a reason is to stand there is a cell."""
    asked = form.explanations
    for name, what, place in (
        ("execution", "执行率偏低", asked.execution_place),
        ("budget", "预算有调整", asked.budget_place),
    ):
        if place and place not in addresses(form):
            yield Deviation(
                f"explanations/{name}",
                f"{what}的原因应写在「{place}」，但表样中没有这一栏，请改正，或留空改在校验页说明。",
            )


def _unused_rows(form: FormDefinition) -> Iterator[Deviation]:
    """Rows of the form's own are used where it prescribes them, and nowhere else."""
    if form.indicators.level3 == "fixed":
        return
    for _, leaf in form.indicators.leaves():
        if leaf.rows:
            yield Deviation(
                f"rows/{leaf.key}",
                f"「{leaf.name}」下有{len(leaf.rows)}项固定的三级指标，而本表样的三级指标随项目批复，"
                "这些指标不会使用，请删除，或把三级指标改为由表样规定。",
            )


def _sum(points: list[Decimal]) -> str:
    return f"{'＋'.join(map(plain, points))}＝{plain(sum(points, Decimal(0)))}"
