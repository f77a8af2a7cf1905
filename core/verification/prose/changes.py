"""Changes: 较上年减少20.82万元，下降4.11%; 由280元提高到320元，增加40元; 比上年增长25%."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from core.verification.prose.closings import said_number
from core.verification.prose.compare import ratio_holds, shown, sum_holds, written
from core.verification.prose.figures import Figure
from core.verification.prose.plain import DIGITS
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading, is_closed, year_in
from core.verification.prose.structure import changes as direction
from core.verification.prose.times import is_bare_change, overlaps, thing_of
from core.verification.prose.words import COMPARED, COMPARES, IS, SIGNLESS_CHANGES, WAS, names

BARE = 4
APART = names("剔除 扣除 不含 不计 若 假如 如果")
OWN = ("比", "较", "同期")
"""With these a change says itself what it is compared with."""
"""So long are words of a change that name nothing: 下降了, 降幅为."""
EXITS = names("撤销 注销 退出 关停 合并 转出 取消 减少 增加")
YEAR = ("年度", "年")
NEAR = 6
"""How many figures before a change belong to it."""


def all_changes(reading: Reading) -> Iterator[Statement]:
    """Every change whose amounts are there: how much, and how many percent."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        yield from _announced(reading, place)
        if reading.roles[place] != "change" or not figure.is_exact or is_aside(reading, place):
            continue
        found = _rate(reading, place) if figure.kind == "rate" else _difference(reading, place)
        if found:
            yield found


def _announced(reading: Reading, place: int) -> Iterator[Statement]:
    """净增参保d，参保人数由a增加到b: a difference that stands before what it was and is."""
    if not place or reading.roles[place : place + 2] != ("from", "to"):
        return
    claimed, was, now = reading.figures[place - 1 : place + 2]
    alike = claimed.is_like(was) and now.is_like(was) and claimed.sentence == now.sentence
    if alike and claimed.is_exact and claimed.label.startswith(("净增", "净减")):
        told = difference_of(claimed, now, was, True)
        yield from [told] if told else []


def is_aside(reading: Reading, place: int) -> bool:
    """提高5个百分点的有3家; 两类净增17人; 若剔除…，则多支d: a change of nothing that stands beside it."""
    figure = reading.figures[place]
    if is_attribute(reading, place) or said_number(figure.label.replace("年", "")) > 1:
        return True
    if place and reading.roles[place - 1] == "to":
        return False
    for other in range(place, max(-1, place - NEAR), -1):
        lead = reading.figures[other].lead
        if any(word in lead.rpartition("；")[2] for word in APART):
            return True
        if "；" in lead or "。" in lead:
            return False
    return False


def is_attribute(reading: Reading, place: int) -> bool:
    """提高5个百分点的有3家: a change that says only of which others are counted."""
    following = reading.figures[place + 1 : place + 2]
    return any(other.lead.startswith("的") and len(other.lead) <= BARE for other in following)


def _difference(reading: Reading, place: int) -> Statement | None:
    """减少d beside what it is now and what it was; told only where both stand there."""
    claimed = reading.figures[place]
    pair = _pair(reading, place, claimed)
    if pair is None:
        return None
    return difference_of(claimed, *pair)


def difference_of(claimed: Figure, now: Figure, was: Figure, sure: bool) -> Statement | None:
    """Judge 增加d by what it is now and what it was."""
    expected = abs(now.amount - was.amount)
    holds = sum_holds(claimed, (now, was), expected)
    if claimed.label.endswith("新增"):
        sure = now.amount - was.amount > claimed.amount or was.amount - now.amount == claimed.amount
    if holds != "yes" and not sure:
        return None
    like = claimed if claimed.measure == now.measure else now
    high, low = (now, was) if now.amount >= was.amount else (was, now)
    working = f"{shown(high)} - {shown(low)} = {written(expected, like)}"
    if claimed.kind == "points":
        working = f"{shown(high)}% - {shown(low)}% = {written(expected, claimed)}"
    if sure and _turns(claimed, now, was):
        holds, working = "no", f"{shown(was)} → {shown(now)} = {_word(now, was)}{written(expected, like)}"
    return Statement("change", claimed, (now, was), expected, holds, working)


def _turns(claimed: Figure, now: Figure, was: Figure) -> bool:
    """Whether 增加 is said of what became less, or 减少 of what became more."""
    return direction(claimed.label) * (now.amount - was.amount) < 0


def _word(now: Figure, was: Figure) -> str:
    return "增加" if now.amount > was.amount else "减少"


