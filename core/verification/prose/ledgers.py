"""What came and what went: 年初a，新增b，减少c，年末d; 年初预算a，追加b，调减c，调整后d; 收支相抵."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from core.verification.prose.compare import shown, sum_holds, written
from core.verification.prose.figures import Figure
from core.verification.prose.slips import is_unbalanced_by_one
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import LESS, names

OPENING = names("上年 年初 期初 原有 上期 上月末")
CLOSING = names("年末 期末 年底 月末 现有 截至目前")
CAME = names(
    "收入 收到 接收 新增 增加 购入 购进 采购 下达 到位 拨入 筹集 追加 调增 核增 增拨 新建 招录 调入 转入"
)
WENT = names(
    "支出 支付 使用 发放 解除 减少 核销 注销 报废 调出 转出 消耗 追减 调减 核减 压减 收回 退休 退出 划转 执行"
)
ADJUSTED = ("调整后", "调整预算", "调整为", "最终预算", "全年预算")
NET = ("净增", "净减", "相抵")
BUDGET = ("年初", "预算安排", "批复", "原预算", "当年预算")
SIDES = (names("收入 来源 筹"), names("支出 用于 使用"))
MOST = 8
FEW = 3
"""So many digits must show a slip where the words say what came and what went."""


def ledgers(reading: Reading) -> Iterator[Statement]:
    """Every amount of which the words say that it is what is left of others, or what they became."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if figure.kind not in ("money", "count") or not figure.is_exact:
            continue
        for read in (_stock, _budget, _sides):
            if told := read(reading, place):
                yield told
                break


def _stock(reading: Reading, place: int) -> Statement | None:
    """年初在册a，新接收b，解除c，年末在册d, in any order before the last; within one part of a sentence."""
    closing = reading.figures[place]
    if not closing.label.startswith(CLOSING):
        return None
    flows = _clauses_before(reading, place)
    opening = [one for one in flows if any(word in one.label for word in OPENING)]
    rest = [one for one in flows if one not in opening]
    if len(opening) != 1 or len(rest) < 2 or not all(map(sign, rest)):
        return None
    return _told(closing, *_sorted((*opening, *rest), opening))


def _sorted(figures: Sequence[Figure], first: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """What came and what went; what was there at first came."""
    went = [figure for figure in figures if sign(figure) < 0 and figure not in first]
    return [figure for figure in figures if figure not in went], went


def _clauses_before(reading: Reading, place: int) -> list[Figure]:
    """The like amounts before a figure, back to a ； or to the start of its sentence."""
    figure, found = reading.figures[place], list[Figure]()
    if "；" in figure.lead:
        return found
    for other in reading.back(place, lambda one: one.sentence == figure.sentence, window=MOST):
        one = reading.figures[other]
        if one.is_like(figure) and one.is_exact and reading.roles[other] in ("plain", "change", "to", "base"):
            found.append(one)
        if "；" in one.lead:
            break
    return found[::-1]


def sign(figure: Figure) -> int:
    """1 for what came, -1 for what went, 0 where the words do not say."""
    came = max((figure.label.rfind(word) for word in CAME), default=-1)
    went = max((figure.label.rfind(word) for word in (*WENT, *LESS)), default=-1)
    return 0 if came == went else 1 if came > went else -1


def _budget(reading: Reading, place: int) -> Statement | None:
    """年初预算a，追加b，追加c，调减d，调整后预算e."""
    result = reading.figures[place]
    if not any(word in result.label for word in (*ADJUSTED, *NET)):
        return None
    before = [figure for figure in _clauses_before(reading, place) if figure.depth == result.depth]
    first, *rest = before or [result]
    if len(rest) < 2 or not any(word in first.label for word in BUDGET) or not all(map(sign, rest)):
        return None
    return _told(result, *_sorted(before, before[:1]))


def _sides(reading: Reading, place: int) -> Statement | None:
    """收入方面，a、b；支出方面，c、d。收支相抵，结余e."""
    rest = reading.figures[place]
    if "收支相抵" not in rest.lead:
        return None
    before = [reading.figures[other] for other in reading.amounts_before(place, rest, sentences=1)][::-1]
    heads = [_side(one) for one in before]
    if not heads or heads[0] != 1 or heads.count(-1) != 1:
        return None
    turn = heads.index(-1)
    return _told(rest, before[:turn], before[turn:])


def _side(figure: Figure) -> int:
    """1 where its words open what came in, -1 where they open what went out."""
    clause = figure.lead.replace("。", "；").rpartition("；")[2]
    came, went = ([word for word in side if word in clause] for side in SIDES)
    return 1 if came and not went else -1 if went and not came else 0


def _told(result: Figure, came: Sequence[Figure], went: Sequence[Figure]) -> Statement | None:
    """What comes out, or differs by one slip; nothing is said of what does not come near."""
    expected = sum((one.amount for one in came), Fraction(0)) - sum(one.amount for one in went)
    holds = sum_holds(result, (*came, *went), expected)
    if holds == "no" and not is_unbalanced_by_one(came, (result, *went), FEW):
        return None
    left = " + ".join(map(shown, came)) + "".join(f" - {shown(one)}" for one in went)
    return Statement("sum", result, (*came, *went), expected, holds, f"{left} = {written(expected, result)}")
