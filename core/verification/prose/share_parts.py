"""What a share is a part of the whole: the amount before it, behind it, or the one that its words name."""

from __future__ import annotations

from core.verification.prose.figures import Figure
from core.verification.prose.share_names import shared, subject_of, whole_name
from core.verification.prose.structure import Reading, is_of, words_before
from core.verification.prose.words import OPENERS, RESPECTIVELY

LINKS = ("，为", "，即", "，计", "，共", "，有", "，共计", "，达")
LONGEST_LINK = 10
LONGEST_ROW = 8
FAR = 16
OPENS = tuple("；：")
ENDS = ("", *"；。，）")
ENOUGH = 3
"""A name is repeated where a third of its pairs of signs are."""
FULL = ("合计", "共计", "总计", "总数", "总额", "总量")


def parts_of(reading: Reading, place: int, last: tuple[int, int] | None) -> list[int]:
    """Where the part of a share stands; several places where its words leave a choice."""
    run = _run(reading, place)
    if _respectively(reading, run):
        return _of_row(reading, place, run)
    figure = reading.figures[place]
    if place > run and not _subject(reading, place):
        again = last and last[0] == place - 1 and figure.label.startswith("占")
        return [last[1]] if last and again else []
    if comes_first(reading, place):
        return [place + 2]
    if _is_behind(reading, place):
        return [place + 1]
    if is_before_its_whole(reading, place):
        return [place - 2]
    if _is_bare_behind(reading, place):
        return [place + 1]
    found = _named(reading, place) or _listed_behind(reading, place, run)
    if found or any(mark in figure.lead for mark in OPENERS):
        return found
    return _before(reading, place)


def _subject(reading: Reading, place: int) -> str:
    """农村居民 of 农村居民占样本总数的60%, of 农村居民占样本总数（400人）的60%."""
    whole = explicit_whole(reading, place)
    words = reading.figures[place].label if whole is None else words_before(reading.figures[whole])
    return subject_of(words)


def _listed_behind(reading: Reading, place: int, run: int) -> list[int]:
    """甲占p%，乙占q%，总额T，分别为a和b: the amounts that stand behind a row of shares as they do."""
    length = 1
    while (
        run + length < len(reading.figures)
        and reading.roles[run + length] == "share"
        and length < LONGEST_ROW
    ):
        length += 1
    if length < 2 or not _subject(reading, place):
        return []
    for other in range(run + length, min(len(reading.figures), run + length + 3)):
        reading.steps.take()
        figure, rest = reading.figures[other], reading.figures[other : other + length]
        near = figure.paragraph == reading.figures[place].paragraph
        if (
            near
            and "分别" in figure.lead
            and len(rest) == length
            and all(one.is_like(figure) for one in rest)
        ):
            return [other + place - run]
    return []


def _before(reading: Reading, place: int) -> list[int]:
    """The amount right before, over the whole that stands between."""
    at = place - 1 - (1 if explicit_whole(reading, place) is not None else 0)
    at = _out_of_brackets(reading, at, reading.figures[place].depth)
    near = at >= 0 and reading.figures[place].sentence == reading.figures[at].sentence
    if not near or reading.roles[at] not in ("plain", "to"):
        return []
    subject, before = _subject(reading, place), reading.figures[at]
    words = f"{before.label}{before.tail.partition('，')[0]}"
    told = not subject or not set(subject).isdisjoint(words)
    return [at] if told else []


def _named(reading: Reading, place: int) -> list[int]:
    """小微41份，大型3份，小微企业占78.8%: the amounts whose words the share's subject repeats."""
    share, best = reading.figures[place], 0
    subject, found, whole = _subject(reading, place), list[int](), explicit_whole(reading, place)
    if not subject:
        return []
    for other in [*range(place - 1, max(-1, place - 1 - FAR), -1), *range(place + 1, place + 4)]:
        reading.steps.take()
        if other >= len(reading.figures) or not _may_be_part(reading, other, share) or other == whole:
            continue
        figure = reading.figures[other]
        score = shared(subject, figure.label)
        if score > best:
            best, found = score, []
        if score == best and score * ENOUGH >= len(subject) - 1:
            found.append(other)
    return found


def _may_be_part(reading: Reading, other: int, share: Figure) -> bool:
    figure = reading.figures[other]
    near = figure.paragraph == share.paragraph and share.sentence - 1 <= figure.sentence <= share.sentence
    return near and reading.roles[other] in ("plain", "to") and figure.kind in ("money", "count")


