"""单位: the tree of the administrator's bureau."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.forms import UnitForm
from accounts.models import Unit
from accounts.queries import administered_units
from accounts.requests import SignedInRequest
from accounts.views.access import administrators_only


@require_safe
@administrators_only
def units(request: SignedInRequest) -> HttpResponse:
    tree = administered_units(request.user).select_related("department", "division")
    tree = tree.annotate(people=Count("memberships__user", distinct=True))
    return render(request, "accounts/units.html", {"units": tree})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def unit_add(request: SignedInRequest) -> HttpResponse:
    return _edit(request, Unit())


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def unit_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    return _edit(request, get_object_or_404(administered_units(request.user), pk=pk))


def _edit(request: SignedInRequest, unit: Unit) -> HttpResponse:
    bound = request.POST if request.method == "POST" else None
    form = UnitForm(bound, instance=unit, units=administered_units(request.user))
    if form.is_bound and form.is_valid():
        services.save_unit(form.save(commit=False), by=request.user)
        messages.success(request, f"单位“{unit.name}”已保存。")
        return redirect("units")
    title = "编辑单位" if unit.pk else "新增单位"
    context = {"form": form, "title": title, "back": "units", "tab": "units"}
    return render(request, "accounts/edit.html", context, status=422 if form.is_bound else 200)
