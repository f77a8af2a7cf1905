"""本单位报送材料: all filings of a unit and year on one page, checked and filed together or in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.queries import posts_of_today
from accounts.requests import SignedInRequest as Request
from core.figures import printing
from core.workflow import TRANSITIONS, Action, Ground, Status, label
from core.workflow.states import FINANCE
from evaluations.dossiers import permissions
from evaluations.dossiers.dossier import Dossier, cycles_of, dossier_of, not_issued, rates_of, sets_in
from evaluations.dossiers.exceptions import NotAllowed, Refused
from evaluations.dossiers.forms.sections import TITLES
from evaluations.dossiers.forms.together import TogetherForm
from evaluations.dossiers.letters import label_of, letter_in, shows_letter
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.queries import TO_FILL
from evaluations.dossiers.services.completing import complete
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.services.together import Outcome, move_each
from evaluations.dossiers.snapshots import form_of
from evaluations.dossiers.views import findings as drawn
from evaluations.dossiers.views.chosen import named_or_first
from evaluations.dossiers.views.letter_words import told_letter
from evaluations.dossiers.views.opened import TONES, opened

READY = "可以{}"
FILLED = "已补填{}处：填报人、联系电话、填报日期，以及可以计算的执行率、得分、总分和等级。请核对后报送。"
NOTHING_TO_FILL = "没有可以补填的空白。执行率、得分等还空着的，请先填写资金和实际完成值。"
LACKS = {
    Status.NOT_STARTED: "尚未填报",
    Status.RETURNED: "按退回意见修改",
}


@require_safe
def dossiers(request: Request) -> HttpResponse:
    """The sets of a year that this person may see, by unit."""
    cycles = list(cycles_of(request.user))
    cycle = named_or_first(cycles, request.GET.get("cycle", ""))
    found = sets_in(request.user, cycle) if cycle else []
    context = {"cycles": cycles, "cycle": cycle, "sets": found}
    return render(request, "dossiers/dossiers.html", context)


@require_safe
def dossier(request: Request, cycle: int, unit: int) -> HttpResponse:
    return _draw(request, found(request, cycle, unit))


@require_safe
def check(request: Request, cycle: int, unit: int) -> HttpResponse:
    """全部校验: every filing looked at anew, as it stands."""
    whole = found(request, cycle, unit)
    looked = [_looked_at(request, filing) for filing in whole.filings if filing.status != Status.EXEMPT]
    context = {**head_of(whole), "checked": looked}
    return render(request, "dossiers/dossier_check.html", context)


@require_POST
def submit(request: Request, cycle: int, unit: int) -> HttpResponse:
    """Those that are ticked, each by itself; what was refused is told beside its row."""
    return _move_all(request, found(request, cycle, unit), Action.SUBMIT, more="，送签稿正在生成")


@require_POST
def archive(request: Request, cycle: int, unit: int) -> HttpResponse:
    """归档 of all that the page showed, each by itself; what cannot be is told beside its row."""
    return _move_all(request, found(request, cycle, unit), Action.ARCHIVE)


def _move_all(request: Request, whole: Dossier, action: Action, *, more: str = "") -> HttpResponse:
    form = TogetherForm(whole.filings, request.POST)
    if not form.is_valid():
        return _draw(request, whole, error=" ".join(map(str, form.errors["filing"])), status=422)
    outcomes = move_each(form.chosen, action, by=request.user)
    refused = {outcome.evaluation.pk: outcome for outcome in outcomes if outcome.refused}
    done, word = len(outcomes) - len(refused), _word(whole, action)
    if done:
        messages.success(request, f"已{word}{done}份{more}。")
    if not refused:
        return redirect("dossiers:dossier", whole.cycle.pk, whole.unit.pk)
    error = f"有{len(refused)}份没有{word}，原因见各行。"
    status = max(outcome.refused.http_status for outcome in refused.values() if outcome.refused)
    again = found(request, whole.cycle.pk, whole.unit.pk)
    return _draw(request, again, refused=refused, error=error, status=status)


@require_POST
def fill(request: Request, cycle: int, unit: int) -> HttpResponse:
    """补填各表: who files it, today's date and what is computed, into what is empty in every filing."""
    whole = found(request, cycle, unit)
    refusals = [permissions.refusal_to_edit(request.user, filing) for filing in whole.filings]
    if all(refusals):
        refused = NotAllowed(min(filter(None, refusals), key=lambda one: one.ground is not Ground.PERSON))
        log_refusal(whole.filings[0], "complete", refused, by=request.user)
        return _draw(request, whole, error=refused.sentence, status=refused.http_status)
    mine = [filing for filing, why_not in zip(whole.filings, refusals, strict=True) if not why_not]
    written = sum(_complete(request, filing) for filing in mine)
    messages.success(request, FILLED.format(written) if written else NOTHING_TO_FILL)
    return redirect("dossiers:dossier", cycle, unit)


