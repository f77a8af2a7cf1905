"""消息: what concerns a person, and that it was seen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from evaluations.notices.forms import SeenForm
from evaluations.notices.queries import MOST
from evaluations.notices.services import mark_seen
from evaluations.notices.telling import notices_of


@require_safe
def notices(request: Request) -> HttpResponse:
    found = notices_of(request.user)
    context = {"notices": found, "new": sum(one.is_new for one in found), "most": MOST}
    return render(request, "notices/notices.html", context)


@require_POST
def notices_seen(request: Request) -> HttpResponse:
    """Up to the newest that the page showed: what came meanwhile stays new."""
    form = SeenForm(request.POST)
    if form.is_valid():
        mark_seen(request.user, min(form.cleaned_data["up_to"], timezone.now()))
        messages.success(request, "已全部标为已读。")
    else:
        messages.error(request, "没有标为已读，请在本页重新点“全部标为已读”。")
    return redirect("notices")
