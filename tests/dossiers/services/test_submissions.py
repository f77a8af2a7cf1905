"""A returned filing is submitted again only when something was changed in what was returned."""

import pytest

from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed
from tests.dossiers.lives import Life, returned
from tests.factories import FILLED, fill_in

pytestmark = pytest.mark.django_db


def mend(life: Life, name: str = "韩梅梅") -> None:
    fill_in(life.evaluation, life.people["filer"], {"header/filer": name})


def refuse_to_submit(life: Life) -> None:
    with pytest.raises(NotAllowed, match="尚未作任何修改"):
        life.move(Action.SUBMIT, "filer")


def test_a_returned_filing_is_not_submitted_unchanged():
    refuse_to_submit(returned())


def test_a_change_that_was_taken_back_is_no_change():
    life = returned()
    mend(life)
    mend(life, FILLED["header/filer"])

    refuse_to_submit(life)


def test_a_new_name_of_the_unit_is_no_change_of_the_filer():
    life = returned()
    life.evaluation.unit.name = "更名后的单位"
    life.evaluation.unit.save()

    refuse_to_submit(life)


def test_what_was_mended_since_the_return_may_be_withdrawn_and_submitted_again():
    life = returned()
    mend(life)
    life.move(Action.SUBMIT, "filer")
    life.move(Action.WITHDRAW, "filer")

    life.move(Action.SUBMIT, "filer")

    assert (life.place, life.evaluation.submissions.count()) == ("in_review unit_head", 3)


def test_what_was_mended_withdrawn_and_put_back_is_not_submitted():
    life = returned()
    mend(life)
    life.move(Action.SUBMIT, "filer")
    life.move(Action.WITHDRAW, "filer")
    mend(life, FILLED["header/filer"])

    refuse_to_submit(life)


def test_of_several_returns_the_last_one_counts():
    life = returned()
    mend(life)
    life.move(Action.SUBMIT, "filer")
    life.move(Action.RETURN, "unit_head", reason="仍有不符")

    refuse_to_submit(life)
    mend(life, FILLED["header/filer"])
    life.move(Action.SUBMIT, "filer")

    assert life.place == "in_review unit_head"
