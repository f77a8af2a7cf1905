"""Shares: 占基本支出的92.08%, 占比86.02%, 占预算100万元的87.3%, 分别占45.46%和54.54%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.implied import with_implied_wholes
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading, is_of
from core.verification.prose.words import CLOSERS, OPENERS, TOTALS

NAME_ENDS = ("分别", "的比例", "的比重", "的比率", "比例", "比重", "比率", "的", "比", "为", "达", "约", "到")
SHORTEST_NAME = 2
FAR = 24
NEAR = 6
LINKS = ("，为", "，即", "，计", "，共", "，有", "，共计", "，达")
LONGEST_LINK = 10
TOTAL_ENDS = ("总数", "总量", "总额", "总人数", "合计", "数", "量", "额")
WHAT = ("支出", "收入", "预算", "人数")
"""What a vague name still says: 总支出 is no income."""
VAGUE = (
    "全年",
    "本年",
    "年度",
    "全部",
    "总额",
    "总数",
    "总量",
    "合计",
    "资金",
    "支出",
    "收入",
    "金额",
    "人数",
    "总",
)


def shares(reading: Reading) -> Iterator[Statement]:
    """Every share whose part is known; where the text never gives the whole, what the shares agree on."""
    found, last = list[Statement](), None
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if reading.roles[place] != "share" or not figure.is_exact:
            continue
        part, place_of_part = _part(reading, place, last)
        if part is None or place_of_part is None or not part.is_exact or part.kind not in ("money", "count"):
            continue
        if part.amount or figure.amount:
            inherited = _inherited(reading, place_of_part, found, last)
            found.append(_share(reading, place, place_of_part, inherited, found))
            last = (place, place_of_part)
    yield from with_implied_wholes(found)


def _part(reading: Reading, place: int, last: tuple[int, int] | None) -> tuple[Figure | None, int | None]:
    """What is a share of something: the amount before; of several shares in a row each has its own."""
    run = _run(reading, place)
    behind = place - run
    if _respectively(reading, run):
        length = 1
        while run + length < len(reading.figures) and reading.roles[run + length] == "share" and length < 8:
            length += 1
        end = run - (1 if explicit_whole(reading, run) is not None else 0)
        at = end - length + behind
        fits = at >= 0 and all(reading.roles[other] == "plain" for other in range(end - length, end))
        return (reading.figures[at], at) if fits else (None, None)
    if behind:
        return (
            (reading.figures[last[1]], last[1])
            if last and last[0] == place - 1 and _again(reading, place)
            else (None, None)
        )
    if _is_behind(reading, place):
        return reading.figures[place + 1], place + 1
    if any(mark in reading.figures[place].lead for mark in OPENERS):
        return None, None
    if _comes_first(reading, place):
        return reading.figures[place + 2], place + 2
    if _is_before_its_whole(reading, place):
        return reading.figures[place - 2], place - 2
    at = place - 1 - (1 if explicit_whole(reading, place) is not None else 0)
    at = _out_of_brackets(reading, at, reading.figures[place].depth)
    near = at >= 0 and reading.figures[place].sentence == reading.figures[at].sentence
    return (reading.figures[at], at) if near and reading.roles[at] in ("plain", "to") else (None, None)


def _run(reading: Reading, place: int) -> int:
    """Where the row of shares begins in which one stands."""
    run = place
    while run and reading.roles[run - 1] == "share" and place - run < 8:
        run -= 1
    return run


def _respectively(reading: Reading, run: int) -> bool:
    """分别占p%和q%, 分别占T的p%和q%."""
    whole = explicit_whole(reading, run)
    return "分别" in reading.figures[run].lead or (
        whole is not None and "分别" in reading.figures[whole].lead
    )


def _leader(reading: Reading, place: int) -> int:
    """The share that says of what a row of shares is: its first where each has its own part."""
    run = _run(reading, place)
    return run if _respectively(reading, run) else place


def _again(reading: Reading, place: int) -> bool:
    """A second share of the same part: 占预算的50%，占全部支出的20%, not 甲占50%，乙占20%."""
    return reading.figures[place].label.startswith("占")


def _out_of_brackets(reading: Reading, at: int, depth: int) -> int:
    """Over what stands in brackets between the part and its share."""
    while at > 0 and reading.figures[at].depth > depth:
        reading.steps.take()
        at -= 1
    return at


def _is_behind(reading: Reading, place: int) -> bool:
    """收入500万元，财政拨款占90%，为450万元: the part right behind its share, the whole right before."""
    if not place or place + 1 >= len(reading.figures) or reading.roles[place - 1] != "plain":
        return False
    whole, share, part = reading.figures[place - 1 : place + 2]
    beside = whole.sentence == share.sentence == part.sentence and whole.is_like(part)
    return beside and len(part.lead) <= LONGEST_LINK and part.lead.endswith(LINKS) and not whole_name(share)


def _comes_first(reading: Reading, place: int) -> bool:
    """占预算的p%，即T中的a: whole and part behind their share."""
    behind = reading.figures[place + 1 : place + 3]
    if len(behind) < 2 or not behind[0].is_like(behind[1]):
        return False
    return behind[0].lead in ("，即", "，为", "，也就是") and behind[1].lead == "中的"


def _is_before_its_whole(reading: Reading, place: int) -> bool:
    """甲a家，全区共T家，甲占比p%: the amount before the share says that it is all of them."""
    if place < 2 or whole_name(reading.figures[place]):
        return False
    part, whole, share = reading.figures[place - 2 : place + 1]
    beside = part.sentence == whole.sentence == share.sentence and part.depth == whole.depth == share.depth
    total = whole.label.startswith(("全", "共", "总")) and whole.label.endswith(("共", "有", "为", "总数"))
    return beside and total and part.is_like(whole) and reading.roles[place - 2] == "plain"


def explicit_whole(reading: Reading, place: int) -> int | None:
    """占全年支出605.35万元的45.46%: the amount between 占 and the share."""
    figure = reading.figures[place]
    if place and is_of(figure, reading.figures[place - 1]):
        return place - 1
    return None


def _inherited(
    reading: Reading, part_place: int, found: list[Statement], last: tuple[int, int] | None
) -> tuple[Figure, ...]:
    """The whole of the share right before: 甲占资金总量的p%；乙占q%, unless a list opens between."""
    part = reading.figures[part_place]
    if not found or not last or last[0] != part_place - 1 or any(mark in part.lead for mark in OPENERS):
        return ()
    before = found[-1]
    fits = before.claimed.sentence == part.sentence and before.operands[0].is_like(part)
    return before.operands[1:] if fits else ()


def _share(
    reading: Reading, place: int, part_place: int, inherited: tuple[Figure, ...], found: list[Statement]
) -> Statement:
    claimed, part = reading.figures[place], reading.figures[part_place]
    judged: dict[Fraction, Statement] = {}
    wrong = list[Statement]()
    wholes = _wholes(reading, place, part_place)
    leader = _leader(reading, place)
    name = whole_name(reading.figures[leader])
    again = bool(found) and name == whole_name(found[-1].claimed)
    if inherited and (not name or again) and explicit_whole(reading, leader) is None:
        wholes = chain([(inherited, True)], wholes)
    for whole, sure in wholes:
        reading.steps.take()
        total = sum((figure.amount for figure in whole), Fraction(0))
        if total and (sure or total not in judged):
            statement = judged.setdefault(total, _statement(claimed, part, whole))
            if statement.holds == "yes":
                return statement
            wrong += [statement] if sure else []
    near = [statement for statement in judged.values() if statement.holds == "rounding"]
    return next(iter((*near, *wrong)), Statement("share", claimed, (part,), None, "open", ""))


def _wholes(reading: Reading, place: int, part_place: int) -> Iterator[tuple[tuple[Figure, ...], bool]]:
    """What the whole may be, the surest first, and whether the text says that it is."""
    part, place = reading.figures[part_place], _leader(reading, place)
    claimed = reading.figures[place]
    beside = _beside(reading, place, part_place)
    if beside is not None:
        yield (reading.figures[beside],), True
        return
    name = whole_name(claimed)
    named = _named(reading, part_place, name, part) if name else None
    if named is not None:
        yield (reading.figures[named],), reading.figures[named].paragraph == part.paragraph
    if not name and (behind := _closing(reading, place)) is not None:
        yield (reading.figures[behind],), True
    if name and named is None and (behind := _named_behind(reading, place, name)) is not None:
        yield (reading.figures[behind],), True
    head = reading.head(part_place)
    if head is not None and _may_hold(reading.figures[head], part):
        yield (reading.figures[head],), not name or named is None
    near = reading.amounts_before(part_place, part)
    only = len(near) == 1 and (bool(name) or _is_total(reading.figures[near[0]].label))
    larger = [other for other in near if only or reading.figures[other].amount >= part.amount]
    totals = [other for other in larger if _is_total(reading.figures[other].label)]
    for other in larger:
        alone = len(near) == 1 or totals == [other]
        sibling = reading.roles[other + 1] == "share" and other + 1 < place
        sure = alone and not sibling and named is None
        sure = sure and (not name or _speaks_of(name, reading.figures[other].label))
        yield (reading.figures[other],), sure
    yield from ((group, False) for group in _others(reading, part_place, part))


def _beside(reading: Reading, place: int, part_place: int) -> int | None:
    """The whole that stands beside its share: between part and share, or on the other side of it."""
    between = explicit_whole(reading, place)
    if between is None and part_place > place:
        return place + 1 if part_place > place + 1 else place - 1
    return place - 1 if between is None and _is_before_its_whole(reading, place) else between


def _may_hold(head: Figure, part: Figure) -> bool:
    """A part that is more than its total is wrong where both stand in one sentence, else it is of another."""
    return head.amount >= part.amount or (head.amount > 0 and head.sentence == part.sentence)


def _named_behind(reading: Reading, place: int, name: str) -> int | None:
    """公用经费a，占基本支出的p%，基本支出T: the whole that the sentence names behind its share."""
    tail = next((end for end in TOTAL_ENDS if name.endswith(end)), "")
    bare = name.removesuffix(tail).removeprefix("全部")
    for other in range(place + 1, min(len(reading.figures), place + NEAR)):
        reading.steps.take()
        figure = reading.figures[other]
        if figure.sentence != reading.figures[place].sentence:
            return None
        told = len(bare) >= SHORTEST_NAME and bare in figure.label and reading.roles[other] == "plain"
        if told and figure.is_exact and figure.kind in ("money", "count"):
            return other
    return None


def _closing(reading: Reading, place: int) -> int | None:
    """甲a，占p%；乙b，占q%，合计T: the total that ends the list of this share."""
    part = reading.figures[place - 1]
    for other in range(place + 1, min(len(reading.figures), place + FAR)):
        reading.steps.take()
        figure = reading.figures[other]
        if figure.sentence != part.sentence:
            return None
        if figure.is_like(part) and figure.label.endswith(CLOSERS):
            return other
    return None


def _others(reading: Reading, part_place: int, part: Figure) -> Iterator[tuple[Figure, ...]]:
    """Wholes that stand further away, or that are the sum of the list itself."""
    for other in reading.back(
        part_place, lambda figure: figure.is_like(part) and figure.amount >= part.amount > 0, window=FAR
    ):
        yield (reading.figures[other],)
    first = reading.opened[part_place]
    start = part_place if first is None else first
    siblings = [
        figure
        for figure in reading.figures[start : start + 12]
        if figure.is_like(part) and figure.sentence == part.sentence and figure.depth == part.depth
    ]
    if len(siblings) > 1 and any(figure.amount for figure in siblings):
        yield tuple(siblings)


def whole_name(claimed: Figure) -> str:
    """What the share is of, as written: “占本年支出合计的92.53%” → 本年支出合计.

    >>> from core.verification.prose import scanner, steps
    >>> whole_name(scanner.scan("占本年支出合计的92.53%", steps.Steps())[0])
    '本年支出合计'
    """
    _, sign, name = claimed.label.rpartition("占")
    if not sign:
        return ""
    for _ in range(4):
        tail = next((tail for tail in NAME_ENDS if name.endswith(tail)), "")
        name = name.removesuffix(tail)
    return name if len(name) >= SHORTEST_NAME else ""


def _is_total(label: str) -> bool:
    return label.startswith("全") or any(word in label for word in TOTALS)


def _speaks_of(name: str, label: str) -> bool:
    """Whether the words of an amount and the name of a whole have a word of substance in common.

    A name of nothing but vague words says 支出 where the amount does, or says no more than 资金总额.
    """
    rest = name
    for vague in VAGUE:
        rest = rest.replace(vague, " ")
    pairs = [rest[at : at + 2] for at in range(len(rest) - 1)]
    if any(pair in label for pair in pairs if " " not in pair):
        return True
    said = [word for word in WHAT if word in name]
    return not rest.strip(" 额数量") and all(word in label for word in said)


def _named(reading: Reading, part_place: int, name: str, part: Figure) -> int | None:
    """The nearest amount whose words end in, or contain, the name of the whole."""
    bare = name.removeprefix("全部").removeprefix("本年").removeprefix("全年").removeprefix("总的")
    for wanted in (name, bare):
        if len(wanted) < SHORTEST_NAME:
            continue
        for other in reading.back(part_place, lambda figure: figure.is_like(part) and figure.is_exact):
            if wanted in reading.figures[other].label and reading.figures[other].amount:
                return other
    return None


def _statement(claimed: Figure, part: Figure, whole: tuple[Figure, ...]) -> Statement:
    expected = part.amount / sum((figure.amount for figure in whole), Fraction(0))
    below = " + ".join(shown(figure) for figure in whole)
    below = f"({below})" if len(whole) > 1 else below
    holds = ratio_holds(claimed, expected, slack_of(part, whole))
    working = f"{shown(part)} ÷ {below} = {written(expected, claimed)}"
    return Statement("share", claimed, (part, *whole), expected, holds, working)
