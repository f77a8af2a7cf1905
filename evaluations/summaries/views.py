"""汇总表: asked for with one click, fetched when printed; 表样 kept by 绩效股."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Unit
from accounts.queries import posts_of_today
from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from documents.models import SetPaper
from documents.names import set_download_name
from evaluations.dossiers.views.dossier_papers import told_orders
from evaluations.dossiers.views.papers import given
from evaluations.summaries import queries
from evaluations.summaries.forms import LayoutForm, SummaryForm
from evaluations.summaries.models import SummaryLayout, usual
from evaluations.summaries.services import keep_layout, print_summary, remove_layout

SHOWN = 20
"""Tables that the page lists."""
NOT_YOURS = "汇总表由财政部门绩效股生成，主管部门可以生成本部门的。您可以下载已经生成的汇总表。"
ASKED = "已申请生成汇总表，生成后可在本页下载。"


@require_safe
def summaries(request: Request) -> HttpResponse:
    places = _places(request)
    return _draw(request, places, SummaryForm(places=places, makes=queries.makes_for(request.user)))


@passive
@require_safe
def states(request: Request) -> HttpResponse:
    """The list alone, asked for again while something is under way."""
    return render(request, "summaries/parts/printings.html", _listed(_places(request)))


@require_POST
def print_tables(request: Request) -> HttpResponse:
    places, makes = _places(request), queries.makes_for(request.user)
    if not makes:
        raise PermissionDenied(NOT_YOURS)
    form = SummaryForm(request.POST, places=places, makes=makes)
    if not form.is_valid():
        return _draw(request, places, form, status=422)
    given = form.cleaned_data
    print_summary(
        given["cycle"],
        given["place"],
        given["on"],
        given["layout"] or usual(),
        approved_only=given["approved_only"],
        by=request.user,
    )
    messages.success(request, ASKED)
    return redirect("summaries")


@require_safe
def download(request: Request, paper: int) -> HttpResponse:
    """A table over what the reader sees whole."""
    printed = queries.printings_in(_places(request)).values("frozen_set")
    there = SetPaper.objects.filter(published_at__isnull=False, frozen_set__in=printed)
    wanted = get_object_or_404(there.select_related("frozen_set__summary__place"), pk=paper)
    name = set_download_name(wanted, wanted.frozen_set.summary.place.name)
    return given(request, wanted, name, instead=redirect("summaries"))


@require_http_methods(["GET", "POST"])
def layout_add(request: Request) -> HttpResponse:
    return _edit(request, SummaryLayout(columns=usual().columns), "新增表样")


@require_http_methods(["GET", "POST"])
def layout_edit(request: Request, pk: int) -> HttpResponse:
    return _edit(request, _layout(request, pk), "编辑表样")


@require_POST
def layout_remove(request: Request, pk: int) -> HttpResponse:
    remove_layout(_layout(request, pk), by=request.user)
    messages.success(request, "表样已删除，已生成的汇总表不受影响。")
    return redirect("summaries")


def _places(request: Request) -> list[Unit]:
    """404 for whoever neither reviews, keeps nor audits."""
    if not any(post.role in queries.READERS for post in posts_of_today(request.user)):
        raise Http404
    return queries.places_of(request.user)


def _layout(request: Request, pk: int) -> SummaryLayout:
    return get_object_or_404(SummaryLayout, pk=pk, bureau__in=queries.bureaus_kept_by(request.user))


def _edit(request: Request, layout: SummaryLayout, title: str) -> HttpResponse:
    bureaus = queries.bureaus_kept_by(request.user)
    if not bureaus:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = LayoutForm(typed, instance=layout, bureaus=bureaus)
    if form.is_bound and form.is_valid():
        keep_layout(form.save(commit=False), by=request.user)
        messages.success(request, "表样已保存，生成汇总表时可以选用。")
        return redirect("summaries")
    context = {"form": form, "title": title, "layout": layout}
    return render(request, "summaries/layout.html", context, status=422 if form.is_bound else 200)


def _draw(request: Request, places: list[Unit], form: SummaryForm, *, status: int = 200) -> HttpResponse:
    kept = [bureau.pk for bureau in queries.bureaus_kept_by(request.user)]
    context = {
        **_listed(places),
        "form": form if queries.makes_for(request.user) else None,
        "has_work": form.fields["cycle"].queryset.exists(),  # type: ignore[attr-defined]
        "layouts": queries.layouts_in(places),
        "kept": kept,
    }
    return render(request, "summaries/summaries.html", context, status=status)


def _listed(places: list[Unit]) -> dict[str, Any]:
    return told_orders(queries.printings_in(places)[:SHOWN])
