"""Which words of the year before are offered: texts of the same place, never a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing.last_year import Before, last_years_texts
from tests.core.filing.forms import make_filing, make_form, shipped_form

TYPED = {
    "header__filer": "李雷",
    "header__filled_on": "2021年4月6日",
    "goals__1__actual": "全部完成",
    "indicators__r1__note": "资金到账晚。",
    "indicators__r1__score_reason": "口径不同",
    "report__s8": "支出进度慢。",
    "report__s11": "—",
}


def offered(form=None, old_form=None, goals=1, **typed):
    """What is offered of the filing `typed`, by the text of its cell."""
    form, old_form = form or shipped_form(), old_form or shipped_form()
    before = Before(old_form, make_filing(old_form, **{**TYPED, **typed}))
    texts = last_years_texts(form, replace(make_filing(form), goals=goals), before)
    return {str(ref): text for ref, text in texts.items()}


def test_texts_are_offered_and_nothing_else_that_was_typed():
    found = offered()

    assert {ref: found.get(ref.replace("__", "/")) for ref in TYPED} == {
        **TYPED,
        "header__filled_on": None,
        "indicators__r1__score_reason": None,
        "report__s11": None,
    }


def test_no_figure_is_offered():
    assert [ref for ref in offered() if ref.startswith(("funds/", "total/"))] == []
    assert [ref for ref in offered() if ref.endswith(("/target", "/actual", "/points", "/score"))] == [
        "goals/1/actual"
    ]


@pytest.mark.parametrize("text", [None, "  ", "——"])
def test_what_says_nothing_is_not_offered(text):
    assert "goals/1/actual" not in offered(goals__1__actual=text)


def test_another_number_of_goals_offers_none_of_them():
    assert "goals/1/actual" not in offered(goals=2)


def test_on_another_form_a_cell_must_be_called_the_same():
    other = shipped_form().model_copy(update={"code": "other"})
    report = other.report.model_copy(
        update={
            "sections": tuple(
                part.model_copy(update={"heading": "存在问题"}) if part.key == "s8" else part
                for part in other.report.sections
            )
        }
    )

    found = offered(old_form=other.model_copy(update={"report": report}))

    assert ("indicators/r1/note" in found, "report/s8" in found) == (True, False)


def test_on_the_same_form_the_key_is_enough():
    renamed = make_form(code="yuancheng-project", header=[{"key": "filer", "label": "经办人"}])

    assert offered(form=renamed)["header/filer"] == "李雷"
