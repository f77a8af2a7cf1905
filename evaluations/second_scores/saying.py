"""What a 复核 says of one filing, in words, for its papers."""

from __future__ import annotations

from django.utils import timezone

from core.figures import printing
from core.filing.snapshot import Identity
from core.paper.letter import Letter
from core.paper.sign_off import WHOLE_UNIT
from core.second.opinion import draft, title_of
from core.second.paper import PaperRow, WorkingPaper
from core.second.scores import Scored
from documents.sources import snapshot_of
from evaluations.second_scores.models import Opinion, SampledFiling, SecondScore
from evaluations.second_scores.queries import rules_of
from evaluations.second_scores.services.scoring import scores_of, second_of

FILES, SEEN = "{}个文件", "已核对"
ATTACHMENT = "绩效自评复核底稿"
SHARES = "得分与“{}”合并计算。"


def working_paper_of(filing: SampledFiling) -> WorkingPaper:
    """What 复核底稿 prints of a finished 复核: always the same, nothing of it changes any more."""
    identity, review, done = identity_of(filing), filing.review, filing.completion
    scores = scores_of(filing)
    found = second_of(filing, scores)
    return WorkingPaper(
        name=name_of(identity),
        unit_name=identity.unit_name,
        unit_code=identity.unit_code,
        number=identity.number,
        cycle_name=review.cycle.name,
        data_year=identity.data_year,
        drawn=drawn_words(filing),
        reviewer=done.finished_by.full_name,
        finished_on=timezone.localtime(done.finished_at).date().isoformat(),
        frozen=filing.submission.frozen.sha256,
        filed=printing.plain(found.filed),
        filed_grade=found.filed_grade,
        total=printing.plain(done.total),
        grade=done.grade,
        deviation=printing.rate(found.deviation),
        rows=tuple(_row(row, scores.get(row.item.key) or SecondScore()) for row in found.rows),
        filed_by_rows=printing.plain(found.filed_by_rows) if found.asks_why else "",
        total_remark=done.total_remark,
    )


def identity_of(filing: SampledFiling) -> Identity:
    """Whose it was and what it was called when it was filed."""
    return snapshot_of(filing.submission.frozen).identity


def name_of(identity: Identity) -> str:
    return identity.project_name or WHOLE_UNIT.format(identity.unit_name)


def drawn_words(filing: SampledFiling) -> str:
    """How it came into the sample, so that it can be drawn again."""
    review = filing.review
    seed = f"，随机种子{review.seed}" if review.seed else ""
    return (
        f"第{review.number}次复核，{review.get_way_display()}{seed}，"
        f"{len(review.candidates)}份中抽取{review.size}份，本表为第{filing.position}份"
    )


def drafted(filing: SampledFiling) -> Opinion:
    """复核意见书 as it is offered before anybody wrote on it; not kept."""
    said = working_paper_of(filing)
    template = rules_of(filing.review.cycle.bureau_id).opinion
    return Opinion(filing=filing, title=title_of(said), body=draft(template, said))


def letter_of(opinion: Opinion) -> Letter:
    """复核意见书 as a letter of the bureau to the unit."""
    filing = opinion.filing
    cycle, identity = filing.review.cycle, identity_of(filing)
    return Letter(
        issuer=cycle.bureau.name,
        unit_code=identity.unit_code,
        cycle_name=cycle.name,
        data_year=identity.data_year,
        label="",
        number=opinion.number,
        addressee=identity.unit_name,
        title=opinion.title,
        body=opinion.body,
        attachments=(f"{name_of(identity)}{ATTACHMENT}",),
        dated=opinion.dated.isoformat() if opinion.dated else "",
    )


def _row(row: Scored, kept: SecondScore) -> PaperRow:
    item = row.item
    files = FILES.format(item.files) if item.files else ""
    return PaperRow(
        first=item.first,
        second=item.second,
        name=item.name,
        target=item.target,
        points=printing.plain(item.limit),
        filed_actual=item.actual,
        filed_score=printing.plain(item.score),
        actual=kept.actual,
        score=printing.plain(row.score),
        ratio=printing.rate(row.ratio),
        reason=kept.reason_words,
        remark=(SHARES.format(item.shares) if item.shares else "") + kept.remark,
        evidence="，".join(filter(None, (SEEN if kept.evidence_seen else "", files))),
    )
