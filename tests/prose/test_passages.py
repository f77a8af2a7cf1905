"""Passages keep their own laws, and the harness counts what a reader finds, misses and makes up."""

from __future__ import annotations

from random import Random

import pytest

from tests.prose.measure_passages import main, measure, table
from tests.prose.passages import falsifications, parsed

ROW = (
    "rate\t全年预算数{budget=120}万元，实际支出{spent=90.50}万元，执行率{rate=75.42}%。"
    "\trate = 100 * spent / budget"
)
PEOPLE = "product\t补助{n=20}人，每人{std=1,500}元，共{total=30000}元。\ttotal = n * std"


@pytest.fixture
def passage():
    return parsed(ROW)


def test_marks_are_taken_out_of_the_passage(passage):
    assert passage.text == "全年预算数120万元，实际支出90.50万元，执行率75.42%。"
    assert [passage.text[slot.start : slot.end] for slot in passage.slots] == ["120", "90.50", "75.42"]


@pytest.mark.parametrize("row", [ROW, PEOPLE, ROW.replace("75.42", "75.4"), ROW.replace("120}", "120.0}")])
def test_a_law_holds_at_its_printed_precision(row):
    assert not parsed(row).broken()


@pytest.mark.parametrize(
    "row", [ROW.replace("75.42", "76.42"), PEOPLE.replace("30000", "31000"), PEOPLE.replace("{n=20", "{n=21")]
)
def test_a_law_that_is_broken_is_told(row):
    assert [law.left for law in parsed(row).broken()] == [parsed(row).laws[0].left]


def test_a_number_behind_which_a_unit_of_money_stands_may_have_been_rounded(passage):
    assert [float(slot.half) for slot in passage.slots] == [0.5, 0.005, 0.005]
    assert [float(slot.half) for slot in parsed(PEOPLE).slots] == [0, 0.5, 0.5]


def test_each_change_breaks_a_law_and_changes_one_number(passage):
    changes = list(falsifications(passage, Random(1)))

    assert {change.slot.name for change in changes} == {"budget", "spent", "rate"}
    for change in changes:
        marked = ROW.replace(
            f"{change.slot.name}={change.slot.digits}", f"{change.slot.name}={change.digits}"
        )
        assert parsed(marked).text == change.text
        assert parsed(marked).broken()


def test_a_change_that_breaks_nothing_is_no_change():
    cut = parsed(
        "rate\t预算{budget=3}亿元，支出{spent=1}亿元，执行率约{rate=40}%。\trate = 100 * spent / budget"
    )

    assert all(cut.broken(slot) for slot in cut.slots) is False
    assert "30" not in {change.digits for change in falsifications(cut, Random(1))}


def test_a_reader_that_points_at_every_changed_text_finds_everything(passage):
    tallies, failures = measure(
        lambda text: [(0, len(text), "rate", text == passage.text)], [passage, parsed(PEOPLE)]
    )

    rate = tallies["rate"]
    assert (rate.statements, rate.read, rate.false, rate.found) == (3, 3, 0, rate.mutated)
    assert tallies["product"].false == 1
    assert [failure.split(":")[0] for failure in failures] == ["CALLED WRONG"]


def test_a_reader_that_sees_nothing_misses_everything(passage):
    tallies, failures = measure(lambda text: [], [passage])

    assert tallies["rate"].found == 0 < tallies["rate"].mutated == len(failures)
    assert "0.0" in table(tallies)


def test_only_as_many_failures_are_quoted_as_are_asked_for(tmp_path):
    file = tmp_path / "passages.tsv"
    file.write_text(f"# a remark\n{ROW}\n", encoding="utf-8")
    said = []

    main([str(file), "--missed", "1"], lambda text: [], said.append)

    assert "".join(said).count("MISSED") == 1
