"""股室填报单: the teams of a unit, the rows that each fills in, their workbooks, what came back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import fills_in
from evaluations.dossiers.views.dossier import found, head_of
from evaluations.exchange import outgoing
from evaluations.exchange.board import Board, board
from evaluations.exchange.forms import AssignForm, TeamForm
from evaluations.exchange.models import Team
from evaluations.exchange.services import teams
from evaluations.exchange.views import XLSX, file_of

NOT_YOURS = "股室填报单由填报单位的填报人分派，您可以查看，不能修改。"
KEPT = "“{name}”交回的内容已采用，记录须保留，不能从名单中删除。可以把它的指标改分给其他股室。"
NOTHING = "还没有把指标分给股室。请先勾选指标、选择股室。"
Forms = dict[str, Any]


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The board; adding and removing a team, handing rows out."""
    whole = found(request, cycle, unit)
    if request.method != "POST":
        return _draw(request, whole, {})
    if not _is_filer(request, whole):
        return _draw(request, whole, {"problem": NOT_YOURS}, status=403)
    then, _, team = request.POST.get("then", "").partition(":")
    if then == "add":
        return _add(request, whole)
    if then == "remove":
        return _remove(request, whole, team)
    return _assign(request, whole)


@require_safe
def slip_workbook(request: Request, cycle: int, unit: int, team: int) -> HttpResponse:
    """The workbook of one team."""
    whole = found(request, cycle, unit)
    now = board(whole)
    wanted = next((one for one in now.busy if one.pk == team), None)
    if wanted is None:
        raise Http404
    name, content = outgoing.slip_workbook(wanted, now)
    return file_of(content, name, XLSX)


@require_safe
def slip_workbooks(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The workbooks of all teams that have something to fill in, as one archive."""
    now = board(found(request, cycle, unit))
    if not now.busy:
        messages.error(request, NOTHING)
        return redirect("slips", cycle, unit)
    return file_of(outgoing.slip_archive(now), "股室填报单.zip", "application/zip")


def _is_filer(request: Request, whole: Dossier) -> bool:
    """Whether this person fills in all of the set: rows of every filing are handed out."""
    return whole.is_all and len(fills_in(request.user, whole.filings)) == len(whole.filings)


def _add(request: Request, whole: Dossier) -> HttpResponse:
    form = TeamForm(Team.objects.filter(unit=whole.unit), request.POST)
    if not form.is_valid():
        return _draw(request, whole, {"team_form": form}, status=422)
    team, _ = Team.objects.get_or_create(unit=whole.unit, name=form.cleaned_data["name"])
    messages.success(request, f"已添加“{team}”。请勾选指标分给它。")
    return redirect("slips", whole.cycle.pk, whole.unit.pk)


def _remove(request: Request, whole: Dossier, key: str) -> HttpResponse:
    team = Team.objects.filter(unit=whole.unit, pk=int(key) if key.isascii() and key.isdigit() else 0).first()
    if team is None:
        raise Http404
    if not teams.remove(team):
        return _draw(request, whole, {"problem": KEPT.format(name=team.name)}, status=409)
    messages.success(request, f"已从名单中删除“{team.name}”，分给它的指标已收回。")
    return redirect("slips", whole.cycle.pk, whole.unit.pk)


def _assign(request: Request, whole: Dossier) -> HttpResponse:
    now = board(whole)
    form = AssignForm(now.teams, now.rows, request.POST)
    if not form.is_valid():
        return _draw(request, whole, {"assign_form": form}, status=422)
    team = form.cleaned_data["team"]
    by_filing: dict[Evaluation, list[str]] = defaultdict(list)
    for evaluation, row in form.chosen:
        by_filing[evaluation].append(row)
    count = sum(teams.assign(evaluation, rows, team) for evaluation, rows in by_filing.items())
    messages.success(request, f"已把{count}行分给“{team}”。" if team else f"已收回{count}行。")
    return redirect("slips", whole.cycle.pk, whole.unit.pk)


def _draw(request: Request, whole: Dossier, forms: Forms, *, status: int = 200) -> HttpResponse:
    now: Board = board(whole)
    context = {
        **head_of(whole),
        "board": now,
        "may_assign": _is_filer(request, whole),
        "team_form": TeamForm(now.teams),
        "assign_form": AssignForm(now.teams, now.rows),
        **forms,
    }
    return render(request, "exchange/slips.html", context, status=status)
