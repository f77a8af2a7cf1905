"""What a place decides about scoring, as checked data (domain.md §4, R01–R30), never an expression language.

A new kind of rule is one class here and in `Rule`, one function with a doctest in `core.scoring.kinds`, one
sentence in `core.scoring.sentences`, one line in `core.scoring.simple`, one line in docs/rules.md.
"""

from core.scoring.parameters.answers import (
    AllOrNothing,
    Alternative,
    Bonus,
    BonusItem,
    Checklist,
    EitherOr,
    Item,
    Options,
    Period,
    Periods,
    Rule,
    SimpleRule,
)
from core.scoring.parameters.bands import Band, Bands, Satisfaction
from core.scoring.parameters.base import Name, Number, Parameters, RuleParameters
from core.scoring.parameters.deductions import Delay, Fault, Judgement, Occurrences, Steps
from core.scoring.parameters.form_wide import GradeBand, GradeCap, Grading, NotApplicable, Rounding
from core.scoring.parameters.proportions import (
    AtLeast,
    AtMost,
    ChangeRate,
    Coefficient,
    Equal,
    ExecutionShare,
    OverTarget,
    RateShare,
    RatioLimit,
    Reduction,
)
from core.scoring.parameters.tiers import Manual, Tier, Tiers

__all__ = [
    "AllOrNothing",
    "Alternative",
    "AtLeast",
    "AtMost",
    "Band",
    "Bands",
    "Bonus",
    "BonusItem",
    "ChangeRate",
    "Checklist",
    "Coefficient",
    "Delay",
    "EitherOr",
    "Equal",
    "ExecutionShare",
    "Fault",
    "GradeBand",
    "GradeCap",
    "Grading",
    "Item",
    "Judgement",
    "Manual",
    "Name",
    "NotApplicable",
    "Number",
    "Occurrences",
    "Options",
    "OverTarget",
    "Parameters",
    "Period",
    "Periods",
    "RateShare",
    "RatioLimit",
    "Reduction",
    "Rounding",
    "Rule",
    "RuleParameters",
    "Satisfaction",
    "SimpleRule",
    "Steps",
    "Tier",
    "Tiers",
]
