"""复核得分 kept row by row, and finished: from then on the database refuses any change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core.figures import printing
from core.filing.canonical import sha256, text_of
from core.second.scores import Entry, Second, filed_total, refusals, second_scores
from core.workflow import Ground
from documents.sources import filing_of
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.services.log import note
from evaluations.second_scores.models import Completion, SampledFiling, SecondScore
from evaluations.second_scores.permissions import refusal_to_score
from evaluations.second_scores.services.holding import held

STALE = "本表的复核内容在您打开页面之后已由他人修改，您填写的内容没有保存。请对照目前内容核对后再保存。"
AT_ONCE = 50
"""Frozen filings in memory at a time."""
NOT_ALL = "还有{}行没有复核得分，不能完成。请逐行填写后再办理。"
NO_TOTAL_REMARK = "请写明自评表填写的自评得分与各行得分合计为什么不同，说明印在底稿和意见书上。"
NOT_RIGHT = "「{}」：{}"


@dataclass(frozen=True)
class Typed:
    """What was typed of one row, and checked by its form."""

    row: str
    actual: str
    typed: str
    score: Decimal | None
    reason: str
    reason_words: str
    remark: str
    evidence_seen: bool

    @property
    def is_empty(self) -> bool:
        return not (self.actual or self.typed or self.reason or self.remark or self.evidence_seen)


def scores_of(filing: SampledFiling) -> dict[str, SecondScore]:
    """What was kept, by the key of the row."""
    return {one.row: one for one in filing.scores.order_by("row")}


def mark_of(scores: Mapping[str, SecondScore]) -> str:
    """What a page shows of all rows, in a few characters: another one means that somebody was faster."""
    return sha256(text_of([_shown(one) for one in scores.values()]))[:16]


def second_of(filing: SampledFiling, scores: Mapping[str, SecondScore]) -> Second:
    """The second scores of the filing as it was drawn."""
    form, snapshot = filing_of(filing.submission.frozen)
    return second_scores(form, snapshot, {row: Entry(one.actual, one.typed) for row, one in scores.items()})


def filed_totals(filings: QuerySet[SampledFiling]) -> dict[int, Decimal | None]:
    """自评得分 of each as it was drawn, whatever a later draft of it says."""
    drawn = filings.select_related("submission__frozen__form_version")
    return {one.pk: filed_total(*filing_of(one.submission.frozen)) for one in drawn.iterator(AT_ONCE)}


@transaction.atomic
def keep_scores(filing: SampledFiling, typed: Iterable[Typed], *, seen: str, by: User) -> int:
    """Keep the rows that differ from what is kept, and return how many; `seen`: the mark of the page.

    NotAllowed (403, 409); Stale where somebody was faster.
    """
    held(filing, refusal_to_score, by=by)
    kept = scores_of(filing)
    if seen != mark_of(kept):
        raise Stale(STALE)
    changed = [row for found in typed if (row := _written(filing, found, kept.get(found.row), by))]
    if changed:
        note(
            filing.evaluation,
            "填写复核得分",
            by=by,
            detail={"各行": {one.row: _said(one) for one in changed}},
        )
    return len(changed)


@transaction.atomic
def finish(filing: SampledFiling, *, seen: str, by: User, total_remark: str = "") -> Completion:
    """Close the second scores of the filing for good. `total_remark`: why 自评得分 is not what its rows make.

    NotAllowed: 403, 409, 422 while a row has no score or what differs does not say why; Stale as above.
    """
    held(filing, refusal_to_score, by=by)
    scores = scores_of(filing)
    if seen != mark_of(scores):
        raise Stale(STALE)
    found = second_of(filing, scores)
    if sentence := _lacking(found, scores, total_remark):
        raise NotAllowed.because(sentence, Ground.CONTENT)
    assert found.total is not None  # every row has a score
    done = Completion.objects.create(
        filing=filing,
        filed=found.filed,
        total_remark=total_remark.strip() if found.asks_why else "",
        total=found.total,
        grade=found.grade,
        finished_by=by,
    )
    detail = {
        "自评得分": printing.plain(found.filed),
        "复核得分": printing.plain(found.total),
        "复核等级": found.grade,
        "偏离度": printing.rate(found.deviation),
        "自评总分的说明": done.total_remark,
    }
    note(filing.evaluation, "完成复核", by=by, detail={key: text for key, text in detail.items() if text})
    return done


def _written(filing: SampledFiling, found: Typed, kept: SecondScore | None, by: User) -> SecondScore | None:
    """The row as it was written; None where nothing changed."""
    if kept is None and found.is_empty:
        return None
    row = kept or SecondScore(filing=filing, row=found.row)
    before = _shown(row)
    for name in ("actual", "typed", "score", "reason", "reason_words", "remark", "evidence_seen"):
        setattr(row, name, getattr(found, name))
    if kept and _shown(row) == before:
        return None
    row.changed_by = by
    row.save()
    return row


def _lacking(found: Second, scores: Mapping[str, SecondScore], total_remark: str) -> str:
    """What stands against finishing; empty where nothing does."""
    if found.open:
        return NOT_ALL.format(found.open)
    for row in found.rows:
        kept = scores.get(row.item.key) or SecondScore()
        wrong = refusals(row.item, row.score, reason=kept.reason, remark=kept.remark)
        for sentence in wrong.values():
            return NOT_RIGHT.format(row.item.name, sentence)
    return NO_TOTAL_REMARK if found.asks_why and not total_remark.strip() else ""


def _shown(one: SecondScore) -> list[str]:
    return [one.row, one.actual, one.typed, one.reason, one.remark, "是" if one.evidence_seen else ""]


def _said(one: SecondScore) -> dict[str, str]:
    names = ("复核完成值", "复核得分", "原因", "备注", "已核对佐证")
    return dict(zip(names, _shown(one)[1:], strict=True))