def _pair(reading: Reading, place: int, claimed: Figure) -> tuple[Figure, Figure, bool] | None:
    """What it is and what it was: 由…提高到…, 较上年的…; whether the words say so."""
    like = [
        other
        for other in reading.back(place, lambda figure: _comparable(figure, claimed), window=NEAR)
        if reading.figures[other].sentence >= claimed.sentence - 1 and reading.figures[other].is_exact
    ]
    follows = reading.roles[place + 1 : place + 3] == ("from", "to")
    if (
        follows
        and not reading.figures[place + 1].lead.startswith("；")
        and reading.figures[place + 2].sentence == claimed.sentence
    ):
        was, now = reading.figures[place + 1 : place + 3]
        sure = not _is_another(claimed, was)
        return (now, was, sure) if _comparable(now, claimed) and _comparable(was, claimed) else None
    inside = [other for other in like if reading.figures[other].sentence == claimed.sentence]
    if not inside and names_nothing(claimed) and like[:1] == [place - 1]:
        inside = [other for other in like[:2] if reading.roles[other] in ("to", "from")]
    roles = reading.roles
    if len(inside) > 1 and roles[inside[0]] == "to" and roles[inside[1]] == "from":
        now, was = reading.figures[inside[0]], reading.figures[inside[1]]
        return now, was, _speaks_of(claimed, was) and not is_undone(reading, place)
    bases = [other for other in inside if roles[other] == "base" and _is_of(reading, other, place)]
    plain = [
        other
        for other in like
        if roles[other] in ("plain", "rate", "price") and (not bases or other != bases[0])
    ]
    if not bases:
        return _by_times(reading, place, claimed, plain)
    plain = [other for other in plain if reading.figures[other].is_like(reading.figures[bases[0]])]
    if not plain:
        return None
    beside = [other for other in plain if other < bases[0]] or plain
    told = all("change" in roles[other : bases[0]] for other in bases[1:])
    sure = reading.figures[beside[0]].sentence == claimed.sentence and told
    sure = sure and not _goes_on(reading, bases[0], place, plain)
    return reading.figures[beside[0]], reading.figures[bases[0]], sure


def _is_of(reading: Reading, base: int, place: int) -> bool:
    """Whether a change may be from that amount: not 比2020年a下降p%，比上年下降q%."""
    label = reading.figures[place].label
    own, last = any(word in label for word in OWN), reading.figures[place - 1]
    if is_closed(reading, base, place):
        return False
    if reading.roles[place - 1] in ("plain", "price") and last.kind in ("money", "count"):
        return last.is_like(reading.figures[base])
    return not own or "change" not in reading.roles[base + 1 : place]


def _speaks_of(claimed: Figure, was: Figure) -> bool:
    """药店由70家减至40家, 机构总数减少25家: whether a change names nothing else than what changed."""
    thing = claimed.label.removeprefix("同比").removeprefix("全年").removesuffix("了")
    return (
        len(thing) <= BARE
        or is_bare_change(claimed.label)
        or any(word in thing for word in COMPARED)
        or thing[:2] in was.label
    )


def _is_another(claimed: Figure, was: Figure) -> bool:
    """药店增加5家，医疗机构由70家增加到80家: whether a change names one thing, and what follows another."""
    changed, thing = thing_of(claimed.label), was.label.rstrip("由从")
    return bool(changed and thing) and not overlaps(changed, thing)


def is_undone(reading: Reading, place: int) -> bool:
    """增加5家，撤销1家: whether another change of the same things stands right behind."""
    following = reading.figures[place + 1 : place + 2]
    figure = reading.figures[place]
    return any(
        other.is_like(figure)
        and other.sentence == figure.sentence
        and (other.label in EXITS or bool(direction(other.label)))
        for other in following
    )


def _goes_on(reading: Reading, base: int, place: int, plain: list[int]) -> bool:
    """满意度98%，上年95%，提高3个百分点，投诉率1%，下降…: whether another thing came behind a change."""
    changed = [other for other in range(base + 1, place) if reading.roles[other] == "change"]
    return bool(changed) and any(other > changed[0] for other in plain)


def _by_times(
    reading: Reading, place: int, claimed: Figure, plain: list[int]
) -> tuple[Figure, Figure, bool] | None:
    """2021年为a，2022年为b; 年初预算a，调整后预算b; 年初预算a，追加d，全年预算b: what the words date."""
    if plain[:1] != [place - 1] or (len(plain) > 2 and year_in(reading.figures[plain[2]].label)):
        return None
    before = [reading.figures[other] for other in plain[:2]]
    following = reading.roles[place + 1 : place + 2]
    behind = [reading.figures[place + 1]] if following == ("plain",) else []
    before = [] if following == ("change",) and reading.figures[place + 1].is_like(claimed) else before
    for pair in (before, [*behind, *before[:1]]):
        if len(pair) == 2 and pair[0].sentence == claimed.sentence and _comparable(pair[0], claimed):
            now, was = pair
            if _is_later(now, was) and year_in(claimed.label) in (0, year_in(was.label)):
                return now, was, True
    return None


def _is_later(now: Figure, was: Figure) -> bool:
    """Whether two labels name one thing at two times."""
    first, second = year_in(was.label), year_in(now.label)
    if first and second:
        return first < second and is_same(behind(now.label, YEAR), behind(was.label, YEAR))
    thing, other = behind(now.label, IS), behind(was.label, WAS)
    return bool(thing and other) and is_same(thing, other)


def behind(label: str, times: tuple[str, ...]) -> str:
    """What the words name behind their time: 预算 of 年初预算数为; nothing where they say no time."""
    at = max(label.rfind(word) + len(word) if word in label else 0 for word in times)
    return label[at:].rstrip("为达是数") if at else ""


