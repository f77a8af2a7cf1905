"""The year's work says whether each filing has a report: issued, filled in, filed and printed so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents.models import Stamp
from documents.services import freeze, papers_of, stamp
from documents.sources import filing_of
from evaluations.cycles.models import CycleForm
from evaluations.dossiers import issuing
from evaluations.dossiers.fillable import fillable
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.checking import findings
from evaluations.dossiers.services.opening import open_evaluation
from evaluations.dossiers.snapshots import form_of, snapshot
from tests.factories import (
    FILLED,
    Role,
    fill_in,
    make_bureau,
    make_cycle,
    make_form_version,
    make_project,
    make_unit,
    make_user,
    small_form,
    write_cells,
)

pytestmark = pytest.mark.django_db
TABLE = {ref: typed for ref, typed in FILLED.items() if not ref.startswith("report/")}


@pytest.fixture
def unit():
    return make_unit(make_bureau())


def issued(unit, report, form=None):
    """A project's filing in a year whose work says `report`."""
    version = make_form_version(form)
    used = CycleForm.objects.create(
        cycle=make_cycle(unit.parent), scope="project", form_version=version, report=report
    )
    (filing,) = issuing.issue(used, [f"project-{make_project(unit).pk}"], by=None)
    return Evaluation.objects.get(pk=filing.pk)


def test_a_filing_without_a_report_asks_for_none(unit):
    filing = issued(unit, "none")

    assert form_of(filing).report is None
    assert not [ref for ref in fillable(form_of(filing), snapshot(filing)) if ref.section == "report"]


def test_what_is_filled_in_is_whole_without_it(unit):
    filing = issued(unit, "none")

    fill_in(filing, make_user(unit, Role.FILER), TABLE)

    assert [found.check for found, _ in findings(Evaluation.objects.get(pk=filing.pk)) if found.stops] == []


def test_what_is_frozen_is_read_and_printed_without_it(unit):
    filing = issued(unit, "none")

    frozen = freeze(snapshot(filing), filing.form_version)

    form, filed = filing_of(frozen)
    assert (form.report, filed.identity.report) == (None, "none")
    kinds = {paper[0] for paper in papers_of(stamp(frozen, Stamp.Label.FOR_SIGNATURE))}
    assert kinds == {"table"}


def test_a_filing_that_has_its_own_report_is_frozen_as_ever(unit):
    filing = issued(unit, "")

    frozen = freeze(snapshot(filing), filing.form_version)

    assert filing_of(frozen)[0].report is not None
    assert '"report":""' not in frozen.body


def test_a_rule_that_is_changed_counts_for_what_is_issued_later(unit):
    filing = issued(unit, "")
    used = filing.cycle.forms.get()
    CycleForm.objects.filter(pk=used.pk).update(report="none")

    (later,) = issuing.issue(used, [f"project-{make_project(unit).pk}"], by=None)

    assert (Evaluation.objects.get(pk=filing.pk).report, later.report) == ("", "none")


def test_a_form_that_is_its_report_alone_keeps_it(unit):
    asked = {**small_form().indicators.model_dump(), "level3": "fixed", "groups": []}
    alone = small_form(funds=None, goals=None, indicators=asked)

    assert issued(unit, "none", alone).report == ""


def test_a_part_of_a_consolidated_filing_has_no_report_anyway(unit):
    used = CycleForm.objects.create(
        cycle=make_cycle(unit.parent), scope="project", form_version=make_form_version(), report="none"
    )

    whole, *parts = issuing.issue_consolidated(
        used, f"project-{make_project(unit).pk}", [unit, make_unit(unit.parent)], by=None
    )

    assert [one.report for one in (whole, *parts)] == ["none", "", ""]


