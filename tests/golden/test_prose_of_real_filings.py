"""The whole texts of the five real filings: every true statement recognised, nothing wrongly called wrong."""

from pathlib import Path

import pytest

from core.verification.prose import read_prose

TEXTS = Path(__file__).with_name("texts")

CALLED_WRONG = {
    "yuancheng-2021": [],
    "heshan-2021": [("share", "0.09%", "77.34 ÷ 7919.69万元 = 0.98%")],
    "pingan-2024": [
        ("rate", "100%", "74.23 ÷ 74.73 = 99.33%"),
        ("rate", "87.27%", "1789.3 ÷ 2051.3 = 87.23%"),
    ],
    "jiayuguan-2021": [],
    "panzhihua-2022": [("unit", "21.79元", "21.79万元"), ("unit", "21.79元", "21.79万元")],
}
"""Each confirmed by hand with a calculator; docs/quality.md has the table."""

TRUE = {
    "yuancheng-2021": """
        sum 926.47 = 86.91 758.6 80.96
        sum 701.23 = 292.44 408.79
        rate 60.7 = 701.23 926.47 0.53 228.5
        rate 75.7 = 701.23 926.47
        sum 852.74 = 443.95 408.79
        rate 92 = 852.74 926.47
    """,
    "heshan-2021": """
        change 20.82 = 485.71 506.53
        change 4.11 = 20.82 506.53
        share 86.02 = 417.80 485.71
        share 13.98 = 67.91 485.71
        sum 6203 = 4620.8 322.78 1242.42 17
        sum 7336.8 = 6203 1133.8
    """,
    "pingan-2024": """
        sum 271.81 = 74.73 6.08 191
        rate 48.7 = 2.96 6.08
        rate 87.3 = 166.72 191
        rate 96.18 = 9682 10067
        rate 99.65 = 12971 13016
        rate 67.64 = 7318 10819
        sum 7318 = 5763 763 792
        rate 51.63 = 838 1623
        rate 67.13 = 1891 2817
        rate 52.14 = 963 1847
        sum 564 = 408 87 69
        sum 4082 = 1484 2596 2
        sum 166 = 82 83 1
        sum 1185 = 158 1027
    """,
    "jiayuguan-2021": """
        sum 7187.78 = 1 0.5 0.55 182 7003.73
        sum 18 = 5 8 2 2 1
        sum 43 = 5 8 2 2 1 16 9
    """,
    "panzhihua-2022": """
        sum 605.35 = 560.12 45.23
        share 92.53 = 560.12 605.35
        share 7.47 = 45.23 605.35
        sum 605.35 = 275.22 330.13
        share 45.46 = 275.22 605.35
        share 54.54 = 330.13 605.35
        sum 560.12 = 0 0 0 0 18.90 520.83 20.39
        sum 275.22 = 253.43 21.79
        sum 330.13 = 284.91 45.22
        share 86.30 = 284.91 330.13
        sum 605.35 = 540.02 45.23 20.10
        change 20.25 = 153.75 605.35
        sum 12.73 = 3.75 0.40 0.49 3.19 4.90
        rate 81.08 = 12.73 15.70
        sum 325.98 = 218.53 48.4 54.05 5
        sum 218.53 = 204.52 14.01
        sum 48.4 = 41.95 6.45
        sum 116.69 = 40.06 75.26 1.37
        sum 3553 = 1421 2021 111
        product 165.00 = 50000 33.00
        product 165.08 = 49279 33.50
        sum 180.02 = 165.08 14.94
    """,
}
"""`true_statements` of the cases that stand in the text, and more: kind, claimed = operands."""


def read(name):
    return read_prose((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))


def line(statement):
    operands = " ".join(f"{figure.value:f}" for figure in statement.operands)
    return f"{statement.kind} {statement.claimed.value:f} = {operands}"


@pytest.mark.parametrize("name", CALLED_WRONG)
def test_exactly_what_a_calculator_confirms_is_called_wrong(name):
    wrong = [told for told in read(name) if told.holds in ("no", "rounding")]

    called = [(told.kind, told.claimed.text, told.working) for told in wrong]
    assert called == CALLED_WRONG[name]


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_are_recognised_and_hold(name):
    wanted = {row.strip() for row in TRUE[name].strip().splitlines()}

    missing = wanted - {line(told) for told in read(name) if told.holds == "yes"}

    assert not missing


def test_shares_of_a_total_that_is_never_named_stay_open():
    shares = {told.claimed.text: told for told in read("heshan-2021") if told.kind == "share"}

    assert [shares[text].holds for text in ("92.64%", "78.32%", "14.32%")] == ["open"] * 3
    assert shares["0.09%"].is_inferred
