"""合并填报 on the pages: the parts with their states, the breakdown under each row, whose part a page is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from tests.core.filing.consolidated import consolidated_form
from tests.dossiers.consolidated import issue_one
from tests.factories import make_form_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return issue_one()


def client_of(one, who):
    client = Client()
    client.force_login(one.people[who])
    return client


def shown(one, who, which, page="overview", status=200):
    answer = client_of(one, who).get(reverse(f"dossiers:{page}", args=[getattr(one, which).pk]))
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_of_the_whole_lists_its_parts_with_their_states(one):
    one.file("east")

    page = shown(one, "filer", "whole")

    assert "分单位自评" in page
    for part in (one.east, one.west):
        assert f'<a href="{part.get_absolute_url()}">{part.unit.name}</a>' in page
    assert ("待牵头单位审核" in page, "未填报" in page) == (True, True)


def test_reviewers_of_the_whole_read_the_names_and_states_without_a_way_in(one):
    page = shown(one, "performance", "whole")

    assert one.east.unit.name in page
    assert one.east.get_absolute_url() not in page


def test_any_other_filing_has_no_such_list(one):
    assert "<h2>分单位自评</h2>" not in shown(one, "east", "east")


def test_the_page_of_a_part_says_whose_it_is(one):
    page = shown(one, "east", "east")

    assert f"牵头单位：{one.whole.unit.name}（{one.whole.number}）" in page
    assert f"送审后由牵头单位{one.whole.unit.name}审核" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("east", 200),
        ("east_head", 200),
        ("filer", 200),
        ("head", 200),
        ("administrator", 200),
        ("auditor", 200),
        ("west", 404),
        ("department", 404),
        ("division", 404),
        ("performance", 404),
    ],
)
def test_a_part_is_opened_by_its_unit_and_the_leading_one(one, who, status):
    shown(one, who, "east", status=status)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("east", 403),
        ("east_head", 403),
        ("administrator", 403),
        ("auditor", 403),
        ("west", 404),
        ("department", 404),
        ("division", 404),
        ("performance", 404),
        ("filer", 302),
        ("head", 302),
    ],
)
@pytest.mark.parametrize("action", ["approve", "return"])
def test_a_part_is_decided_on_by_the_leading_unit_alone(one, who, status, action):
    one.file("east")
    given = {"revision": one.east.revision, "reason": "请核对"}

    answer = client_of(one, who).post(reverse("dossiers:move", args=[one.east.pk, action]), given)

    assert answer.status_code == status
    decided = Evaluation.objects.get(pk=one.east.pk).status != "in_review"
    assert decided is (status == 302)


@pytest.mark.parametrize(
    ("who", "status"), [("east", 302), ("filer", 403), ("west", 404), ("department", 404)]
)
def test_a_part_is_filled_in_by_its_own_filer(one, who, status):
    given = {"seen:header/filer": "", "header/filer": "韩梅"}

    answer = client_of(one, who).post(reverse("dossiers:header", args=[one.east.pk]), given)

    assert answer.status_code == status


def test_each_row_shows_what_every_unit_did_and_how_it_comes_together(one):
    one.approve("east", "west")

    page = shown(one, "filer", "whole", "indicators")

    assert page.count("<strong>分单位明细</strong>") == 2
    assert f"{one.east.unit.name} 60人" in page
    assert "汇总：60人 + 60人 = 120人" in page
    assert "120人" in page


def test_a_unit_that_is_open_is_named_in_every_row(one):
    page = shown(one, "filer", "whole", "indicators")

    assert f"{one.east.unit.name} 尚未审核通过" in page


def test_a_row_that_the_leading_unit_types_alone_has_no_breakdown():
    form = consolidated_form(quantity="typed")
    one = issue_one()
    Evaluation.objects.filter(pk=one.whole.pk).update(form_version=make_form_version(form))
    one.whole.lines.filter(key="r2").delete()

    assert "<strong>分单位明细</strong>" not in shown(one, "filer", "whole", "indicators")


def test_the_funds_show_every_units_amounts_under_each_source(one):
    one.approve("east")

    page = shown(one, "filer", "whole", "funds")

    assert page.count(f"其中：{one.east.unit.name}") == 2
    assert page.count(f"其中：{one.west.unit.name}") == 1
    assert page.count("尚未审核通过") == 1


def test_the_sums_are_filled_in_where_they_are_asked_for(one):
    one.approve("east", "west")
    client = client_of(one, "filer")
    client.post(reverse("dossiers:move", args=[one.whole.pk, "start"]), {"revision": "2"})

    page = shown(one, "filer", "whole", "funds")

    assert "200.00" in page


def test_the_page_of_submitting_names_the_units_that_are_waited_for(one):
    one.approve("east")
    one.fill_whole()

    page = shown(one, "filer", "whole", "check")

    assert f"{one.west.unit.name}的分单位自评尚未审核通过，暂不能送审" in page


def test_filing_the_whole_too_early_is_refused_in_words(one):
    one.approve("east")
    one.fill_whole()
    revision = Evaluation.objects.get(pk=one.whole.pk).revision

    answer = client_of(one, "filer").post(
        reverse("dossiers:submit", args=[one.whole.pk]), {"revision": revision}
    )

    assert answer.status_code == 422
    assert f"“{one.west.unit.name}”的分单位自评尚未审核通过" in answer.content.decode()


def test_the_preview_of_the_whole_carries_the_breakdown(one):
    one.approve("east", "west")

    assert "分单位明细表" in shown(one, "filer", "whole", "preview")


def test_the_step_strip_of_a_part_has_the_leading_unit_alone(one):
    one.file("east")

    page = shown(one, "filer", "east")

    assert "牵头单位审核" in page
    assert "绩效股审核" not in page


def test_what_a_part_filed_is_read_on_its_own_form(one):
    one.file("east")

    answer = client_of(one, "east").get(reverse("dossiers:submission", args=[one.east.pk, 1]))

    assert "实施部分" in answer.content.decode()


def test_a_part_is_returned_and_filed_again(one):
    one.file("east")
    one.move("east", Action.RETURN, "head", reason="请核对人数")

    assert "请核对人数" in shown(one, "east", "east")
