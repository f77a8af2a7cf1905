"""办理情况 and the moves on it: who may do what, what a refusal says, and that nothing happens twice."""

from __future__ import annotations

import re

import pytest

from accounts.models import Membership
from core.workflow import Action
from evaluations.dossiers.models import Evaluation, Move
from evaluations.dossiers.services.moves import make_move
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url
from tests.factories import SMALL_FORM, fill_in, make_evaluation, make_unit, make_user, small_form

Role = Membership.Role


PAGES = ("overview", "check", "preview", "history", "documents", "document_states", "header")


def status(evaluation):
    evaluation.refresh_from_db()
    return evaluation.status, evaluation.step


def send(client, evaluation, action, **given):
    evaluation.refresh_from_db()
    data = {"revision": evaluation.revision, **given}
    return client.post(url("move", evaluation, action), data)


@pytest.fixture
def submitted(filled, person) -> Evaluation:
    make_move(filled, Action.SUBMIT, by=person, revision=filled.revision)
    filled.refresh_from_db()
    return filled


def test_filer_starts(filer, filing):
    response = send(filer, filing, "start")

    assert response.url == url("header", filing)
    assert status(filing) == ("draft", "")


def test_overview_says_what_is_missing_and_where(filer, filing):
    page = text(filer.get(url("overview", filing)))

    assert "处未填" in page
    assert "点击“填报”后逐页填写" in page
    assert f'href="{url("funds", filing)}">项目资金（' in page


@pytest.mark.parametrize(("decimals", "shown"), [(1, "60.6%"), (2, "60.65%")])
def test_overview_rounds_the_exact_rate_once_with_the_decimals_of_the_form(unit, person, decimals, shown):
    form = small_form(funds={**SMALL_FORM["funds"], "rate_decimals": decimals})
    filing = make_evaluation(unit, form=form)
    fill_in(filing, person, {"funds/total/adjusted": "100000000", "funds/total/executed": "60649960"})

    page = text(signed_in(person).get(url("overview", filing)))

    assert re.findall(r"预算执行率\D*([\d.]+%)", page) == [shown]


def test_unit_head_approves_on_to_the_next_step(head, submitted):
    response = send(head, submitted, "approve")

    assert response.url == url("overview", submitted)
    assert status(submitted) == ("in_review", "department")


def test_return_keeps_its_reason_for_ever(head, filer, submitted):
    send(head, submitted, "return", reason="执行数与决算不一致。\n请核对。")

    page = text(filer.get(url("overview", submitted)))

    assert "被退回，请按以下意见修改后重新报送" in page
    assert "执行数与决算不一致。<br>请核对。" in page
    assert "被退回，填报单位按以下意见修改" in text(head.get(url("overview", submitted)))
    assert submitted.moves.last().reason == "执行数与决算不一致。\n请核对。"


def test_return_without_a_reason_is_refused_at_its_field(head, submitted):
    response = send(head, submitted, "return", reason="  ")

    assert response.status_code == 422
    assert "请填写退回修改的原因。" in text(response)
    assert status(submitted) == ("in_review", "unit_head")


@pytest.mark.parametrize(("is_open", "count"), [(True, 0), (False, 1)])
def test_who_returns_after_the_years_end_is_told_that_nobody_can_mend_it(head, submitted, is_open, count):
    type(submitted.cycle).objects.filter(pk=submitted.cycle_id).update(is_open=is_open)

    page = text(head.get(url("overview", submitted)))

    assert page.count("退回后填报单位不能修改") == count


def test_reason_too_long_comes_back_whole(head, submitted):
    response = send(head, submitted, "return", reason="长" * 200_000)

    assert response.status_code == 422
    assert "请删减" in text(response)
    assert "长" * 200_000 in text(response)


def test_reason_is_shown_as_text(head, submitted):
    send(head, submitted, "return", reason="<img src=file:///etc/passwd>")

    page = text(head.get(url("overview", submitted)))

    assert "<img src=file" not in page
    assert "&lt;img src=file" in page