class TestOneReportOfTheUnit:
    """The project files its table; the whole unit's filing has the report for both."""

    @pytest.fixture
    def filer(self, unit):
        return make_user(unit, Role.FILER)

    @pytest.fixture
    def project(self, unit, filer):
        filing = issued(unit, "unit")
        fill_in(filing, filer, TABLE)
        return Evaluation.objects.get(pk=filing.pk)

    @pytest.fixture
    def whole(self, project, unit):
        form = make_form_version(small_form(scope="department", code="whole"))
        return open_evaluation(project.cycle, form, unit)

    def told(self, filing, check):
        return [found for found, _ in findings(filing) if found.check == check]

    def issued_beside(self, whole, unit, version):
        """A further project's filing in the same work, under the unit's report."""
        used = CycleForm.objects.create(
            cycle=whole.cycle, scope="transfer", form_version=version, report="unit"
        )
        (filing,) = issuing.issue(used, [f"project-{make_project(unit).pk}"], by=None)
        return Evaluation.objects.get(pk=filing.pk)

    def test_the_bureau_is_told_where_no_filing_was_issued_that_has_it(self, project):
        (finding,) = self.told(project, "M15")

        assert finding.audience == "administrator"

    def test_the_table_is_not_filed_before_the_report_is_written(self, project, whole, filer):
        (finding,) = self.told(project, "M15")
        fill_in(whole, filer, {"report/s1": "已完成年度任务。"})

        assert (finding.audience, whole.number in finding.message) == ("filer", True)
        assert self.told(project, "M15") == []

    def test_a_whole_unit_that_writes_none_has_none_for_others(self, project, whole):
        Evaluation.objects.filter(pk=whole.pk).update(report="none")

        assert self.told(project, "M15")[0].audience == "administrator"

    def test_the_set_says_where_the_report_stands(self, client, project, filer):
        client.force_login(filer)

        page = client.get(reverse("dossiers:dossier", args=[project.cycle_id, project.unit_id]))

        assert "自评报告：写入本单位整体的自评报告" in page.text

    def test_what_the_report_says_of_a_table_is_held_to_it(self, project, whole, filer):
        name = project.project.name
        fill_in(whole, filer, {"report/s1": f"{name}全年预算数9876.5万元。"})

        (finding,) = self.told(whole, "C27")

        assert f"“{name}”自评表为" in finding.message

    @pytest.mark.parametrize(
        ("column", "typed", "said", "found"),
        [
            ("rate", "100.0%", "预算执行率45.2%", ["45.2%"]),
            ("rate", "100％", "预算执行率45.2%", ["45.2%"]),
            ("rate", "100%", "预算执行率99.6%", []),
            ("rate", "0", "预算执行率45.2%", ["45.2%"]),
            ("adjusted", "1200.00", "全年预算数1200.90万元", ["1200.90万元"]),
            ("adjusted", "1200.00", "全年预算数1200万元", []),
            ("adjusted", "1200", "全年预算数1200.90万元", []),
        ],
    )
    def test_a_round_cell_is_held_to_the_places_that_it_prints(
        self, project, whole, filer, column, typed, said, found
    ):
        write_cells(project, {f"funds/total/{column}": typed})
        fill_in(whole, filer, {"report/s1": f"{project.project.name}{said}。"})

        assert [one.found for one in self.told(whole, "C27")] == found

    def test_a_table_in_yuan_is_held_to_its_yuan(self, whole, unit, filer):
        funds = {**small_form().funds.model_dump(), "amount_unit": "元"}
        version = make_form_version(small_form(code="other", funds=funds))
        table = self.issued_beside(whole, unit, version)
        write_cells(table, {"funds/total/adjusted": "12000000"})
        fill_in(whole, filer, {"report/s1": f"{table.project.name}全年预算数1200.9万元。"})

        assert [one.expected for one in self.told(whole, "C27")] == ["1200万元"]

    def test_cells_of_a_table_that_are_empty_contradict_nothing(self, project, whole, filer):
        project.cells.all().delete()
        fill_in(whole, filer, {"report/s1": f"{project.project.name}全年预算数9876.5万元。"})

        assert self.told(whole, "C27") == []

    def test_a_table_with_a_report_of_its_own_is_not_covered(self, project, whole, filer):
        Evaluation.objects.filter(pk=project.pk).update(report="")
        fill_in(whole, filer, {"report/s1": f"{project.project.name}全年预算数9876.5万元。"})

        assert self.told(whole, "C27") == []

    def test_a_table_without_money_is_held_to_its_score_alone(self, project, whole, unit, filer):
        version = make_form_version(small_form(code="other", funds=None))
        table = self.issued_beside(whole, unit, version)
        table.cells.create(ref="funds/total/adjusted", typed="1200", value=1200)
        fill_in(whole, filer, {"report/s1": f"{table.project.name}全年预算数9876.5万元。"})

        assert self.told(whole, "C27") == []