def found(request: Request, cycle: int, unit: int) -> Dossier:
    """The set as this person sees it; Http404 where there is nothing of it to see."""
    whole = dossier_of(request.user, cycle, unit)
    if whole is None:
        raise Http404
    return whole


def _draw(
    request: Request,
    whole: Dossier,
    *,
    refused: Mapping[int, Outcome] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = _rows(request, whole, refused or {})
    context = {
        **head_of(whole),
        "rows": rows,
        "may_submit": any(row["may_submit"] for row in rows),
        "to_archive": _to_archive(request, whole),
        "word": _word(whole, Action.SUBMIT),
        "not_issued": not_issued(whole),
        "letter": letter_state(whole),
        "error": error,
    }
    return render(request, "dossiers/dossier.html", context, status=status)


def letter_state(whole: Dossier) -> dict[str, str] | None:
    """How far the unit's 函 is; None for whoever does not see it."""
    if not shows_letter(whole):
        return None
    return told_letter(letter_in(whole.cycle, whole.unit), label_of(whole))


def head_of(whole: Dossier) -> dict[str, Any]:
    return {"dossier": whole, "cycle": whole.cycle, "unit": whole.unit}


def _rows(request: Request, whole: Dossier, refused: Mapping[int, Outcome]) -> list[dict[str, Any]]:
    rates = rates_of(whole.filings)
    mine = permissions.fills_in(request.user, whole.filings) if whole.cycle.is_open else frozenset()
    return [
        {
            **_facts(filing),
            "rate": rates.get(filing.pk, ""),
            "may_submit": filing.pk in mine and filing.status in TRANSITIONS[Action.SUBMIT].sources,
            "is_ready": not (filing.must_fix or filing.must_explain),
            "refused": refused[filing.pk].refused if filing.pk in refused else None,
        }
        for filing in whole.filings
    ]


def _to_archive(request: Request, whole: Dossier) -> list[Evaluation]:
    """What 归档 of the whole set tries, for finance, once something of it is approved."""
    held = permissions.capacities_in(whole.unit, posts_of_today(request.user))
    waiting = [one for one in whole.filings if one.status not in (Status.ARCHIVED, Status.EXEMPT)]
    return waiting if held & FINANCE and whole.count(Status.APPROVED) else []


def _complete(request: Request, filing: Evaluation) -> int:
    try:
        return complete(filing, by=request.user)
    except Refused as refusal:
        log_refusal(filing, "complete", refusal, by=request.user)
        return 0


def _facts(filing: Evaluation) -> dict[str, Any]:
    status, form = Status(filing.status), form_of(filing)
    papers = (("自评表", form.has_table), ("自评报告", form.report is not None))
    return {
        "evaluation": filing,
        "papers": "、".join(name for name, is_asked in papers if is_asked),
        "place": permissions.place_label(filing),
        "tone": TONES[status],
        "score": printing.plain(filing.total_score),
        "lacks": _lacks(filing, status),
    }


def _lacks(filing: Evaluation, status: Status) -> list[str]:
    """What the filer has still to do before it can be filed, in words."""
    if status not in TO_FILL:
        return []
    word = label(Action.SUBMIT, permissions.chain_of(filing))
    first = [LACKS[status]] if status in LACKS else []
    counted = ((filing.must_fix, "必改{}处"), (filing.must_explain, "需说明{}处未说明"))
    words = [*first, *(text.format(count) for count, text in counted if count)]
    return words or [READY.format(word)]


def _word(whole: Dossier, action: Action) -> str:
    return label(action, permissions.chain_of(whole.filings[0]))


def _looked_at(request: Request, filing: Evaluation) -> dict[str, Any]:
    """One filing with everything that is found in it, and what is not filled in."""
    page = opened(request, filing.pk)
    found_now = page.checked.found
    return {
        **_facts(page.evaluation),
        "counts": drawn.summed_up(found_now),
        "lacking": _lacking(page.missing),
        "findings": [{**entry, "button": None} for entry in drawn.told(page, found_now)],
    }


def _lacking(missing: Mapping[str, int]) -> Iterable[str]:
    return [f"{TITLES[key]}缺{count}项" for key, count in missing.items() if count]
