"""汇总表 asked for, 表样 kept: each in one transaction, 表样 with a line in the log."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import Unit, User
from accounts.records import actor
from core.summary.content import to_text
from documents.services import renew
from documents.sets import freeze_text, request_summary
from evaluations.cycles.models import Cycle
from evaluations.summaries.models import SummaryLayout, SummaryPrinting
from evaluations.summaries.reading import summary_of
from foundation.audit import services as audit


@transaction.atomic
def print_summary(
    cycle: Cycle, place: Unit, on: date, layout: SummaryLayout, *, approved_only: bool, by: User
) -> SummaryPrinting:
    """Freeze what the tables say and ask for them as PDF and workbook; what was asked for before is kept."""
    said = summary_of(cycle, place, on, layout.content(), approved_only=approved_only)
    frozen = freeze_text(to_text(said), label="")
    given = {"cycle": cycle, "place": place, "on": on, "approved_only": approved_only, "asked_by": by}
    printing, _ = SummaryPrinting.objects.get_or_create(
        frozen_set=frozen, defaults={**given, "layout_name": layout.name}
    )
    for paper in request_summary(frozen, asked_by=by):
        renew(paper)
    return printing


@transaction.atomic
def keep_layout(layout: SummaryLayout, *, by: User) -> SummaryLayout:
    """Keep a new or changed 表样; the form has checked it."""
    layout.save()
    _record(layout, "保存汇总表样", by)
    return layout


@transaction.atomic
def remove_layout(layout: SummaryLayout, *, by: User) -> None:
    """Tables that were made by it hold all that they print."""
    _record(layout, "删除汇总表样", by)
    layout.delete()


def _record(layout: SummaryLayout, action: str, by: User) -> None:
    audit.record(
        layout.bureau_id,
        action=action,
        actor=actor(by),
        subject=audit.Subject("summaries.SummaryLayout", layout.pk, layout.name),
        detail={
            "列": [one["title"] for one in layout.columns],
            "低执行率界限": layout.rate_below,
            "低得分界限": layout.score_below,
        },
    )