def test_stale_page_is_409_with_the_reason(head, submitted):
    response = head.post(url("move", submitted, "approve"), {"revision": submitted.revision - 1})

    assert response.status_code == 409
    assert "已有变动" in text(response)
    assert status(submitted) == ("in_review", "unit_head")


@pytest.mark.parametrize("action", ["approve", "return", "withdraw", "reopen", "restore"])
def test_forged_action_for_another_state_is_409_and_logged(filer, filing, action):
    response = send(filer, filing, action, reason="伪造")

    assert response.status_code == 409
    assert status(filing) == ("not_started", "")
    assert AuditEvent.objects.filter(action=action, result="refused").count() == 1


def test_somebody_elses_action_is_403_and_logged(filer, submitted):
    response = send(filer, submitted, "approve")

    assert response.status_code == 403
    assert "您不能办理" in text(response)
    assert AuditEvent.objects.filter(action="approve", result="refused").count() == 1


def test_refused_page_gives_back_what_was_typed(filer, submitted):
    response = send(filer, submitted, "return", reason="写了很久的意见")

    assert "写了很久的意见" in text(response)


@pytest.mark.parametrize("action", ["delete", "submit"])
def test_unknown_action_is_not_found(filer, filing, action):
    assert send(filer, filing, action).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_stranger_finds_no_page(filing, name):
    stranger = signed_in(make_user(make_unit(), Role.FILER))

    assert stranger.get(url(name, filing)).status_code == 404


@pytest.mark.parametrize("name", ["submit", "answers", "print"])
def test_stranger_finds_nothing_to_post_to(filing, name):
    stranger = signed_in(make_user(make_unit(), Role.FILER))

    assert stranger.post(url(name, filing)).status_code == 404


@pytest.mark.parametrize("name", ["submit", "answers", "print"])
def test_moves_are_posted_only(filer, filing, name):
    assert filer.get(url(name, filing)).status_code == 405


def test_button_that_is_not_open_says_why(submitted, unit, person):
    both = signed_in(person)
    person.memberships.create(unit=unit, role=Role.UNIT_HEAD)

    page = text(both.get(url("overview", submitted)))

    assert "您填报或修改过本表，不能办理“审核通过”" in page


def test_every_move_stands_in_the_record(head, filer, submitted):
    send(head, submitted, "return", reason="请补充")

    page = text(filer.get(url("overview", submitted)))

    assert Move.objects.filter(evaluation=submitted).count() >= 2
    assert "王芳" in page
    assert "单位负责人" in page


class TestExempt:
    @pytest.fixture
    def bureau(self, unit):
        """Somebody of the 绩效股."""
        return signed_in(make_user(unit.parent.parent, Role.FINANCE_REVIEWER))

    @pytest.fixture
    def listed(self, filing):
        type(filing.cycle).objects.filter(pk=filing.cycle_id).update(exempt_reasons=["项目已撤销"])
        return filing

    def test_reason_is_chosen_from_the_years_list(self, bureau, listed):
        page = text(bureau.get(url("overview", listed)))
        send(bureau, listed, "exempt", reason="项目已撤销")

        assert '<option value="项目已撤销">' in page
        assert status(listed) == ("exempt", "")

    def test_reason_outside_the_list_is_refused(self, bureau, listed):
        response = send(bureau, listed, "exempt", reason="不想报")

        assert response.status_code == 422
        assert status(listed) == ("not_started", "")

    def test_exempt_filing_is_restored(self, bureau, listed):
        send(bureau, listed, "exempt", reason="项目已撤销")

        send(bureau, listed, "restore")

        assert status(listed) == ("not_started", "")


def test_approved_filing_stands_at_the_end_of_the_strip(filer, filled):
    Evaluation.objects.filter(pk=filled.pk).update(status="approved")

    page = text(filer.get(url("overview", filled)))

    assert 'aria-current="step"' not in page
    assert page.count('<span class="step-state">已完成</span>') == page.count('class="step step-done"')
    assert "目前没有需要您办理的事项" in page
