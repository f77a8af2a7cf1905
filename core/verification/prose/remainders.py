"""What is left: 预算500万元，支出462.3万元，结余37.7万元; 受理85件，办结80件，未办结5件."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.verification.prose.compare import shown, sum_holds, written
from core.verification.prose.figures import Figure
from core.verification.prose.slips import is_one_slip_away
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import ALL_THE_REST, names

RESTS = names("结余 剩余 其余 余额 节余 尚欠 尚有 尚余 尚未 结存 余下 结转 未支付 未使用 差额 仍有 还有 节约")
NEAR = 4
NEGATIONS = tuple("未不")
BALANCES = names("年末 期末 累计 滚存 年底")
OPENING = names("上年 年初 期初")
GIVEN = names("预算 下达 到位 安排 指标 合同 总量 补助 计划 任务 应 受理 申报 抽检 申请 收到 拨付 批复")


def remainders(reading: Reading) -> Iterator[Statement]:
    """Every rest whose whole and what went of it stand right before."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        plain = reading.roles[place] in ("plain", "price") and figure.is_exact
        if not plain or figure.kind not in ("money", "count") or not _is_rest(figure):
            continue
        before = reading.amounts_before(place, figure)
        run = [reading.figures[other] for other in reversed(before)]
        found = _balance(figure, run) or _rest(reading, place, run)
        if found:
            yield found


def _is_rest(figure: Figure) -> bool:
    """结余, 其余; 未办结, 不合格."""
    return figure.label.startswith((*RESTS, *NEGATIONS)) or figure.label.endswith(RESTS)


def _balance(rest: Figure, run: list[Figure]) -> Statement | None:
    """上年结余a，本年收入b，本年支出c，年末结余d: a + b - c = d."""
    if len(run) < 3:
        return None
    opening, income, spent = run[-3:]
    if not any(word in opening.label for word in OPENING) or not rest.label.startswith(BALANCES):
        return None
    expected = opening.amount + income.amount - spent.amount
    holds = sum_holds(rest, (opening, income, spent), expected)
    working = f"{shown(opening)} + {shown(income)} - {shown(spent)} = {written(expected, rest)}"
    return Statement("sum", rest, (opening, income, spent), expected, holds, working)


def _rest(reading: Reading, place: int, run: list[Figure]) -> Statement | None:
    """T，用去a，剩余b: T - a = b."""
    rest = reading.figures[place]
    if len(run) < 2:
        return None
    whole, spent = run[-2:]
    expected = whole.amount - spent.amount
    holds: Holds = sum_holds(rest, (whole, spent), expected)
    if holds == "no" and not _is_sure(reading, place, run):
        return None
    working = f"{shown(whole)} - {shown(spent)} = {written(max(expected, Fraction(0)), rest)}"
    return Statement("sum", rest, (whole, spent), expected, holds, working)


def _is_sure(reading: Reading, place: int, run: list[Figure]) -> bool:
    """Whether nothing but the whole and what went of it opens the sentence, and no other rest follows."""
    rest = reading.figures[place]
    whole, spent = run[-2:]
    following = [figure for figure in reading.figures[place + 1 : place + NEAR] if figure.is_like(rest)][:1]
    another = any(one.sentence == rest.sentence and "其中" not in one.lead for one in following)
    if len(run) != 2 or whole.amount < spent.amount or another:
        return False
    if any(word in part.lead for part in (whole, spent) for word in ("其中", "包括")) or _is_rest(spent):
        return False
    if any(word in rest.label for word in (*BALANCES, *OPENING)):
        return False
    if rest.label.startswith(ALL_THE_REST) or any(word in whole.label for word in GIVEN):
        return True
    return is_one_slip_away(whole, (spent, rest))
