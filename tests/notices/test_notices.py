"""消息: everybody hears of what others did that concerns them, and of nothing that they may not see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.workflow import Action
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.models import Extension, Move
from evaluations.dossiers.queries import visible_to
from evaluations.dossiers.services.granting import grant_filling, revoke_filling
from evaluations.notices import queries
from evaluations.notices.models import NoticeMark
from evaluations.notices.queries import moves_for, tasks_for, unseen
from tests.dossiers.consolidated import issue_one
from tests.dossiers.lives import ALL, begin
from tests.factories import Role, make_unit, make_user

pytestmark = pytest.mark.django_db
NOTICES, SEEN = reverse("notices"), reverse("notices_seen")


@pytest.fixture
def life():
    """Its people came the day before the task was issued."""
    begun = begin()
    came(begun, timezone.now() - timedelta(days=1))
    return begun


def came(life, moment):
    User.objects.update(date_joined=moment)
    for person in life.people.values():
        person.refresh_from_db()


def heard(user):
    return [f"{move.action} {move.to_step or move.to_status}" for move in moves_for(user).order_by("pk")]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(user, **asked):
    return signed_in(user).get(NOTICES, asked).text


def standing_in(life):
    """The department fills in for the unit until tomorrow."""
    filing, filer = life.evaluation, life.people["filer"]
    whole = dossier_of(filer, filing.cycle_id, filing.unit_id)
    until = timezone.localdate() + timedelta(days=1)
    return whole, grant_filling(whole, evaluation=None, reason="无财务人员", until=until, by=filer)


class TestWho:
    def test_the_filer_hears_of_every_decision_and_not_of_the_own_moves(self, life):
        life.to("unit_head")
        life.move(Action.RETURN, "department", reason="请核对")

        assert heard(life.people["filer"]) == ["approve department", "return returned"]

    def test_each_reviewer_hears_of_what_comes_to_the_own_step(self, life):
        life.to(*ALL)

        assert heard(life.people["unit_head"])[0] == "submit unit_head"
        assert heard(life.people["department"]) == ["approve department"]
        assert heard(life.people["division"]) == ["approve division"]
        assert heard(life.people["performance"]) == ["approve performance"]

    def test_and_of_what_was_withdrawn_from_it(self, life):
        life.to()
        life.move(Action.WITHDRAW, "filer")

        assert heard(life.people["unit_head"]) == ["submit unit_head", "withdraw draft"]

    def test_and_of_what_a_later_step_returned(self, life):
        life.to("unit_head", "department")
        life.move(Action.RETURN, "division", reason="请核对")

        assert heard(life.people["department"]) == ["approve department", "return returned"]
        assert heard(life.people["performance"]) == []

    def test_a_reviewer_elsewhere_hears_nothing(self, life):
        life.to("unit_head")
        elsewhere = make_unit()
        others = [
            make_user(elsewhere.parent, Role.DEPARTMENT_REVIEWER),
            make_user(elsewhere, Role.FILER),
            make_user(life.evaluation.unit.parent.parent, Role.AUDITOR),
            make_user(),
        ]

        assert [heard(other) for other in others] == [[], [], [], []]

    def test_an_administrator_decides_nothing_and_hears_nothing(self, life):
        life.to(*ALL)

        assert heard(life.people["administrator"]) == []

    def test_a_post_that_is_over_tells_nothing_more(self, life):
        life.to("unit_head")
        life.people["filer"].memberships.update(valid_to=timezone.localdate() - timedelta(days=1))

        assert heard(life.people["filer"]) == []

    def test_parts_are_told_to_the_leading_unit_and_no_further(self):
        one = issue_one()
        one.file("east")
        one.move("east", Action.WITHDRAW, "east")

        assert heard(one.people["filer"]) == ["submit lead", "withdraw draft"]
        assert heard(one.people["department"]) == heard(one.people["division"]) == []

    def test_nothing_is_told_that_may_not_be_seen(self):
        one = issue_one().approve("east", "west")
        one.fill_whole()
        one.move("whole", Action.SUBMIT, "filer")

        for person in one.people.values():
            seen = set(visible_to(person).values_list("pk", flat=True))
            told = set(moves_for(person).values_list("evaluation", flat=True))
            assert told | set(tasks_for(person).values_list("pk", flat=True)) <= seen

    def test_who_stands_in_hears_of_what_is_filled_in_by_grant(self, life):
        whole, grant = standing_in(life)
        clerk = make_user(life.evaluation.unit.parent, Role.FILER)
        life.to()
        life.move(Action.RETURN, "unit_head", reason="请核对")

        assert heard(clerk) == ["submit unit_head", "return returned"]
        assert "授权代填，至" in page_of(clerk)
        revoke_filling(whole, grant, by=life.people["filer"])
        assert heard(clerk) == []

    def test_a_grant_of_one_filing_leads_to_it(self, life):
        filing, filer = life.evaluation, life.people["filer"]
        whole = dossier_of(filer, filing.cycle_id, filing.unit_id)
        tomorrow = timezone.localdate() + timedelta(days=1)
        grant_filling(whole, evaluation=filing, reason="无财务人员", until=tomorrow, by=filer)

        page = page_of(make_user(filing.unit.parent, Role.FILER))

        assert filing.get_absolute_url() in page
        assert "无财务人员" in page


class TestPage:
    def test_it_says_what_happened_by_whom_and_why(self, life):
        life.to()
        life.move(Action.RETURN, "unit_head", reason="数据有误，请核对")
        page = page_of(life.people["filer"])

        assert "退回修改，被退回" in page
        assert "数据有误，请核对" in page
        assert str(life.people["unit_head"]) in page
        assert life.evaluation.get_absolute_url() in page

    def test_one_word_is_not_said_twice(self, life):
        life.to(*ALL)

        assert "审核通过，审核通过" not in page_of(life.people["filer"])

    def test_new_tasks_are_told_with_their_day(self, life):
        day = life.evaluation.due_on

        assert f"下达自评任务，报送截止{day.year}年{day.month}月{day.day}日" in page_of(life.people["filer"])

    def test_a_later_day_is_told_with_its_reason(self, life):
        until = life.evaluation.due_on + timedelta(days=30)
        given = {"before": life.evaluation.due_on, "until": until, "reason": "财务系统升级"}
        by = life.people["performance"]
        Extension.objects.create(evaluation=life.evaluation, capacity="performance", granted_by=by, **given)

        page = page_of(life.people["filer"])

        assert f"延期至{until.year}年{until.month}月{until.day}日" in page
        assert "财务系统升级" in page

    def test_an_empty_page_says_so(self):
        assert "还没有与您有关的消息" in page_of(make_user(make_unit(), Role.FILER))

    def test_as_many_queries_for_thirty_as_for_one(self, life):
        filer = signed_in(life.people["filer"])
        life.to()
        filer.get(NOTICES)
        with CaptureQueriesContext(connection) as few:
            filer.get(NOTICES)
        move, moves = Move.objects.get(action=Action.SUBMIT), []
        for number in range(100, 130):
            moves.append(Move(**{**columns(move), "number": number, "actor": life.people["unit_head"]}))
        Move.objects.bulk_create(moves)

        with CaptureQueriesContext(connection) as many:
            filer.get(NOTICES)

        assert len(many) == len(few)

    def test_the_newest_stand_first_and_the_oldest_are_left_out(self, life, monkeypatch):
        monkeypatch.setattr(queries, "MOST", 1)
        life.to("unit_head")
        page = page_of(life.people["filer"])

        assert "待主管部门审核" in page
        assert "下达自评任务" not in page


def columns(move):
    names = ("action", "from_status", "from_step", "to_status", "to_step", "capacity")
    return {"evaluation": move.evaluation, **{name: getattr(move, name) for name in names}}


class TestBell:
    def test_it_counts_what_is_new(self, life):
        life.to("unit_head")

        assert unseen(life.people["filer"]) == 2
        assert '<b class="bell">2<span' in page_of(life.people["filer"])

    def test_it_costs_one_query(self, life, django_assert_num_queries):
        standing_in(life)
        clerk = make_user(life.evaluation.unit.parent, Role.DEPARTMENT_REVIEWER)
        clerk.kept_posts = {}
        unseen(clerk)

        with django_assert_num_queries(1):
            unseen(clerk)

    def test_it_counts_no_further_than_the_list(self, life, monkeypatch):
        monkeypatch.setattr("evaluations.notices.queries.MOST", 2)
        monkeypatch.setattr("evaluations.notices.context.MOST", 2)
        life.to("unit_head")

        assert '<b class="bell">1+<span' in page_of(life.people["filer"])

    def test_without_anything_new_there_is_none(self):
        assert 'class="bell"' not in page_of(make_user(make_unit(), Role.FILER))

    def test_what_happened_before_a_person_came_is_not_new(self, life):
        life.to("unit_head")
        late = make_user(life.evaluation.unit, Role.FILER, date_joined=timezone.now())

        assert unseen(late) == 0
        assert "待主管部门审核" in page_of(late)

    def test_before_the_first_password_is_changed_there_is_none(self, life):
        filer = life.people["filer"]
        filer.must_change_password = True
        filer.save()

        assert NOTICES not in signed_in(filer).get(reverse("password_change")).text

    def test_nor_before_signing_in(self, client):
        assert NOTICES not in client.get(reverse("login")).text


class TestSeen:
    def mark(self, user, up_to):
        return signed_in(user).post(SEEN, {"up_to": up_to}, follow=True)

    def test_what_was_shown_is_no_longer_new(self, life):
        filer = life.people["filer"]
        life.to("unit_head")
        page = self.mark(filer, moves_for(filer).order_by("-pk")[0].made_at.isoformat())

        assert "已全部标为已读" in page.text
        assert unseen(filer) == 0
        assert "全部标为已读</button>" not in page.text

    def test_what_came_meanwhile_stays_new(self, life):
        filer = life.people["filer"]
        life.to()
        shown = timezone.now()
        life.move(Action.APPROVE, "unit_head")
        self.mark(filer, shown.isoformat())

        assert unseen(filer) == 1

    def test_an_older_page_takes_nothing_back(self, life):
        filer = life.people["filer"]
        self.mark(filer, timezone.now().isoformat())
        self.mark(filer, "2020-01-01T00:00:00+08:00")

        assert unseen(filer) == 0

    def test_nobody_sees_the_future(self, life):
        filer = life.people["filer"]
        self.mark(filer, "2999-01-01T00:00:00+08:00")

        assert NoticeMark.objects.get().seen_at <= timezone.now()

    def test_what_was_seen_is_ones_own(self, life):
        other = make_user(life.evaluation.unit, Role.FILER, date_joined=life.people["filer"].date_joined)
        self.mark(life.people["filer"], timezone.now().isoformat())

        assert unseen(other) == 1

    @pytest.mark.parametrize("up_to", ["", "昨天", "2022-01-01", "2022-01-01T00:00:00", "2022-13-41T99:00"])
    def test_what_is_no_moment_marks_nothing(self, life, up_to):
        page = self.mark(life.people["filer"], up_to)

        assert "没有标为已读" in page.text
        assert unseen(life.people["filer"]) == 1

    def test_a_mark_says_whose_it_is(self, life):
        self.mark(life.people["filer"], timezone.now().isoformat())

        assert str(NoticeMark.objects.get()).startswith(str(life.people["filer"]))
