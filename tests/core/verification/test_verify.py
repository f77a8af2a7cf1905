"""Order, settings of the form, fingerprints, and what stops the filer."""

from dataclasses import replace

import pytest

from core.filing import cells
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.verification import CHECKS, Context, Finding, Severity, count_open, verify
from tests.core.filing.forms import make_filing, make_form
from tests.core.verification.filings import mended

FINDING = Finding("C02", Severity.MUST_FIX, (cells.total("score"),), "98", "94", "…")


def test_what_must_be_mended_comes_first_and_each_kind_stands_in_the_order_of_the_paper():
    weights = [finding.severity.value for finding in verify(make_form(), make_filing(total__score="98"))]

    assert weights == ["must_fix"] * 7 + ["must_explain", "hint"]


def test_a_group_without_rows_is_found_and_stands_nowhere():
    filing = replace(make_filing(), lines=())

    found = verify(make_form(), filing)

    assert any(finding.check == "C01" and finding.places == () for finding in found)


@pytest.mark.parametrize("severity", ["hint", "must_explain"])
def test_a_form_sets_the_severity_of_a_check(severity):
    form = make_form(checks={"C02": {"severity": severity}})

    assert [finding.severity for finding in verify(form, mended(form, total__score="98"))] == [severity]


def test_a_hint_stays_a_hint_where_the_form_raises_its_check():
    form = make_form(checks={"C13": {"severity": "must_fix"}})

    severities = [finding.severity for finding in verify(form, make_filing(form)) if finding.check == "C13"]

    assert severities == ["must_fix", "hint"]


def test_a_form_switches_a_check_off():
    form = make_form(checks={"C02": {"severity": "off"}})

    assert verify(form, mended(form, total__score="98")) == ()


def test_what_was_computed_already_is_not_computed_again():
    form, filing = make_form(), mended(total__score="98")
    computed = replace(compute(form, filing), total_score=None)

    assert verify(form, filing, Context(), computed=computed) == ()


def test_a_fingerprint_holds_while_the_figures_do():
    assert FINDING.fingerprint == replace(FINDING, message="andere", severity=Severity.HINT).fingerprint
    assert len(FINDING.fingerprint) == 32


@pytest.mark.parametrize(
    "change",
    [{"check": "C05"}, {"found": "99"}, {"expected": "95"}, {"places": (cells.total("points"),)}],
    ids=lambda change: next(iter(change)),
)
def test_another_figure_asks_again(change):
    assert replace(FINDING, **change).fingerprint != FINDING.fingerprint


@pytest.mark.parametrize(
    ("severity", "audience", "stops"),
    [
        (Severity.MUST_FIX, "filer", True),
        (Severity.MUST_EXPLAIN, "filer", True),
        (Severity.HINT, "filer", False),
        (Severity.MUST_FIX, "administrator", False),
    ],
)
def test_a_finding_stops_only_who_can_mend_it(severity, audience, stops):
    assert replace(FINDING, severity=severity, audience=audience).stops is stops


def test_what_is_said_of_prose_asks_and_never_stops():
    finding = replace(FINDING, severity=Severity.MUST_EXPLAIN, spans=((0, 4),))

    assert (finding.asks, finding.stops) == (True, False)
    assert not replace(finding, audience="administrator").asks


def test_open_findings_are_counted_by_kind_and_an_answer_closes_one():
    findings = verify(make_form(), make_filing())
    asked = next(finding for finding in findings if finding.severity is Severity.MUST_EXPLAIN)

    assert count_open(findings, {}) == (6, 1)
    assert count_open(findings, {asked.fingerprint: "经核实无误"}) == (6, 0)


@pytest.mark.parametrize(
    ("severity", "label"), [*zip(Severity, ("必改项", "需说明项", "提示项"), strict=True)]
)
def test_each_severity_has_its_word(severity, label):
    assert severity.label == label


def test_every_check_has_a_name_and_a_source():
    parts = [part for check in CHECKS.values() for part in check.parts]

    assert all(check.label for check in CHECKS.values())
    assert all((part.__doc__ or "")[:3] in CHECKS for part in parts)


ROW = CellRef.parse("indicators/r1/score")


def asking(*places, **given):
    told = {"found": "5", "expected": "4", "message": "“知晓率”得分5，按评分规则应为4。", **given}
    return Finding("C09", Severity.MUST_EXPLAIN, places, **told)


def test_the_same_words_about_an_indicator_are_one_question_wherever_the_row_stands():
    assert asking(ROW).question == asking(CellRef.parse("indicators/r7/score")).question != ""


def test_other_words_or_figures_are_another_question():
    assert (
        len({one.question for one in (asking(ROW), asking(ROW, found="6"), asking(ROW, message="另"))}) == 3
    )


@pytest.mark.parametrize("place", ["funds/total/rate", "total/score", "goals/1/actual", "report/s1"])
def test_what_is_a_filings_own_is_no_common_question(place):
    assert asking(CellRef.parse(place)).question == asking(ROW, CellRef.parse(place)).question == ""


def test_what_asks_nobody_is_no_question():
    assert asking(ROW, audience="administrator").question == asking().question == ""
