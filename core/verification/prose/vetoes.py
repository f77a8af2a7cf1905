"""Words that part what was read together: what does not come out with them in between is not told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.verification.prose.figures import Figure
from core.verification.prose.share_names import names_a_plan
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import CUT, names

AFTER = 4
"""So many figures behind a list are looked at."""
SET = ("按", "标准", "定额")
RAISED = names("提高 调整 增加 提升 上调 降低 降 调")
PLANNED = names("预算中 年初 预计 计划")
UNTOLD = names("余下 其余 剩余 重叠 交叉 重复")
"""What is left that no figure says, or what was counted twice."""
CHIEFLY = names("主要 包括 其中")
"""A rest of which these tell a part."""
MORE = names("另 其余 结余 结转 剩余 还有 尚 暂")
"""With these behind a list that is too little, it need not be whole."""

ASKED, BACK = names("发放 发出 下发 收回 回收"), names("收回 回收 有效")
LOST = names("未收回 未回收 无效 未交 作废")
"""Of questionnaires: what is told of those sent out, of those that came back, and of the others."""


def is_parted(statement: Statement, reading: Reading) -> bool:
    """Whether the words between the figures of a statement say that they do not belong together."""
    return any(veto(statement, reading) for veto in VETOES.get(statement.kind, ()))


def _is_cut(statement: Statement, reading: Reading) -> bool:
    """报名费每人80元，报考1350人，扣除减免14人后，实收T."""
    return any(word in figure.lead for figure in _between(statement, reading) for word in CUT)


def _is_set(statement: Statement, reading: Reading) -> bool:
    """资助支出T，其中低保对象按每人280元: the standard of some is no average of all."""
    claimed = statement.claimed
    place = reading.places[claimed.start]
    is_price = reading.roles[place] == "price" and reading.opened[place] is not None
    return is_price and any(word in claimed.label for word in SET)


def _is_former(statement: Statement, reading: Reading) -> bool:
    """由每天4元提高至5元: the price that was."""
    for figure in statement.operands:
        following = reading.figures[reading.places[figure.start] + 1 :][:1]
        if any(other.is_like(figure) and other.lead.startswith(RAISED) for other in following):
            return True
    return False


def _is_planned(statement: Statement, reading: Reading) -> bool:
    """年初预算中项目支出占比为30%: a share of the plan, among amounts that were spent."""
    told = [statement.claimed.label, *(figure.label for figure in statement.operands)]
    return any(word in told[0] and not any(word in label for label in told[1:]) for word in PLANNED)


def _leaves_some(statement: Statement, reading: Reading) -> bool:
    """专项T，校舍a、设备b，余下部分为…; A级a座、B级b座，另有1座未评级: the words say that it is not all."""
    last = max(statement.operands, key=lambda figure: figure.start)
    if last.start < statement.claimed.start:
        return False
    place = reading.places[last.start]
    following = [figure for figure in reading.figures[place + 1 : place + AFTER] if _is_beside(figure, last)]
    behind = "".join((last.tail, *(f"{figure.lead}{figure.tail}" for figure in following)))
    too_little = (statement.expected or 0) < statement.claimed.amount
    if too_little and last.label.startswith(UNTOLD) and _is_only_chief(last):
        return True
    return any(word in behind for word in ((*UNTOLD, *MORE) if too_little else UNTOLD))


def _is_only_chief(rest: Figure) -> bool:
    """其余主要为县级a; 其余为县级a等: whether some of a rest is not told."""
    return rest.tail.startswith("等") or any(word in rest.label for word in CHIEFLY)


def _is_other_side(statement: Statement, reading: Reading) -> bool:
    """收入T，劳务支出a、耗材b，结余…: what was spent divides no income."""
    first = min(statement.operands, key=lambda figure: figure.start)
    return "收入" in statement.claimed.label and "支出" in first.label


def is_come_back(statement: Statement, reading: Reading) -> bool:
    """发放问卷T，收回有效问卷a，满意b: what came back is told beside what was asked, and divides it not."""
    labels = [figure.label for figure in statement.operands]
    back = any(word in label for label in labels for word in BACK)
    lost = any(word in label for label in labels for word in LOST)
    return back and not lost and any(word in statement.claimed.label for word in ASKED)


def _is_fulfilled(statement: Statement, reading: Reading) -> bool:
    """预算T，支出a，占预算的p%；乙支出b，占预算的q%: parts that are told beside plans of their own."""
    places = sorted(reading.places[figure.start] for figure in statement.operands)
    between = reading.figures[places[0] : places[-1]]
    return any(figure.kind == "rate" and names_a_plan(figure.label) for figure in between)


def _is_beside(figure: Figure, last: Figure) -> bool:
    return figure.sentence == last.sentence


def _between(statement: Statement, reading: Reading) -> Iterator[Figure]:
    """The figures from the second to the last of a statement."""
    places = sorted(reading.places[figure.start] for figure in (statement.claimed, *statement.operands))
    yield from reading.figures[places[0] + 1 : places[-1] + 1]


VETOES: dict[str, tuple[Callable[[Statement, Reading], bool], ...]] = {
    "product": (_is_cut, _is_set, _is_former),
    "share": (_is_planned,),
    "sum": (_leaves_some, _is_other_side, is_come_back, _is_fulfilled),
}
