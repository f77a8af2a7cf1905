"""Every kind of rule but either-or, which is made of these: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.scoring import most
from core.scoring.comparison import Measured, measured
from core.scoring.kind import Kind
from core.scoring.kinds import attainment, bands, bonus, deductions, delay, proportions, rates, ticked
from core.scoring.outcome import Claim, Outcome
from core.scoring.sentences import attainment as say_attainment
from core.scoring.sentences import deductions as say_deduction
from core.scoring.sentences import proportions as say_proportion
from core.scoring.sentences import rates as say_rate
from core.scoring.sentences import ticked as say_ticked


def _in_numbers(rule: Callable[[Any, Measured], Outcome]) -> Callable[[Any, Claim], Outcome]:
    return lambda parameters, claim: rule(parameters, measured(claim))


SIMPLE: Mapping[str, Kind] = {
    "at_least": Kind("R01", _in_numbers(proportions.at_least), say_proportion.at_least),
    "at_most": Kind("R02", _in_numbers(proportions.at_most), say_proportion.at_most),
    "equal": Kind("R03", _in_numbers(proportions.equal), say_proportion.equal),
    "execution_share": Kind("R04", _in_numbers(proportions.execution_share), say_proportion.execution_share),
    "bands": Kind("R05", bands.bands, say_rate.bands, bands.asks_finished, most.of_bands),
    "rate_share": Kind("R07", rates.rate_share, say_rate.rate_share),
    "steps": Kind("R08", deductions.steps, say_deduction.steps, most=most.own_full),
    "occurrences": Kind(
        "R09", deductions.occurrences, say_deduction.occurrences, deductions.asks_number, most.own_full
    ),
    "checklist": Kind("R10", ticked.checklist, say_ticked.checklist, ticked.asks_items, most.of_items),
    "all_or_nothing": Kind(
        "R11", ticked.all_or_nothing, say_ticked.all_or_nothing, ticked.asks_question, most.own_full
    ),
    "options": Kind("R12", ticked.options, say_ticked.options, ticked.asks_option, most.of_options),
    "judgement": Kind(
        "R13", deductions.judgement, say_deduction.judgement, deductions.asks_faults, most.own_full
    ),
    "periods": Kind("R14", ticked.periods, say_ticked.periods, ticked.asks_periods, most.of_periods),
    "change_rate": Kind("R15", rates.change_rate, say_rate.change_rate),
    "ratio_limit": Kind("R16", rates.ratio_limit, say_rate.ratio_limit),
    "tiers": Kind("R17", attainment.tiers, say_attainment.tiers, attainment.asks_share, most.of_tiers),
    "satisfaction": Kind("R18", rates.satisfaction, say_rate.satisfaction, most=most.of_satisfaction),
    "bonus": Kind("R19", bonus.bonus, say_ticked.bonus, bonus.asks_bonus, most.of_bonus),
    "delay": Kind("R23", delay.delay, say_deduction.delay, delay.asks_dates, most.own_full),
    "coefficient": Kind(
        "R28", rates.coefficient, say_rate.coefficient, rates.asks_coefficient, most.of_coefficient
    ),
    "manual": Kind("R29", attainment.manual, say_attainment.manual),
}
