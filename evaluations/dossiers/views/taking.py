"""取用上年 as it is asked for on a page: in one cell, or in every empty one of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.requests import SignedInRequest as Request
from core.filing.cells import CellRef
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.cells import Saved
from evaluations.dossiers.services.taking import take_last_year
from evaluations.dossiers.views.opened import Opened, opened

ASKED = "last_year"
NOTHING = "上年没有可以取用的内容。"
HOLDS_WORDS = "“{}”已填有内容，没有取用上年内容。确需取用的，请先清空该栏并保存。"


@dataclass(frozen=True)
class Taken:
    """What came of it in words, and the cell at which the page goes on."""

    words: str
    is_done: bool
    at: CellRef | None = None


def take_over(request: Request, evaluation: Evaluation, section: str) -> Taken | None:
    """Write last year's words as the pressed button asks for; None where it asks for something else."""
    what, _, name = request.POST.get("then", "").partition(":")
    if what != ASKED:
        return None
    page = opened(request, evaluation.pk)
    one = next((ref for ref in page.slots if str(ref) == name), None)
    saved = take_last_year(evaluation, [one] if one else page.asides.empty(section), by=request.user)
    return Taken(_words(page, saved), bool(saved.saved), one)


def go_on(request: Request, taken: Taken, url: str) -> HttpResponse:
    """Tell it, and show the cell."""
    tell = messages.success if taken.is_done else messages.warning
    now = timezone.localtime().strftime("%H:%M")
    tell(request, f"已保存 {now}。{taken.words}")
    return redirect(f"{url}#id_{taken.at}" if taken.at else url)


def _words(page: Opened, saved: Saved) -> str:
    if saved.saved:
        return f"取用上年内容{saved.saved}处，请核对修改。"
    if saved.conflicts:
        return HOLDS_WORDS.format(page.slots[saved.conflicts[0].ref].label)
    return "上年内容没有取用：" + next(iter(saved.refused.values())) if saved.refused else NOTHING
