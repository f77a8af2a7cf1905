"""Projects are imported by reviewers too, each for the units that they look after; others are not there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.imports.models import Import
from evaluations.projects.models import ApprovedTarget, Project
from tests.factories import Role, make_department, make_division, make_project, make_unit, make_user
from tests.imports.desk import bring, import_all, paste, problems, projects, row, states, targets, words
from tests.imports.test_targets import GOAL

pytestmark = pytest.mark.django_db
KIND = "projects"
UNKNOWN = "没有代码为“{}”的单位，请核对。"


@pytest.fixture
def division(bureau):
    return make_division(bureau)


@pytest.fixture
def school(department, division):
    return make_unit(department, code="101002", division=division)


@pytest.fixture
def clinic(bureau):
    """A unit of another department and another 业务股室."""
    other = make_department(bureau, code="102", name="县卫健局")
    return make_unit(other, code="102002", name="县医院", division=make_division(bureau))


@pytest.fixture
def places(bureau, department, division):
    return {
        "department": (department, Role.DEPARTMENT_REVIEWER),
        "division": (division, Role.FINANCE_REVIEWER),
        "performance": (bureau, Role.FINANCE_REVIEWER),
    }


@pytest.fixture
def sit(client, places):
    """Sign in as a reviewer somewhere."""

    def sit_down(who: str):
        client.force_login(make_user(*places[who]))
        return client

    return sit_down


@pytest.mark.parametrize(
    ("who", "unknown"),
    [("department", ["102002"]), ("division", ["102002", "101"]), ("performance", [])],
)
def test_a_reviewer_imports_for_the_units_looked_after(sit, school, clinic, who, unknown):
    lines = [(code, f"P{code}", "维修") for code in ("101002", "102002", "101")]

    answer = bring(sit(who), projects(*lines), KIND)

    assert [sentence for _, sentence in problems(answer)] == [UNKNOWN.format(code) for code in unknown]
    assert len(states(answer)) == 3 - len(unknown)


def test_a_unit_of_others_is_refused_as_one_that_is_not_there(sit, school, clinic):
    answer = bring(sit("department"), projects(("102002", "P1", "甲"), ("999", "P1", "乙")), KIND)

    sentences = [sentence for _, sentence in problems(answer)]
    assert sentences == [UNKNOWN.format("102002"), UNKNOWN.format("999")]
    assert "县医院" not in words(answer)


def test_a_project_of_others_is_not_told_of(sit, school, clinic):
    make_project(clinic, code="P1")

    answer = bring(sit("department"), projects(("101002", "P1", "维修")), KIND)

    assert answer.context["desk"].notes == []


def test_a_target_of_a_project_of_others_is_refused_as_one_that_is_not_there(sit, form, school, clinic):
    make_project(clinic, code="P1", approved=False)

    (_, sentence), *_ = problems(bring(sit("department"), targets(row(**GOAL)), KIND))

    assert "没有代码为“P1”的项目" in sentence
    assert not ApprovedTarget.objects.exists()


def test_what_a_reviewer_confirms_is_written(sit, school):
    import_all(sit("department"), projects(("101002", "P1", "校舍维修")), KIND)

    assert Project.objects.get().unit == school


def test_people_and_units_stay_with_administrators(sit, school):
    reviewer = sit("performance")

    assert reviewer.get(reverse("import_bring", args=["people"])).status_code == 404
    assert "单位和用户" not in words(reviewer.get(reverse("imports")))


def test_administrators_see_what_a_reviewer_brought_and_other_reviewers_do_not(sit, school, administrator):
    found = bring(sit("department"), projects(("101002", "P1", "维修")), KIND).context["found"]
    at = reverse("import_preview", args=[found.pk])
    client = sit("performance")
    others = client.get(at).status_code

    client.force_login(administrator)

    assert (others, client.get(at).status_code) == (404, 200)


def test_whose_post_has_ended_sees_what_was_brought_no_more(client, places, school):
    reviewer = make_user(*places["department"])
    client.force_login(reviewer)
    paste(client, ("单位代码", "项目代码", "项目名称"), ("101002", "P1", "维修"), kind=KIND)
    at = reverse("import_preview", args=[Import.objects.get().pk])
    assert client.get(at).status_code == 200

    reviewer.memberships.all().delete()

    assert client.get(at).status_code == 404
