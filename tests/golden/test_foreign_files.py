"""Every case as a foreign file: its form is found, and what is said of it is what the product says."""

from __future__ import annotations

from typing import Any

import pytest

from core.foreign.fit import best
from core.foreign.reading import check
from core.verification import verify
from indicators import catalogue
from tests.golden import cases
from tests.golden.cases import Case

TABLES = (cases.YUANCHENG, cases.CHRONIC_DISEASE, cases.TRANSFER, cases.OVERALL, cases.PINGAN, cases.HESHAN)
CASES = (*TABLES, *cases.ELSEWHERE, *cases.REPORTS)
OFFERED = [catalogue.read(path) for path in catalogue.available()]


def as_file(case: Case) -> dict[str, Any]:
    """The case with what was typed beside its table, as one would write it into a file."""
    texts = case.texts()
    header = {ref.removeprefix("header/"): text for ref, text in texts.items() if ref.startswith("header/")}
    report = {ref.removeprefix("report/"): text for ref, text in texts.items() if ref.startswith("report/")}
    return {**case.filed, "header": header, "report": report, "cells": dict(case.more)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_file_finds_the_form_it_was_filled_in_on(case):
    assert best(as_file(case), OFFERED).form == case.form


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_file_has_the_findings_of_the_same_filing_in_the_product(case):
    assert check(best(as_file(case), OFFERED)) == verify(*case.snapshot())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_of_what_a_file_does_not_speak_nothing_is_said(case):
    """As it was read off the paper: no 填报人, no 联系电话."""
    found = check(best(case.filed, OFFERED))

    assert [one for one in found if one.places and one.places[0].section == "header"] == []
    assert set(found) <= set(verify(*case.snapshot()))
