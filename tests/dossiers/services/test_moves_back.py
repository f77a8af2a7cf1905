"""退回修改, 撤回送审, 取消审核, 不纳入, 恢复 on the real services: where each leads, what it asks for."""

import pytest

from core.workflow import Action
from evaluations.dossiers.services.moves import UNLISTED
from tests.dossiers.lives import ALL, begin, refused, returned
from tests.factories import fill_in

pytestmark = pytest.mark.django_db


def test_a_return_keeps_its_reason_and_opens_the_filing_again():
    life = begin().to("unit_head")

    move = life.move(Action.RETURN, "department", reason="执行数与账面不符")

    assert (life.place, move.reason) == ("returned", "执行数与账面不符")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_return_without_a_reason_is_refused(reason):
    life = begin().to()

    assert refused(422, life, Action.RETURN, "unit_head", reason=reason) == "请填写退回修改的原因。"


def test_a_reason_that_cannot_be_printed_is_refused():
    life = begin().to()

    assert "U+FFFE" in refused(422, life, Action.RETURN, "unit_head", reason="不符\ufffe")


def test_a_mended_filing_starts_again_at_the_first_step():
    life = returned()
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})

    life.move(Action.SUBMIT, "filer")

    assert (life.place, life.evaluation.submissions.count()) == ("in_review unit_head", 2)


def test_a_withdrawn_filing_is_a_draft_again():
    life = begin().to()

    life.move(Action.WITHDRAW, "filer")

    assert life.place == "draft"


def test_a_returned_filing_that_is_withdrawn_is_returned_again():
    life = returned()
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})
    life.move(Action.SUBMIT, "filer")

    life.move(Action.WITHDRAW, "filer")

    assert life.place == "returned"


def test_nothing_is_withdrawn_after_somebody_acted():
    life = begin().to("unit_head")

    assert "审核人员已经办理，不能撤回送审" in refused(409, life, Action.WITHDRAW, "filer")


def test_a_withdrawn_draft_may_be_submitted_unchanged():
    life = begin().to()
    life.move(Action.WITHDRAW, "filer")

    life.move(Action.SUBMIT, "filer")

    assert life.place == "in_review unit_head"


def test_an_approved_filing_is_reopened_at_the_last_step():
    life = begin().to(*ALL)

    life.move(Action.REOPEN, "performance", reason="核定数有误")

    assert life.place == "in_review performance"


def test_a_reopened_filing_cannot_be_withdrawn():
    life = begin().to(*ALL)
    life.move(Action.REOPEN, "performance", reason="核定数有误")

    refused(409, life, Action.WITHDRAW, "filer")


@pytest.mark.parametrize("filled", [True, False])
def test_an_exempted_filing_comes_back_to_where_it_was(filled):
    life = begin(cycle_given={"exempt_reasons": ["项目已终止"]})
    if filled:
        fill_in(life.evaluation, life.people["filer"])
    life.evaluation.refresh_from_db()
    before = life.place

    life.move(Action.EXEMPT, "division", reason="项目已终止")
    assert life.place == "exempt"
    life.move(Action.RESTORE, "performance")

    assert life.place == before


def test_a_reason_of_ones_own_does_not_exempt():
    life = begin(cycle_given={"exempt_reasons": ["项目已终止"]})

    assert refused(422, life, Action.EXEMPT, "division", reason="没空") == UNLISTED


def test_a_year_without_a_list_takes_any_reason():
    life = begin()

    life.move(Action.EXEMPT, "division", reason="项目已终止")

    assert life.place == "exempt"
