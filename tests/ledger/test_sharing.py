"""A department has its units read their ledgers as one of them is read."""

from __future__ import annotations

import pytest

from evaluations.dossiers.dossier import dossier_of
from evaluations.ledger.models import LedgerScheme
from evaluations.ledger.services.mapping import share
from foundation.audit.models import AuditEvent
from tests.dossiers.granted import grant
from tests.dossiers.pages.conftest import signed_in
from tests.factories import Role, make_evaluation, make_project, make_unit, make_user
from tests.ledger.conftest import FORM
from tests.ledger.desk import at, book, bring, brought, items, line, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
LEDGER = book(line("A01", 0, 10000, 10000), above=[["单位：元"]])
UNSAID = book(line("A01", 0, "1155.50", "1155.50"))
ASKED, WHICH_UNIT = "一、台账各栏的含义", "台账没有写明金额单位"
BUTTON = "供本部门各单位使用</button>"


@pytest.fixture
def sibling(filing):
    """Another unit of the department with a filing of the year."""
    unit = make_unit(filing.unit.parent)
    project = make_project(unit, code="A01")
    return make_evaluation(unit, cycle=filing.cycle, form=FORM, project=project)


@pytest.fixture
def reviewer(filing):
    return signed_in(make_user(filing.unit.department, Role.DEPARTMENT_REVIEWER))


@pytest.fixture
def shared(desk, filing, sibling, reviewer):
    """What the unit's filer explained, given to all units by the department."""
    file = brought(desk, filing, LEDGER).context["file"]
    return reviewer.post(at("ledger_share", filing, file.pk), follow=True)


def other_desk(sibling):
    return signed_in(make_user(sibling.unit, Role.FILER))


def test_another_unit_is_asked_nothing_and_told_whose_reading_it_is(filing, sibling, shared):
    shown = bring(other_desk(sibling), sibling, LEDGER)

    assert "1行→1个项目，0行未匹配" in words(shown)
    assert f"按{filing.unit.department}供所属单位使用的对应关系读取" in words(shown)
    assert BUTTON not in words(shown)


def test_a_unit_of_another_department_is_asked(filing, shared):
    project = make_project(make_unit(), code="A01")
    other = make_evaluation(project.unit, cycle=filing.cycle, form=FORM, project=project)

    assert ASKED in words(bring(other_desk(other), other, LEDGER))


class TestUnitNotSaid:
    """The department shares 元; another unit's file names no unit, its amounts are in 万元."""

    def test_it_is_asked_before_anything_is_read(self, sibling, shared):
        asked = bring(other_desk(sibling), sibling, UNSAID)

        assert ASKED in words(asked)
        assert WHICH_UNIT in words(asked)

    def test_once_told_it_is_read_so_and_not_asked_again(self, sibling, shared):
        desk = other_desk(sibling)
        send(desk, bring(desk, sibling, UNSAID), "ledger_columns", sibling, 台账金额的单位="万元")

        shown = bring(desk, sibling, UNSAID)

        assert items(shown, sibling)["funds/own/executed"][1] == "1155.50"

    def test_the_page_of_the_money_leads_back_to_it(self, sibling, shared):
        desk = other_desk(sibling)
        file = bring(desk, sibling, UNSAID).context["file"]

        asked = desk.get(at("ledger_rows", sibling, file.pk), follow=True)

        assert WHICH_UNIT in words(asked)

    def test_a_file_that_names_another_unit_is_asked_of_its_columns_alone(self, sibling, shared):
        other = book(line("A01", 0, 1, 1), above=[["单位：万元"]])

        asked = bring(other_desk(sibling), sibling, other)

        assert ASKED in words(asked)
        assert WHICH_UNIT not in words(asked)


def test_what_a_unit_says_of_its_own_begins_with_it_and_goes_before_it(filing, sibling, shared):
    desk = other_desk(sibling)
    shown = bring(desk, sibling, LEDGER)
    asked = desk.get(at("ledger_columns", sibling, shown.context["file"].pk))

    send(desk, asked, "ledger_columns", sibling, 年初预算数="")

    own = LedgerScheme.objects.get(unit=sibling.unit)
    of_all = LedgerScheme.objects.get(is_shared=True)
    assert (own.columns["年初预算数"], of_all.columns["年初预算数"]) == ("", "initial")
    assert own.rows == of_all.rows != []


def test_shared_anew_it_says_what_is_said_now(desk, filing, sibling, reviewer, shared):
    LedgerScheme.objects.filter(unit=filing.unit).update(decimals=6)
    file = bring(desk, filing, LEDGER).context["file"]

    reviewer.post(at("ledger_share", filing, file.pk))

    assert LedgerScheme.objects.get(is_shared=True).decimals == 6


def test_it_is_on_the_record_and_told(filing, shared):
    assert "已供" in words(shared)
    event = AuditEvent.objects.filter(action="设置台账对应关系").latest("pk")
    assert event.detail["供所属单位使用"] == filing.unit.department.name


def test_the_department_for_which_it_is_offered_has_other_units(desk, filing, reviewer):
    file = brought(desk, filing, LEDGER).context["file"]
    page = at("ledger_file", filing, file.pk)
    assert BUTTON not in words(reviewer.get(page))

    make_unit(filing.unit.parent)

    assert BUTTON in words(reviewer.get(page))


def test_neither_the_unit_itself_nor_who_stands_in_speaks_for_the_department(desk, filing, filer, sibling):
    file = brought(desk, filing, LEDGER).context["file"]
    assert BUTTON not in words(desk.get(at("ledger_file", filing, file.pk)))

    refused = desk.post(at("ledger_share", filing, file.pk))

    assert refused.status_code == 403
    assert "由主管部门提供给所属单位使用" in words(refused)
    assert not LedgerScheme.objects.filter(is_shared=True).exists()


def test_a_filer_of_the_department_shares_the_reading_of_a_unit_it_fills_in(desk, filing, filer, sibling):
    file = brought(desk, filing, LEDGER).context["file"]
    grant(filing, filer)
    stand_in = signed_in(make_user(filing.unit.department, Role.FILER))

    assert stand_in.post(at("ledger_share", filing, file.pk)).status_code == 302


def test_what_is_shared_already_or_not_explained_is_not_shared(filing, sibling, shared, reviewer):
    file = bring(other_desk(sibling), sibling, LEDGER).context["file"]

    refused = reviewer.post(at("ledger_share", sibling, file.pk))

    assert refused.status_code == 409
    assert "本单位没有自己的对应关系可以提供" in words(refused)


def test_last_years_reading_of_the_department_is_proposed(desk, filing, filer, sibling, shared):
    LedgerScheme.objects.filter(is_shared=False).delete()
    LedgerScheme.objects.update(year=2020, amount_unit="万元")

    asked = bring(other_desk(sibling), sibling, UNSAID)

    assert asked.context["form"].fields["amount_unit"].initial == "万元"


def test_a_set_without_an_explanation_shares_nothing(filing, sibling, reviewer):
    person = make_user(filing.unit.department, Role.DEPARTMENT_REVIEWER)
    whole = dossier_of(person, filing.cycle_id, filing.unit_id)

    with pytest.raises(Exception, match="请先核对各栏的含义并保存"):
        share(whole, by=person)
