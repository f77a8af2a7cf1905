"""Totals that stand behind their parts: A、B、C，合计T; A加上B，共T; 甲a，乙b，共救助T."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from core.verification.prose import words
from core.verification.prose.adding import MOST_PARTS, prefix_that_makes, statement, total_of
from core.verification.prose.compare import sum_holds
from core.verification.prose.families import leaves_nothing_out
from core.verification.prose.figures import Figure
from core.verification.prose.lists import is_spent
from core.verification.prose.measures import word_at
from core.verification.prose.partitions import keep_apart
from core.verification.prose.slips import is_one_slip_away
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading

NEAR = 4
STRONG = ("合计", "共计", "总计", "总共", "一共", "相加")
WEAK = ("累计", "共", "总", "汇总", "可用资金", "可支配资金", "可使用资金")
HEADS = (*STRONG, *WEAK)
PLAIN_TOTALS = ("计", "计为", "小计", "全年", "全年为")
"""A total that is called so and nothing else."""
SCORES, SCORED = ("综合得分", "最终得分", "自评得分", "评价得分"), ("得", "得分")
WHOLE = "占"
"""占批复总长T的p% says of what something is a share."""
WITH_MORE = ("（含", "（不含", "（包括", "（包含", "（扣除")
"""总投资T（含土地折价100万元） is of more than what stands before it."""
FIRST, ELSE_COUNTED = "前", "其余"
TELLING = 4
NOT_TOTALS = (
    "公共",
    "共同",
    "共有",
    "共享",
    "共青",
    "共建",
    "总体",
    "总结",
    "总局",
    "总队",
    "总站",
    "总工会",
)
DEALT = ("处理", "处置")
"""What all measures against somebody are together: 整改a家，通报b家，暂停c家，累计处理T家."""
LISTED = ("、", "和", "及", "以及", "与")
SHORTER = 3
"""A list that a total closes needs fewer digits to show a slip than one that may be incomplete."""
VAGUE = ("", "资金", "费用", "金额", "经费", "可用资金", "可支配资金", "可使用资金", "总费用", "总额")
AMOUNTS = ("", "额", "量", "数", "金额", "费用", "投入", "支出", "额为", "量为", "数为", "计", "计为", "为")
ELSE = ("其余", "另有", "其他", "剩余", "另外")


def closed(reading: Reading, place: int) -> Iterator[Statement]:
    """A、B、C，合计T; A加上B，共T."""
    total = reading.figures[place]
    said = _without_time(total.label)
    word = total_word(said) or _plain_total(total)
    joined = _is_joined(reading, place) and not is_spent(total.label)
    before = _amounts_before(reading, place) if (word or joined) and WHOLE not in total.label else []
    if word and len(before) < 2 and (told := _of_categories(reading, place, said)):
        yield told
        return
    if not before and (word in STRONG or (word and said_number(said) > 1)):
        yield from _of_lines(reading, place)
        return
    if len(before) < 2:
        return
    places = [other for other in reversed(before[:MOST_PARTS]) if reading.figures[other].depth <= total.depth]
    parts = [reading.figures[other] for other in places]
    reading.steps.take(len(parts))
    if length := prefix_that_makes(total, parts[::-1]):
        yield statement(total, parts[-length:], "yes")
        yield from _restated(reading, places[-length], total, parts[-length:])
        return
    if joined:
        yield from _joined(total, parts)
        return
    chosen = _counted_off(total.label, parts)
    if len(chosen) < 2:
        return
    holds = sum_holds(total, chosen, total_of(chosen))
    counted = len(chosen) == said_number(total.label) or total.kind == "score"
    sure = counted or _follows_alone(reading, before, place, said, word)
    sure = sure and not total.tail.startswith(WITH_MORE)
    if holds == "no" and not sure and (slipped := _slipped(reading, total, places)):
        yield slipped
        return
    yield statement(total, chosen, holds if holds != "no" or sure else "open")


def _plain_total(total: Figure) -> str:
    """计 and 全年 where nothing else is said; 综合得分 of points."""
    if total.kind == "score":
        return next((word for word in SCORES if word in total.label), "")
    return total.label if total.label in PLAIN_TOTALS else ""


def _restated(reading: Reading, first: int, total: Figure, parts: list[Figure]) -> Iterator[Statement]:
    """共T。甲a、乙b，合计t: the amount right before a list whose total is said behind it once more."""
    told = reading.figures[first - 1] if first else total
    if told.amount == total.amount:
        return
    near = told.sentence >= total.sentence - 1 and told.is_like(total) and told.is_exact
    if near and reading.roles[first - 1] == "plain" and is_one_slip_away(told, (total,)):
        yield statement(told, parts, "no")


def _counted_off(label: str, parts: list[Figure]) -> list[Figure]:
    """Those of 前三类共计, 后两类合计, 三项合计; all where no number is said."""
    plain = [part for part in parts if not total_word(part.label)]
    counted = said_number(label)
    if counted < 2 or (len(plain) < counted):
        return parts
    return plain[:counted] if FIRST in label else plain[-counted:]


def _slipped(reading: Reading, total: Figure, places: list[int]) -> Statement | None:
    """A total that one slip keeps from the amounts of its list, sentence or last clauses."""
    starts = [] if total.tail.startswith(WITH_MORE) else _starts(reading, places)
    for start in starts:
        parts = [reading.figures[other] for other in places[start:]]
        apart = keep_apart([part.label for part in parts])
        if len(parts) > 1 and is_one_slip_away(total, parts, SHORTER if apart else TELLING):
            return statement(total, parts, sum_holds(total, parts, total_of(parts)))
    return None


def _starts(reading: Reading, places: list[int]) -> Iterator[int]:
    """Where the parts may begin: with the sentence, with a list, behind a ；."""
    for start, place in enumerate(places):
        figure = reading.figures[place]
        if not start or reading.opened[place] == place or "；" in figure.lead or ELSE_COUNTED in figure.lead:
            yield start


def _of_categories(reading: Reading, place: int, said: str) -> Statement | None:
    """甲a，其中…；乙b，其中…；丙c。上述三类合计T: what stands highest in the sentence before."""
    total, highest, nested = reading.figures[place], list[Figure](), False
    before = [other for other in reading.amounts_before(place, total, sentences=1)][::-1]
    for other in before:
        figure = reading.figures[other]
        if figure.sentence == total.sentence:
            return None
        nested = bool(highest) and ("其中" in figure.lead or (nested and "；" not in figure.lead))
        if not nested and figure.depth <= total.depth:
            highest.append(figure)
    if len(highest) < 2 or len(highest) == len(before) or said_number(said) != len(highest):
        return None
    return statement(total, highest, sum_holds(total, highest, total_of(highest)))


def _amounts_before(reading: Reading, place: int) -> list[int]:
    """What a total may be of: what is counted as it is, people for 人次; in a list, what is in it."""
    total, first = reading.figures[place], reading.opened[place]
    before = reading.amounts_before(place, total)
    if total.name == "人次" and not before:
        before = reading.amounts_before(place, replace(total, measure=total.measure.removesuffix("次")))
    if second := word_at(total.tail, 0):
        more = reading.amounts_before(place, replace(total, measure=second))
        before = sorted({*before, *more}, reverse=True)
    if total.kind == "score":
        before = [other for other in before if reading.figures[other].label.endswith(SCORED)]
    listed = first is not None and first < place and reading.figures[first].lead.startswith("：")
    return [other for other in before if not listed or first is None or other >= first]


def _of_lines(reading: Reading, place: int) -> Iterator[Statement]:
    """甲a。乙b。合计T, a table as lines: each sentence before has one amount, or the last has them all."""
    total, parts = reading.figures[place], list[Figure]()
    sentence = total.sentence
    for other in reading.back(place, lambda figure: True, window=MOST_PARTS):
        figure = reading.figures[other]
        listed = figure.sentence == total.sentence - 1
        if (
            not (listed or figure.sentence == sentence - 1)
            or not figure.is_like(total)
            or not figure.is_exact
        ):
            break
        if reading.roles[other] != "plain" or total_word(figure.label):
            break
        parts.append(figure)
        sentence = figure.sentence
    said = _without_time(total.label)
    if length := prefix_that_makes(total, parts):
        yield statement(total, parts[:length][::-1], "yes")
    elif len(parts) > 1 and (said.startswith(STRONG) or said_number(said) == len(parts)):
        yield statement(total, parts[::-1], sum_holds(total, parts, total_of(parts)))


def _is_joined(reading: Reading, place: int) -> bool:
    """加上b，共T: whether the amount right before a total was added to others."""
    near = reading.back(place, lambda figure: figure.is_like(reading.figures[place]), window=NEAR)
    last = next(near, None)
    return last is not None and any(mark in reading.figures[last].lead for mark in words.JOINERS)


def _joined(total: Figure, parts: Sequence[Figure]) -> Iterator[Statement]:
    """按下达a计算，支出b；加上结余c，可用T: c with any amount before it, or it is wrong."""
    *others, last = parts
    chosen = [*((other, last) for other in reversed(others)), tuple(parts)]
    told = [statement(total, some, sum_holds(total, some, total_of(some))) for some in chosen]
    yield min(told, key=lambda one: (("yes", "rounding", "no").index(one.holds), _gap(one)))


def _gap(told: Statement) -> Fraction:
    """How far a sum is from its total."""
    return abs(total_of(told.operands) - told.claimed.amount)


def total_word(label: str) -> str:
    """合计, 累计, 总 …, where the words before a figure say that it is a total; nothing where they do not."""
    said = label
    for name in NOT_TOTALS:
        said = said.replace(name, "")
    return next((word for word in HEADS if word in said), "")


CLASSIFIERS = tuple("项者级年类部批重方笔次期地家镇村个季")


def said_number(label: str) -> int:
    """两项合计, 以上三项共计, 三年累计: how many parts are said to be added; 0 where it is not said."""
    signs = "两三四五六七八九"
    return next((n for n, sign in enumerate(signs, 2) if label.partition(sign)[2].startswith(CLASSIFIERS)), 0)


def _follows_alone(reading: Reading, before: list[int], place: int, said: str, word: str) -> bool:
    """Whether a total stands right behind a list of nothing but its parts, which opens its sentence."""
    total = reading.figures[place]
    run = [other for other in range(before[-1], place) if reading.roles[other] != "share"]
    like = reading.figures[before[0]]
    opens = before[-1] == 0 or _is_apart(reading.figures[before[-1] - 1], total)
    parts = [reading.figures[other] for other in run if reading.figures[other].is_like(like)]
    inner = any(mark in part.lead for part in parts[1:] for mark in words.OPENERS)
    following = reading.figures[place + 1 : place + 2]
    rest = (total.tail, *(figure.lead for figure in following if figure.sentence == total.sentence))
    goes_on = any(mark in text for text in rest for mark in ELSE)
    alone = opens and sorted(before) == [other for other in run if reading.figures[other].is_like(like)]
    return alone and not inner and not goes_on and _closes(said, word, parts, total)


def _is_apart(figure: Figure, total: Figure) -> bool:
    """Whether a figure before a list has nothing to do with it: another sentence, 4期 before people."""
    return figure.sentence != total.sentence or (figure.kind == "count" and not figure.is_like(total))


def _closes(said: str, word: str, parts: list[Figure], total: Figure) -> bool:
    """A bare 合计; 共开展 behind 甲a、乙b; 累计处理 behind three; 资金总额 behind a known whole."""
    if any(total_word(part.label) for part in parts):
        return False
    labels = [part.label for part in parts]
    head, _, thing = said.partition(word)
    if _is_of_each(head or thing, labels):
        return True
    whole = leaves_nothing_out(labels)
    if "分别" in parts[0].lead or (whole and (thing in AMOUNTS or thing in VAGUE)):
        return True
    if word in STRONG:
        near = len(parts) > 2 and abs(total_of(parts) - total.amount) <= total.amount / 10
        sure = head in VAGUE or near or _speaks_of_them(head, parts)
        return sure or is_one_slip_away(total, parts, SHORTER)
    if not head and not thing:
        return True
    named = _speaks_of_them(thing, parts) or (bool(head) and _speaks_of_them(head, parts))
    listed = all(part.lead.startswith(LISTED) for part in parts[1:])
    if (listed and named) or (len(parts) > 2 and word == "累计" and any(deal in said for deal in DEALT)):
        return True
    return (named or thing in AMOUNTS) and is_one_slip_away(total, parts, SHORTER)


def _is_of_each(name: str, labels: list[str]) -> bool:
    """编制总数 of 行政编制, 工勤编制 and 事业编制: whether each part is one of what the total counts."""
    return len(name) > 1 and all(name in label for label in labels) and keep_apart(labels)


def _speaks_of_them(thing: str, parts: list[Figure]) -> bool:
    """Whether the total names what its parts name: 开展安全检查 of 组织检查, not 发现问题."""
    pairs = [thing[at : at + 2] for at in range(len(thing) - 1)]
    return any(pair in part.label for pair in pairs for part in parts)


def _without_time(label: str) -> str:
    for time in words.SPANS_OF_TIME:
        label = label.removeprefix(time)
    return label
