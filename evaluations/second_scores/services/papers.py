"""底稿 and 意见书: written, frozen, printed; each in one transaction, on the record of the filing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core.filing.canonical import sha256, text_of
from core.second.paper import to_text
from documents.models import FrozenSet
from documents.services import renew
from documents.sets import freeze_text, request_opinion, request_working_paper
from evaluations.dossiers.exceptions import Stale
from evaluations.dossiers.services.log import note
from evaluations.second_scores.models import Opinion, ReviewPrinting, SampledFiling
from evaluations.second_scores.permissions import refusal_to_issue, refusal_to_print
from evaluations.second_scores.saying import drafted, letter_of, working_paper_of
from evaluations.second_scores.services.holding import held

STALE = "意见书在您打开页面之后已由他人修改，您填写的内容没有保存。请对照“目前内容”核对，改好后再保存。"
NOT_READ = "意见书在您打开页面之后已有修改，没有下发。请看过目前的意见书再下发。"


def opinion_of(filing: SampledFiling) -> Opinion | None:
    return Opinion.objects.filter(filing=filing).first()


def offered(filing: SampledFiling) -> Opinion:
    """What was written in 意见书, else its draft, which is not kept."""
    return opinion_of(filing) or drafted(filing)


def mark_of(opinion: Opinion | None) -> str:
    """What a page shows of it in a few characters; empty while nobody wrote on it."""
    if opinion is None:
        return ""
    dated = opinion.dated.isoformat() if opinion.dated else ""
    return sha256(text_of([opinion.number, opinion.title, opinion.body, dated]))[:16]


@transaction.atomic
def keep_opinion(filing: SampledFiling, written: Mapping[str, Any], *, seen: str, by: User) -> Opinion:
    """Keep what was written in 意见书. NotAllowed (403, 409); Stale where somebody was faster."""
    drawn = held(filing, refusal_to_issue, by=by)
    if seen != mark_of(opinion_of(drawn)):
        raise Stale(STALE)
    kept, _ = Opinion.objects.update_or_create(filing=drawn, defaults={**written, "changed_by": by})
    detail = {"发文字号": kept.number, "标题": kept.title}
    note(drawn.evaluation, "修改复核意见书", by=by, detail=detail)
    return kept


@transaction.atomic
def print_papers(filing: SampledFiling, *, by: User) -> None:
    """Ask for 底稿, and for 意见书 once it was issued; what is there is kept. NotAllowed (403, 409)."""
    if refusal := refusal_to_print(by, filing):
        raise refusal
    ask_for_working_paper(filing, by=by)
    opinion = opinion_of(filing)
    if hasattr(filing, "issue") and opinion:  # there was none yet with the first that were issued
        ask_for_opinion(opinion, by=by)


def ask_for_working_paper(filing: SampledFiling, *, by: User) -> None:
    frozen = _frozen(filing, "working_paper") or freeze_text(to_text(working_paper_of(filing)), label="")
    _keep(filing, frozen, by)
    for paper in request_working_paper(frozen, asked_by=by):
        renew(paper)


def ask_for_opinion(opinion: Opinion, *, by: User) -> None:
    frozen = _frozen(opinion.filing, "opinion") or freeze_text(text_of(letter_of(opinion)), label="")
    _keep(opinion.filing, frozen, by)
    for paper in request_opinion(frozen, asked_by=by):
        renew(paper)


def opinion_to_issue(filing: SampledFiling, *, seen: str, by: User) -> Opinion:
    """What was written, else the draft, which is kept then. Stale where `seen` is the mark of another one."""
    opinion = offered(filing)
    if seen != mark_of(opinion):
        raise Stale(NOT_READ)
    if opinion.pk is None:
        opinion.changed_by = by
        opinion.save()
    return opinion


def _frozen(filing: SampledFiling, kind: str) -> FrozenSet | None:
    """What was frozen of it first: there is no other one of what is finished, whatever is renamed later."""
    printed = FrozenSet.objects.filter(review_printings__filing=filing, papers__kind=kind)
    return printed.order_by("pk").first()


def _keep(filing: SampledFiling, frozen: FrozenSet, by: User) -> None:
    ReviewPrinting.objects.get_or_create(filing=filing, frozen_set=frozen, defaults={"asked_by": by})
