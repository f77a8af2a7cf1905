"""What is left: 预算500万元，支出462.3万元，结余37.7万元; 受理85件，办结80件，未办结5件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.verification.prose.compare import shown, sum_holds, written
from core.verification.prose.figures import Figure
from core.verification.prose.slips import is_one_slip_away
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import ALL_THE_REST, names

RESTS = names(
    "结余 剩余 其余 余额 节余 尚欠 尚有 尚余 尚未 结存 余下 结转 未支付 未使用 差额 仍有 还有 节约 缺口 尚缺 "
    "资金缺口 尚差 欠 沉淀"
)
NEAR = 4
NEGATIONS = tuple("未不")
BALANCES = names("年末 期末 累计 滚存 年底")
OPENING = names("上年 年初 期初")
GIVEN = names(
    "预算 下达 到位 安排 指标 合同 总量 补助 计划 任务 应 受理 申报 抽检 申请 收到 拨付 批复 可用 可支配 "
    "可使用"
)
SPENT = names("支出 支付 使用 执行 拨付 付 发放 兑付 列支 完成 用于 收回 上缴 调减")
SUMMED = names("累计 共 合计 总 可用 可支配 可使用")
FEW = 3
"""So many digits must show a slip where the words say what was given, what went and what is left."""


def remainders(reading: Reading) -> Iterator[Statement]:
    """Every rest whose whole and what went of it stand right before."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        plain = reading.roles[place] in ("plain", "price") and figure.is_exact
        if not plain or figure.kind not in ("money", "count") or not _is_rest(figure):
            continue
        before = reading.amounts_before(place, figure)
        run = [reading.figures[other] for other in reversed(before)]
        found = _balance(figure, run) or _rest(reading, place, run) or _across(reading, place, run)
        if found:
            yield found


def _is_rest(figure: Figure) -> bool:
    """结余, 其余; 未办结, 不合格."""
    return figure.label.startswith((*RESTS, *NEGATIONS)) or figure.label.endswith(RESTS)


def _balance(rest: Figure, run: list[Figure]) -> Statement | None:
    """上年结余a，本年收入b，本年支出c，年末结余d: a + b - c = d; what opens it may stand second."""
    if len(run) < 3 or not rest.label.startswith(BALANCES):
        return None
    *came, spent = run[-3:]
    opens = [any(word in one.label for word in OPENING) for one in came]
    if opens.count(True) != 1 or any(_is_summed(one) for one in came):
        return None
    return _told(rest, came, (spent,))


def _told(rest: Figure, came: Sequence[Figure], went: Sequence[Figure]) -> Statement:
    expected = sum((one.amount for one in came), 0 * rest.amount) - sum(one.amount for one in went)
    holds = sum_holds(rest, (*came, *went), expected)
    left = " + ".join(map(shown, came)) + "".join(f" - {shown(one)}" for one in went)
    working = f"{left} = {written(max(expected, 0 * expected), rest)}"
    return Statement("sum", rest, (*came, *went), expected, holds, working)


def _is_summed(figure: Figure) -> bool:
    return any(word in figure.label for word in SUMMED)


def _rest(reading: Reading, place: int, run: list[Figure]) -> Statement | None:
    """T，用去a，剩余b: T - a = b; T，付a，付b，共付c，剩余d; T，用于甲a，用于乙b，剩余c."""
    rest = reading.figures[place]
    if len(run) < 2:
        return None
    whole, spent = run[-2:]
    told = [_told(rest, (whole,), (spent,)), *_further(rest, run)]
    if right := next((one for one in told if one.holds != "no"), None):
        return right
    if _is_sure(reading, place, run):
        return told[0]
    slipped = (one for one in told[1:] if is_one_slip_away(one.operands[0], (*one.operands[1:], rest), FEW))
    return next(slipped, None)


def _further(rest: Figure, run: list[Figure]) -> Iterator[Statement]:
    """What was given stands further back: before the parts of what went of it."""
    for at in range(len(run) - 3, -1, -1):
        given, *went = run[at:]
        if any(word in given.label for word in GIVEN):
            if _is_summed(went[-1]):
                yield _told(rest, (given,), went[-1:])
            elif all(any(word in one.label for word in SPENT) for one in went):
                yield _told(rest, (given,), went)
            return


def _across(reading: Reading, place: int, run: list[Figure]) -> Statement | None:
    """可用资金T。支出a，结余b; 共支付a。年初预算T，结余b: the one of them stands in a sentence before."""
    if len(run) != 1:
        return None
    rest, near = reading.figures[place], run[0]
    places = reading.amounts_before(place, rest, sentences=3)
    earlier = [reading.figures[other] for other in places if reading.figures[other].sentence < near.sentence]
    inside = [one for one in earlier if one.paragraph == rest.paragraph]
    if any(word in near.label for word in SPENT):
        told = [_told(rest, (one,), (near,)) for one in inside if any(word in one.label for word in GIVEN)]
    elif any(word in near.label for word in GIVEN):
        told = [_told(rest, (near,), (one,)) for one in inside if any(word in one.label for word in SPENT)]
    else:
        return None
    if right := next((one for one in told if one.holds != "no"), None):
        return right
    slips = (one for one in told[:1] if is_one_slip_away(one.operands[0], (*one.operands[1:], rest)))
    return next(slips, None)


def _is_sure(reading: Reading, place: int, run: list[Figure]) -> bool:
    """Whether nothing but the whole and what went of it opens the sentence, and no other rest follows."""
    rest = reading.figures[place]
    whole, spent = run[-2:]
    following = [figure for figure in reading.figures[place + 1 : place + NEAR] if figure.is_like(rest)][:1]
    another = any(one.sentence == rest.sentence and "其中" not in one.lead for one in following)
    slips = is_one_slip_away(whole, (spent, rest))
    if (len(run) != 2 and not _is_summed(whole)) or another:
        return False
    if any(word in part.lead for part in (whole, spent) for word in ("其中", "包括")) or _is_rest(spent):
        return False
    if whole.amount < spent.amount:
        return slips
    if any(word in rest.label for word in (*BALANCES, *OPENING)) and not _is_summed(whole):
        return False
    given = any(word in whole.label for word in GIVEN)
    return slips or given or rest.label.startswith(ALL_THE_REST)
