"""校验与报送: what the machine finds with a jump to each cell, the answers, and the submission."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.workflow import Action, Ground, label, refusal_of
from evaluations.dossiers import permissions
from evaluations.dossiers.exceptions import NotAllowed, Refused, Stale
from evaluations.dossiers.forms.answering import AnswersForm
from evaluations.dossiers.forms.submitting import Standing, SubmitForm
from evaluations.dossiers.models import FindingAnswer
from evaluations.dossiers.services.answers import answer_all
from evaluations.dossiers.services.checking import Check
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views import findings as drawn
from evaluations.dossiers.views.opened import Opened, opened
from evaluations.dossiers.views.refusals import tell_refusals

NOT_KEPT = "填列内容刚有变动，您的说明没有保存，仍显示在本页。请对照最新的校验结果核对后，重新保存。"


@written_in
@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    return _draw(request, Checked(opened(request, pk)))


@require_POST
@tell_refusals
def answers(request: Request, pk: int) -> HttpResponse:
    checked = Checked(opened(request, pk))
    checked.answers = AnswersForm(checked.to_answer, request.POST)
    _refuse_unless_editable(request, checked)
    if not checked.answers.is_valid():
        return _draw(request, checked, status=422)
    given = checked.answers.given()
    try:
        if checked.answers.strays:
            raise Stale
        answer_all(checked.page.evaluation, given, by=request.user)
    except Refused as refusal:
        return _answers_again(request, pk, refusal)
    messages.success(request, f"已保存{len(given)}项说明。")
    return redirect("dossiers:check", pk)


def _answers_again(request: Request, pk: int, refusal: Refused) -> HttpResponse:
    """The page as it is now, with every word that was typed: nothing was stored."""
    checked = Checked(opened(request, pk))
    _refuse_unless_editable(request, checked)
    log_refusal(checked.page.evaluation, "answers", refusal, by=request.user)
    checked.answers, checked.not_kept = AnswersForm(checked.to_answer, request.POST), NOT_KEPT
    return _draw(request, checked, status=409)


@require_POST
@tell_refusals
def submit(request: Request, pk: int) -> HttpResponse:
    """送审. A second click finds the filing moved on: 409, and nothing happens twice."""
    checked = Checked(opened(request, pk))
    _refuse_outright(request, checked)
    checked.submission = form = checked.submit_form(request.POST)
    if not form.is_valid():
        return _draw(request, checked, status=422)
    evaluation, given = checked.page.evaluation, form.cleaned_data
    try:
        make_move(
            evaluation,
            Action.SUBMIT,
            by=request.user,
            revision=given["revision"],
            problems_reason=given["problems_reason"],
        )
    except Refused as refusal:
        if refusal.http_status != 422:
            raise
        log_refusal(evaluation, Action.SUBMIT, refusal, by=request.user)
        form.add_error(None, refusal.sentence)
        return _draw(request, checked, status=422)
    messages.success(request, f"已{checked.word}，等待审核。送签稿正在生成，可在“打印文书”中下载。")
    return redirect("dossiers:overview", pk)


class Checked:
    """The page 校验与报送: the findings of a filing and the two forms under them."""

    not_kept = ""

    def __init__(self, page: Opened) -> None:
        self.page = page
        self.word = label(Action.SUBMIT, permissions.chain_of(page.evaluation))

    @property
    def found(self) -> Check:
        return self.page.checked

    @cached_property
    def to_answer(self) -> dict[str, FindingAnswer | None]:
        return {finding.fingerprint: given for finding, given in self.found.found if finding.asks}

    @cached_property
    def answers(self) -> AnswersForm:
        return AnswersForm(self.to_answer)

    @cached_property
    def submission(self) -> SubmitForm:
        return self.submit_form()

    def submit_form(self, data: Any = None) -> SubmitForm:
        evaluation = self.page.evaluation
        return SubmitForm(
            Standing(self.found.open_must_fix, self.found.open_must_explain),
            data,
            revision=evaluation.revision,
            allowed=evaluation.cycle.may_file_with_problems,
            word=self.word,
        )


def _refuse_unless_editable(request: Request, checked: Checked) -> None:
    refusal = permissions.refusal_to_edit(request.user, checked.page.evaluation)
    if refusal:
        raise NotAllowed(refusal)


def _refuse_outright(request: Request, checked: Checked) -> None:
    """A wrong state or person is refused before findings and reasons are looked at."""
    now = permissions.facts(request.user, checked.page.evaluation)
    refusal = refusal_of(Action.SUBMIT, now)
    if refusal and refusal.ground is not Ground.CONTENT:
        raise NotAllowed(refusal)


def _draw(request: Request, checked: Checked, *, status: int = 200) -> HttpResponse:
    page, found = checked.page, checked.found.found
    told = drawn.told(page, found, checked.answers.forms)
    buttons = {
        action: why_not for action, _, why_not in permissions.actions_for(request.user, page.evaluation)
    }
    context = {
        **page.context("check", "check"),
        "sections": page.strip("check", sum(checked.found.counts)),
        "findings": told,
        "counts": drawn.summed_up(found),
        "unsaid": sum(drawn.asks_of_prose(finding) and given is None for finding, given in found),
        "fillers": sorted({entry["button"].section for entry in told if entry["button"]}),
        "filed": page.filed,
        "answers": checked.answers,
        "not_kept": checked.not_kept,
        "submit_form": checked.submission,
        "may_answer": page.why_not_edit is None and checked.to_answer,
        "may_submit": Action.SUBMIT in buttons,
        "word": checked.word,
        "open_children": permissions.open_children(page.evaluation),
    }
    return render(request, "dossiers/check.html", context, status=status)
