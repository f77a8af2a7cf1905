"""A row of 批复绩效目标 may be given a rule that the form names; else the form scores it by its sign."""

from __future__ import annotations

import pytest

from core.scoring.parameters import Manual
from evaluations.projects.models import ApprovedTarget
from evaluations.projects.queries import rule_choices, rule_mark
from tests.factories import SMALL_FORM, make_form_version, make_target, small_form
from tests.projects.posting import row, seen, target_at, typed

pytestmark = pytest.mark.django_db
MANUAL = {"kind": "manual"}
STRICT = {"kind": "equal", "mode": "strict"}


@pytest.fixture
def choosing():
    """A released form that lets a row be judged by a person."""
    rules = [{"name": "人工评分", "rule": MANUAL}]
    return make_form_version(small_form(indicators={**SMALL_FORM["indicators"], "row_rules": rules}))


def rules_kept(project):
    return dict(ApprovedTarget.objects.get(project=project).rows.values_list("key", "rule"))


def save(desk, project, *rows, initial=0):
    return desk.post(target_at(project), {**typed(*rows, initial=initial), "seen": seen(project)})


def test_what_a_form_names_can_be_chosen(choosing):
    assert [choice.rule for choice in rule_choices().values()] == [Manual()]


def test_the_page_offers_it_by_its_name(desk, project, choosing):
    page = desk.get(target_at(project)).text

    assert "评分规则</th>" in page
    assert f'value="{rule_mark(MANUAL)}">人工评分</option>' in page


def test_where_no_form_names_any_nothing_is_asked(desk, project):
    make_form_version()

    assert "评分规则" not in desk.get(target_at(project)).text


def test_what_was_chosen_is_kept_with_its_row(desk, project, choosing):
    save(desk, project, row(rule=rule_mark(MANUAL)), row(name="另一项"))

    assert list(rules_kept(project).values()) == [MANUAL, None]


def test_the_page_shows_what_was_chosen(desk, project, choosing):
    make_target(project).rows.filter(key="r1").update(rule=MANUAL)

    assert f'value="{rule_mark(MANUAL)}" selected' in desk.get(target_at(project)).text


def test_a_rule_is_given_up_for_the_one_of_the_form(desk, project, choosing):
    make_target(project).rows.filter(key="r1").update(rule=MANUAL)

    save(desk, project, row(key="r1"), row(key="r2"), initial=2)

    assert rules_kept(project) == {"r1": None, "r2": None}


def test_a_rule_that_no_form_names_any_more_stays_while_it_is_kept(desk, project, choosing):
    make_target(project).rows.filter(key="r1").update(rule=STRICT)

    assert "保留本行原有规则" in desk.get(target_at(project)).text
    save(desk, project, row(key="r1", rule=rule_mark(STRICT)), row(key="r2"), initial=2)

    assert rules_kept(project) == {"r1": STRICT, "r2": None}


def test_a_rule_that_is_none_is_refused_and_nothing_is_lost(desk, project, choosing):
    response = save(desk, project, row(rule="nonsense"))

    assert response.status_code == 422
    assert 'value="救助人数"' in response.text
    assert not ApprovedTarget.objects.exists()


def test_another_rule_is_another_content_for_who_saw_the_old_one(desk, project, choosing):
    target = make_target(project)
    before = typed(row(key="r1"), row(key="r2"), initial=2) | {"seen": seen(project)}
    target.rows.filter(key="r1").update(rule=MANUAL)

    assert desk.post(target_at(project), before).status_code == 409
