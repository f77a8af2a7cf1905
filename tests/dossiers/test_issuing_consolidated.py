"""下达合并填报: the administrator names a project and the units that carry it out."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluations.cycles.models import CycleForm
from evaluations.dossiers import issuing
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation
from tests.factories import (
    Role,
    make_bureau,
    make_cycle,
    make_division,
    make_form_version,
    make_project,
    make_unit,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau():
    return make_bureau()


@pytest.fixture
def used(bureau):
    return CycleForm.objects.create(
        cycle=make_cycle(bureau), scope="project", form_version=make_form_version()
    )


@pytest.fixture
def project(bureau):
    return make_project(make_unit(bureau))


@pytest.fixture
def units(bureau):
    return [make_unit(bureau), make_unit(bureau)]


@pytest.fixture
def desk(client, bureau):
    client.force_login(make_user(bureau, Role.ADMINISTRATOR))
    return client


def at(used):
    return reverse("issue_consolidated", args=[used.cycle_id]) + f"?form={used.pk}"


def key(project):
    return f"project-{project.pk}"


def test_the_project_and_a_part_for_each_unit_are_opened(used, project, units):
    whole, *parts = issuing.issue_consolidated(used, key(project), units, by=None)

    assert (whole.unit, whole.has_children, whole.parent) == (project.unit, True, None)
    assert [(part.unit, part.parent, part.project) for part in parts] == [
        (unit, whole, project) for unit in sorted(units, key=lambda unit: unit.path)
    ]


def test_the_leading_unit_may_carry_out_a_part_itself(used, project, units):
    _, *parts = issuing.issue_consolidated(used, key(project), [project.unit, *units], by=None)

    assert project.unit in {part.unit for part in parts}


def test_one_unit_alone_is_no_consolidated_filing(used, project, units):
    with pytest.raises(NotAllowed, match="请至少选择两个实施单位") as refused:
        issuing.issue_consolidated(used, key(project), [units[0], units[0]], by=None)

    assert refused.value.http_status == 422
    assert not Evaluation.objects.exists()


def test_a_project_that_was_issued_meanwhile_is_not_issued_again(used, project, units):
    issuing.issue(used, [key(project)], by=None)

    with pytest.raises(NotAllowed, match="刚由他人下达") as refused:
        issuing.issue_consolidated(used, key(project), units, by=None)

    assert refused.value.http_status == 409
    assert Evaluation.objects.count() == 1


def test_what_was_issued_so_does_not_wait_any_more(used, project, units):
    issuing.issue_consolidated(used, key(project), units, by=None)

    assert issuing.candidates(used) == []


def test_a_unit_has_one_part_of_a_whole(used, project, units):
    _, part, _ = issuing.issue_consolidated(used, key(project), units, by=None)
    part.pk, part.number = None, "2021-other-001"

    with pytest.raises(IntegrityError), transaction.atomic():
        part.save(force_insert=True)


def test_a_part_has_no_parts(used, project, units):
    _, part, _ = issuing.issue_consolidated(used, key(project), units, by=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=part.pk).update(has_children=True)


def test_units_of_the_bureau_that_are_in_use_can_be_chosen(used, units, bureau):
    make_division(bureau)
    make_unit(bureau, valid_to=date(2019, 12, 31))
    make_unit()

    offered = issuing.implementing_units(used)

    assert set(units) < set(offered)
    assert {unit.kind for unit in offered} == {"bureau", "unit"}
    assert not any(unit.valid_to for unit in offered)


def test_the_page_of_issuing_leads_there(desk, used, project):
    page = desk.get(reverse("issue", args=[used.cycle_id])).content.decode()

    assert f'href="{at(used)}"' in page


def test_a_form_for_whole_units_leads_there_where_another_is_for_projects(desk, used):
    whole = make_form_version(small_form(code="whole", scope="department"))
    other = CycleForm.objects.create(cycle=used.cycle, scope="department", form_version=whole)

    page = desk.get(reverse("issue", args=[used.cycle_id]) + f"?form={other.pk}").content.decode()

    assert "下达合并填报" in page


def test_a_year_of_whole_units_has_no_such_page(desk, bureau):
    whole = make_form_version(small_form(code="whole", scope="department"))
    cycle = make_cycle(bureau)
    CycleForm.objects.create(cycle=cycle, scope="department", form_version=whole)

    page = desk.get(reverse("issue", args=[cycle.pk])).content.decode()

    assert "下达合并填报" not in page


def test_a_year_without_a_form_for_projects_says_so(desk, bureau):
    cycle = make_cycle(bureau)

    for answer in (desk.get(url := reverse("issue_consolidated", args=[cycle.pk])), desk.post(url)):
        assert "还没有选定项目的自评表样" in answer.content.decode()


def test_it_is_issued_from_the_page(desk, used, project, units):
    answer = desk.post(at(used), {"project": key(project), "units": [u.pk for u in units]}, follow=True)

    assert f"已下达合并填报“{project.name}”，分单位自评2项。" in answer.content.decode()
    assert Evaluation.objects.filter(parent__project=project).count() == 2


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_units_are_told_at_their_field(desk, used, project, units, count):
    answer = desk.post(at(used), {"project": key(project), "units": [u.pk for u in units[:count]]})

    assert answer.status_code == 422
    assert issuing.FEW_UNITS in answer.content.decode()


def test_a_foreign_unit_and_an_issued_project_are_refused(desk, used, project, units):
    issuing.issue(used, [key(project)], by=None)

    page = desk.post(at(used), {"project": key(project), "units": [make_unit().pk]})

    assert page.status_code == 422
    assert "该项目已下达或暂不能下达" in page.content.decode()
    assert "其中有的单位不能选择" in page.content.decode()


def test_somebody_quicker_is_told(desk, used, project, units, monkeypatch):
    from evaluations.dossiers.views import issuing as page

    def quicker(*_, **__):
        raise NotAllowed.because(issuing.MEANWHILE, issuing.Ground.STATE)

    monkeypatch.setattr(page, "issue_consolidated", quicker)

    answer = desk.post(at(used), {"project": key(project), "units": [u.pk for u in units]})

    assert answer.status_code == 409
    assert "刚由他人下达" in answer.content.decode()
