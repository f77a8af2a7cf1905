"""Scores and grades in prose beside the end of the table: 自评得分94分，自评等级为“良”."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from core.filing import cells
from core.verification.prose.figures import Figure
from core.verification.references import words
from core.verification.references.clauses import FAR, squeezed, tail_of
from core.verification.references.compare import unit_of
from core.verification.references.filing import Filed, Printed, judge
from core.verification.references.reference import Reference

NEAR = 6
"""So many signs may stand between 等级 and the grade."""
NEAREST = 12
"""So many figures beside a score or a grade belong to it: what makes this linear."""
NATIONAL = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
"""财预〔2020〕10号, for a form that gives no bands: then a hint at most."""
OWN = (*words.GRADE_HEADS, *words.SCORED, *words.GRADED, *words.HEADS)
"""Words before a grade that say of nothing else that it is graded."""
GRADE_ENDS = frozenset("，。；,;”’\"'！）)\n")


def score_references(filed: Filed) -> Iterator[Reference]:
    """Every 自评得分 beside the total of the table."""
    for place, figure in enumerate(filed.reading.figures):
        if figure.kind != "score":
            continue
        clause = filed.clause(figure)
        name = filed.name(clause)
        strong, weak = tail_of(name, words.SCORES), tail_of(name, words.SCORES_WEAK)
        if not (strong or weak):
            continue
        owner = name.removesuffix(strong or weak)
        is_own = not owner or owner in words.SCORED
        sure = bool(strong) and is_own and _is_alone(filed, place) and filed.speaks_of_the_year(clause)
        found = judge(figure, clause.words, _total(filed), is_sure=sure)
        if found:
            yield found


def grade_references(filed: Filed) -> Iterator[Reference]:
    """Every 等级为“良”: that of the table, by the score that stands before it where one does."""
    text = filed.text
    for start, name in _grades(text):
        scores = [figure for figure in _sentence_before(filed, start) if figure.kind == "score"]
        own = not scores or _is_total(filed, scores[-1])
        expected, is_certain = _expected(filed)
        if own and expected and (scores or _names_no_other(filed, start)):
            agrees = words.GRADE_NAMES[name] == words.GRADE_NAMES.get(expected, expected)
            yield Reference(
                span=(start, start + len(name)),
                said=name,
                words="等级",
                cell=cells.total("grade" if is_certain else "score"),
                printed=expected,
                agrees=agrees,
                is_certain=is_certain,
            )


def _grades(text: str) -> Iterator[tuple[int, str]]:
    """Where a grade is given behind 等级 or 结果, and which: not 分为优、良."""
    for head in words.GRADE_HEADS:
        at = text.find(head)
        while at >= 0:
            end = at + len(head)
            start = end
            while start < end + NEAR and text[start : start + 1] in words.GRADE_LINKS:
                start += 1
            name = next((name for name in words.GRADE_NAMES if text.startswith(name, start)), "")
            behind = text[start + len(name) : start + len(name) + 1]
            if name and start > end and (not behind or behind in GRADE_ENDS):
                yield start, name
            at = text.find(head, end)


def _sentence_before(filed: Filed, start: int) -> list[Figure]:
    """The figures of the sentence in which a place lies, shortly before it."""
    begin = _begin(filed.text, start, "。\n")
    end = bisect_left(filed.reading.figures, start, key=lambda figure: figure.start)
    return [figure for figure in filed.reading.figures[max(0, end - NEAREST) : end] if figure.start >= begin]


def _begin(text: str, start: int, marks: str) -> int:
    """Where what lies before a place begins, behind the last of some marks, FAR signs back at most."""
    before = max(0, start - FAR)
    return max(before, *(text.rfind(mark, before, start) + 1 for mark in marks))


def _names_no_other(filed: Filed, start: int) -> bool:
    """Whether the clause before a grade names nothing but the filing itself."""
    before = squeezed(filed.text[_begin(filed.text, start, "。\n；，") : start])
    for own in (*filed.own_names, *sorted(OWN, key=len, reverse=True)):
        before = before.replace(own, "")
    return not before.strip("".join(words.GRADE_LINKS))


def _expected(filed: Filed) -> tuple[str, bool]:
    """The grade that the table gives, else the bands of the form, else the national ones."""
    typed = filed.snapshot.typed(cells.total("grade")).strip()
    graded = filed.computed.grade
    own = typed or (graded.name if graded and graded.name else "")
    if own or filed.form.grading:
        return own, True
    score = filed.snapshot.value(cells.total("score"))
    reached = [name for minimum, name in NATIONAL if score is not None and score >= minimum]
    return next(iter(reached), ""), False


def _total(filed: Filed) -> list[Printed]:
    cell = filed.snapshot.cell(cells.total("score"))
    if cell.value is None:
        return []
    typed = cell.typed.strip().removesuffix("分")
    return [Printed(cells.total("score"), Fraction(cell.value), unit_of(typed, 0), f"{typed}分")]


def _is_total(filed: Filed, figure: Figure) -> bool:
    return figure.is_exact and any(cell.value == figure.amount for cell in _total(filed))


def _is_alone(filed: Filed, place: int) -> bool:
    """Whether no other score stands near it: 基本支出自评得分98分，项目支出自评得分100分."""
    figures = filed.reading.figures
    near = figures[max(0, place - NEAREST) : place + NEAREST]
    same = [one for one in near if one.sentence == figures[place].sentence and one.kind == "score"]
    return len(same) == 1
