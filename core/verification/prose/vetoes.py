"""Words that part what was read together: what does not come out with them in between is not told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.verification.prose.figures import Figure
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
MORE = names("另 其余 结余 结转 剩余 还有 尚 暂")
"""With these behind a list that is too little, it need not be whole."""


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
    return any(word in behind for word in ((*UNTOLD, *MORE) if too_little else UNTOLD))


def _is_other_side(statement: Statement, reading: Reading) -> bool:
    """收入T，劳务支出a、耗材b，结余…: what was spent divides no income."""
    first = min(statement.operands, key=lambda figure: figure.start)
    return "收入" in statement.claimed.label and "支出" in first.label


def _is_beside(figure: Figure, last: Figure) -> bool:
    return figure.sentence == last.sentence


def _between(statement: Statement, reading: Reading) -> Iterator[Figure]:
    """The figures from the second to the last of a statement."""
    places = sorted(reading.places[figure.start] for figure in (statement.claimed, *statement.operands))
    yield from reading.figures[places[0] + 1 : places[-1] + 1]


VETOES: dict[str, tuple[Callable[[Statement, Reading], bool], ...]] = {
    "product": (_is_cut, _is_set, _is_former),
    "share": (_is_planned,),
    "sum": (_leaves_some, _is_other_side),
}