def _run(reading: Reading, place: int) -> int:
    """Where the row of shares begins in which one stands."""
    run = place
    while run and reading.roles[run - 1] == "share" and place - run < LONGEST_ROW:
        run -= 1
    return run


def _of_row(reading: Reading, place: int, run: int) -> list[int]:
    """甲a、乙b，分别占p%和q%: each share has the part that stands as it does, before the whole of all."""
    length = 1
    while (
        run + length < len(reading.figures)
        and reading.roles[run + length] == "share"
        and length < LONGEST_ROW
    ):
        length += 1
    end = run - (1 if row_whole(reading, run) is not None else 0)
    at = end - length + place - run
    fits = end >= length and all(reading.roles[other] == "plain" for other in range(end - length, end))
    return [at] if fits else []


def row_whole(reading: Reading, run: int) -> int | None:
    """The whole right before a row of shares: 分别占T的p%和q%; 合计T，依次占p%和q%."""
    whole = explicit_whole(reading, run)
    total = run and reading.figures[run - 1].label.startswith(FULL)
    return run - 1 if total and whole is None else whole


def _respectively(reading: Reading, run: int) -> bool:
    """分别占p%和q%, 分别占T的p%和q%, 依次占p%、q%."""
    whole = explicit_whole(reading, run)
    leads = [reading.figures[run].lead, *([] if whole is None else [reading.figures[whole].lead])]
    return any(word in lead for word in RESPECTIVELY for lead in leads)


def leader(reading: Reading, place: int) -> int:
    """The share that says of what a row of shares is: its first where each has its own part."""
    run = _run(reading, place)
    return run if _respectively(reading, run) else place


def _out_of_brackets(reading: Reading, at: int, depth: int) -> int:
    """Over what stands in brackets between the part and its share, and over 60岁以上."""
    while at > 0 and (reading.figures[at].depth > depth or _is_no_part(reading.figures[at])):
        reading.steps.take()
        at -= 1
    return at


def _is_no_part(figure: Figure) -> bool:
    return figure.name == "岁" and not figure.is_exact


def _is_behind(reading: Reading, place: int) -> bool:
    """收入500万元，财政拨款占90%，为450万元; 占500万元的90%，为450万元: the part right behind."""
    if not place or place + 1 >= len(reading.figures):
        return False
    share, part = reading.figures[place : place + 2]
    linked = len(part.lead) <= LONGEST_LINK and part.lead.endswith(LINKS) and share.sentence == part.sentence
    if whole_name(share) and explicit_whole(reading, place) is None:
        return linked and part.kind in ("money", "count") and reading.roles[place + 1] == "plain"
    whole = reading.figures[place - 1]
    return (
        linked
        and reading.roles[place - 1] == "plain"
        and whole.is_like(part)
        and whole.sentence == share.sentence
    )


def _is_bare_behind(reading: Reading, place: int) -> bool:
    """设备占55.8%，212万元；软件占36.3%，138万元: an amount without words behind a share that has them."""
    if place + 1 >= len(reading.figures) or not _subject(reading, place):
        return False
    share, part = reading.figures[place : place + 2]
    opens = not place or share.lead[:1] in OPENS or reading.figures[place - 1].sentence < share.sentence
    bare = part.lead in ("，", "（") and part.sentence == share.sentence and part.tail[:1] in ENDS
    return opens and bare and part.kind in ("money", "count")


def comes_first(reading: Reading, place: int) -> bool:
    """占预算的p%，即T中的a: whole and part behind their share."""
    behind = reading.figures[place + 1 : place + 3]
    if len(behind) < 2 or not behind[0].is_like(behind[1]):
        return False
    return behind[0].lead in ("，即", "，为", "，也就是") and behind[1].lead == "中的"


def is_before_its_whole(reading: Reading, place: int) -> bool:
    """甲a家，全区共T家，甲占比p%: the amount before the share says that it is all of them."""
    if place < 2 or whole_name(reading.figures[place]):
        return False
    part, whole, share = reading.figures[place - 2 : place + 1]
    beside = part.sentence == whole.sentence == share.sentence and part.depth == whole.depth == share.depth
    total = whole.label.startswith(("全", "共", "总")) and whole.label.endswith(("共", "有", "为", "总数"))
    return beside and total and part.is_like(whole) and reading.roles[place - 2] == "plain"


def explicit_whole(reading: Reading, place: int) -> int | None:
    """占全年支出605.35万元的45.46%: the amount between 占 and the share."""
    if place and is_of(reading.figures[place], reading.figures[place - 1]):
        return place - 1
    return None