def is_same(name: str, other: str) -> bool:
    """“2023年支出” after “2022年培训费支出”: one thing at two times."""
    return name.endswith(other) or other.endswith(name)


def _comparable(figure: Figure, claimed: Figure) -> bool:
    if claimed.kind == "points":
        return figure.kind == "rate"
    if claimed.kind == "rate":
        return figure.kind in ("money", "count") and figure.name != "倍"
    return figure.is_like(claimed)


def _rate(reading: Reading, place: int) -> Statement | None:
    """下降p%: of the difference before it, or of what it was and is."""
    claimed = reading.figures[place]
    before = place - 1
    is_difference = (
        before >= 0
        and reading.roles[before] == "change"
        and reading.figures[before].kind in ("money", "count")
        and reading.figures[before].sentence == claimed.sentence
        and not is_parted(claimed)
    )
    if is_difference:
        return _of_difference(reading, place, reading.figures[before])
    pair = _pair(reading, place, claimed)
    return rate_of(claimed, *pair) if pair else None


def is_parted(claimed: Figure) -> bool:
    """增加9天；PM2.5浓度28微克，同比下降p%: whether a clause with another number stands between."""
    clauses = [clause.lstrip("；，。") for clause in claimed.lead.split("，")[:-1]]
    return any(not DIGITS.isdisjoint(clause) and not clause.startswith(COMPARES) for clause in clauses)


def rate_of(claimed: Figure, now: Figure, was: Figure, sure: bool) -> Statement | None:
    """Judge 增长p% by what it is now and what it was."""
    if not now.is_like(was) or not was.amount:
        return None
    expected = abs(now.amount - was.amount) / was.amount
    slack = 2 * was.half / was.amount
    holds = ratio_holds(claimed, expected, slack)
    if holds == "no" and not sure:
        return None
    turned = sure and _turns(claimed, now, was)
    word = _word(now, was) if turned else ""
    working = f"({shown(now)} - {shown(was)}) ÷ {shown(was)} = {word}{written(expected, claimed)}"
    return Statement("change", claimed, (now, was), expected, "no" if turned else holds, working)


def _of_difference(reading: Reading, place: int, difference: Figure) -> Statement | None:
    """减少d，下降p%: d ÷ what it was; that is given, or is what it is now with d put back."""
    claimed = reading.figures[place]
    sign = direction(difference.label) or direction(claimed.label)
    if not difference.is_exact:
        return None
    judged = list[Statement]()
    for operands, was, sure in _bases(reading, place - 1, difference, sign):
        if was <= 0:
            continue
        statement = share_of_base(claimed, difference, operands, was)
        if _contradicts(claimed, difference):
            working = statement.working.replace(" = ", f" = {'增加' if sign > 0 else '减少'}")
            return replace(statement, holds="no", working=working)
        if statement.holds == "yes":
            return statement
        if (sure and names_nothing(claimed)) or statement.holds == "rounding":
            judged.append(statement)
    return next(iter(judged), None)


def _contradicts(claimed: Figure, difference: Figure) -> bool:
    """减少6.9万元，增长34%: one goes up and the other down, and no other thing is named between."""
    return direction(claimed.label) * direction(difference.label) < 0 and names_nothing(claimed)


def names_nothing(claimed: Figure) -> bool:
    """下降, 同比下降 behind a difference, not 人均支出增长."""
    label = claimed.label.removeprefix("同比")
    return len(label) <= BARE or label in SIGNLESS_CHANGES


def _bases(
    reading: Reading, place: int, difference: Figure, sign: int
) -> Iterator[tuple[tuple[Figure, ...], Fraction, bool]]:
    pair = _pair(reading, place, difference)
    last = place - 1
    direct = last >= 0 and reading.roles[last] == "base" and reading.figures[last].is_like(difference)
    alone = reading.roles[max(0, last - 1) : place].count("base") == 1
    if direct and alone and reading.figures[last].sentence == difference.sentence:
        yield (reading.figures[last],), reading.figures[last].amount, True
        return
    if pair is not None:
        yield (pair[1],), pair[1].amount, pair[2]
        if pair[2]:
            return
    near = [other for other in reading.amounts_before(place, difference, sentences=1)]
    for rank, other in enumerate(near[: 2 * NEAR]):
        now = reading.figures[other]
        sure = pair is None and rank == 0 and (now.depth == difference.depth) and other >= place - 3
        yield (now,), now.amount - sign * difference.amount, sure
        yield (now,), now.amount, False


def share_of_base(
    claimed: Figure, difference: Figure, operands: tuple[Figure, ...], was: Fraction
) -> Statement:
    expected = difference.amount / was
    slack = difference.half / was + expected * (operands[0].half + difference.half) / was
    holds: Holds = ratio_holds(claimed, expected, slack)
    below = written(was, operands[0])
    if was != operands[0].amount:
        joined = "+" if was > operands[0].amount else "-"
        below = f"({shown(operands[0])} {joined} {shown(difference)})"
    working = f"{shown(difference)} ÷ {below} = {written(expected, claimed)}"
    return Statement("change", claimed, (difference, *operands), expected, holds, working)
