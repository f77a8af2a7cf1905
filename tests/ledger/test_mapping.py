"""What was said of a ledger's headings and money: kept, and enough to go on without asking or not."""

from __future__ import annotations

import pytest

from evaluations.dossiers.dossier import dossier_of
from evaluations.ledger.models import LedgerScheme
from evaluations.ledger.services.mapping import keep_columns, keep_rows
from tests.ledger.desk import HEAD, book, bring, line, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
MEANINGS = ("code", "name", "source", "nature", "carried", "initial", "adjusted", "executed")
USUAL = dict(zip(HEAD, MEANINGS, strict=True))


@pytest.mark.parametrize(
    ("columns", "is_asked"),
    [(USUAL, False), ({**USUAL, "年初预算数": "executed"}, True), ({**USUAL, "项目编码": ""}, True)],
)
def test_known_headings_are_asked_about_where_two_mean_the_same_or_none_is_the_code(
    desk, filing, filer, columns, is_asked
):
    LedgerScheme.objects.create(unit=filing.unit, year=2021, columns=columns, changed_by=filer)

    shown = bring(desk, filing, book(line("A01", 0, 1, 1)))

    assert ("一、台账各栏的含义" in words(shown)) is is_asked


def test_what_is_said_of_one_ledger_in_several_steps_is_all_kept(filing, filer):
    whole = dossier_of(filer, filing.cycle_id, filing.unit_id)
    measure = {"amount_unit": "万元", "decimals": 4, "by": filer}

    keep_rows(whole, {("f", "区级", "", ""): "own"}, by=filer)
    keep_columns(whole, {"项目编码": "code", "支出数": ""}, **measure)
    keep_columns(whole, {"支出数": "executed"}, **measure)
    keep_rows(whole, {("f", "市级", "", ""): ""}, by=filer)

    kept = LedgerScheme.objects.get()
    assert kept.columns == {"项目编码": "code", "支出数": "executed"}
    assert kept.rows == [["f", "区级", "", "", "own"], ["f", "市级", "", "", ""]]
    assert (kept.amount_unit, kept.decimals, kept.changed_by) == ("万元", 4, filer)
