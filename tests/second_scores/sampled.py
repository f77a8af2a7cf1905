"""A filing that was approved and drawn, and what a reviewer types of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.figures.numbers import parse_number
from core.workflow import Action
from evaluations.second_scores.models import Issue, SampledFiling
from evaluations.second_scores.services import issuing, papers
from evaluations.second_scores.services.drawing import Asked, draw_review
from evaluations.second_scores.services.scoring import (
    Typed,
    finish,
    keep_scores,
    mark_of,
    scores_of,
    second_of,
)
from tests.dossiers.lives import ALL, Life, begin
from tests.factories import FILLED, fill_in, make_project

EXECUTION, PEOPLE, IN_TIME = "funds/total/score", "indicators/r1/score", "indicators/r2/score"
LOWER = {"actual": "80人", "score": "40", "reason": "01", "remark": "名册为80人，80÷100×50=40"}
AS_FILED = {"actual": "200", "score": "10"}


def drawn(life: Life | None = None, way: str = "random", size: int = 1, **given: Any) -> SampledFiling:
    """The one filing of a new sample, which 绩效股 drew."""
    life = life or begin().to(*ALL)
    asked = Asked(way, size, **given)
    review = draw_review(life.evaluation.cycle, asked, by=life.people["performance"])
    return fresh(review.filings.get())


def more(life: Life, count: int) -> None:
    """Filings of the same unit, approved without the steps before."""
    unit, cycle = life.evaluation.unit, life.evaluation.cycle
    for _ in range(count):
        one = begin(unit=unit, cycle=cycle, project=make_project(unit))
        Life(one.evaluation, life.people).to(*ALL)


def fresh(filing: SampledFiling) -> SampledFiling:
    """Without what was remembered of it."""
    shown = ("review__cycle", "evaluation__cycle", "submission__frozen")
    return SampledFiling.objects.select_related(*shown).get(pk=filing.pk)


def keep(filing: SampledFiling, life: Life, who: str = "performance", **rows: dict[str, str]) -> int:
    """Keep rows (by 1, 2, 3) as a form that was checked gives them; the others stay as they are."""
    kept = scores_of(filing)
    found = second_of(filing, kept).rows
    typed = [row_of(found[int(name[1:])].item.key, **said) for name, said in rows.items()]
    return keep_scores(filing, typed, seen=mark_of(kept), by=life.people[who])


def row_of(key: str, *, actual: str = "", score: str = "", reason: str = "", remark: str = "") -> Typed:
    words = f"原因{reason}" if reason else ""
    return Typed(key, actual, score, parse_number(score), reason, words, remark, evidence_seen=False)


def scored(filing: SampledFiling, life: Life) -> SampledFiling:
    """Every row has its second score: 90 instead of 100."""
    keep(filing, life, r0=AS_FILED, r1=LOWER, r2={"actual": "达成预期", "score": "40"})
    return fresh(filing)


def finished(filing: SampledFiling, life: Life, who: str = "performance") -> SampledFiling:
    scored(filing, life)
    finish(filing, seen=mark_of(scores_of(filing)), by=life.people[who])
    return fresh(filing)


def issued(filing: SampledFiling, life: Life) -> SampledFiling:
    issue(finished(filing, life), life)
    return fresh(filing)


def with_total(life: Life, text: str) -> Life:
    """Approved with another total than its rows make, which are 100."""
    return _approved(life, {"total/score": text})


def together(life: Life) -> Life:
    """Approved on a form whose two rows have 90 points together."""
    return _approved(
        life, {"indicators/r1/points": "90", "indicators/r1/score": "90", "indicators/r2/score": ""}
    )


def _approved(life: Life, typed: dict[str, str]) -> Life:
    fill_in(life.evaluation, life.people["filer"], {**FILLED, **typed})
    life.move(Action.SUBMIT, "filer", problems_reason="按上年口径填写")
    for who in ALL:
        life.move(Action.APPROVE, who)
    return life


def issue(filing: SampledFiling, life: Life, who: str = "performance") -> Issue:
    """With 意见书 as it stands."""
    return issuing.issue(filing, seen=seen_of(filing), by=life.people[who])


def seen_of(filing: SampledFiling) -> str:
    """The mark of 意见书 on the page from which it is issued."""
    return papers.mark_of(papers.offered(filing))


def address(filing: SampledFiling, name: str = "second_scores") -> str:
    return reverse(name, args=[filing.pk])


def posted(filing: SampledFiling, **rows: dict[str, str]) -> dict[str, str]:
    """What the page posts: `r1={"score": "40"}` is the second row; the others as they are kept."""
    kept = scores_of(filing)
    data = {"seen": mark_of(kept)}
    for number, row in enumerate(second_of(filing, kept).rows):
        one = kept.get(row.item.key)
        stored = (
            {"actual": one.actual, "score": one.typed, "reason": one.reason, "remark": one.remark}
            if one
            else {}
        )
        data |= {f"{part}-{number}": text for part, text in {**stored, **rows.get(f"r{number}", {})}.items()}
    return data


def ready(filing: SampledFiling, life: Life) -> str:
    """Every row scored; the mark of the page from which it is finished."""
    return mark_of(scores_of(scored(filing, life)))
