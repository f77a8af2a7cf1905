"""R08, R09, R13 and R23 in words."""

from __future__ import annotations

from decimal import Decimal

from core.figures.printing import plain
from core.scoring.comparison import shown_in
from core.scoring.kinds.deductions import step_in_words
from core.scoring.kinds.delay import UNITS
from core.scoring.parameters import Delay, Fault, Judgement, Occurrences, Steps
from core.scoring.sentences.row import ASKED, DONE, RowWords

BEGUN = {"floor": "不足{0}的不扣", "ceil": "不足{0}的按{0}扣", "linear": "不足{0}的按比例扣"}


def steps(rule: Steps, row: RowWords) -> str:
    """R08

    >>> steps(Steps(limit="0.15", step="0.05", deduction="1"), RowWords())
    '实际完成值不超过15%得满分；每超过5个百分点扣1分（不足5个百分点的不扣），扣完为止'
    """
    number = row.rate if rule.of == "completion" else DONE
    limit = ASKED if rule.limit is None else shown_in(rule.limit, rule.measure)
    within, beyond = ("不超过", "每超过") if rule.side == "above" else ("不低于", "每低于")
    step = step_in_words(rule)
    begun = BEGUN[rule.rounding].format(step)
    each = f"{beyond}{step}扣{plain(rule.deduction)}分（{begun}）"
    return f"{number}{within}{limit}{row.full_of(rule.full)}；{each}，{_end(rule.lowest)}"


def occurrences(rule: Occurrences, row: RowWords) -> str:
    """R09

    >>> occurrences(Occurrences(deduction="1"), RowWords(Decimal(3)))
    '没有发生得满分3分；每发生1次扣1分，扣完为止'
    """
    what = f"（{rule.asked}）" if rule.asked else ""
    none = f"没有发生{what}{row.full_of(rule.full)}"
    return f"{none}；每发生1次扣{plain(rule.deduction)}分，{_end(rule.lowest)}"


def judgement(rule: Judgement, row: RowWords) -> str:
    """R13

    >>> judgement(Judgement(faults=(Fault(name="虚列套取", least="4", most="7"),)), RowWords())
    '没有下列情形得满分；虚列套取扣4至7分，扣完为止'
    """
    each = "；".join(f"{fault.name}扣{_range(fault)}分" for fault in rule.faults)
    return f"没有下列情形{row.full_of(rule.full)}；{each}，{_end(rule.lowest)}"


def delay(rule: Delay, row: RowWords) -> str:
    """R23

    >>> delay(Delay(mode="steps", deduction="2"), RowWords())
    '按期完成得满分；每滞后1年扣2分（不足1年的不扣），扣完为止'
    """
    if rule.deduction is None:
        return (
            f"按期完成{row.full_of(rule.full)}；滞后的，按滞后天数占计划工期的比例扣减，{_end(rule.lowest)}"
        )
    unit = f"1{UNITS[rule.per]}"
    each = f"每滞后{unit}扣{plain(rule.deduction)}分（{BEGUN[rule.rounding].format(unit)}）"
    return f"按期完成{row.full_of(rule.full)}；{each}，{_end(rule.lowest)}"


def _range(fault: Fault) -> str:
    return plain(fault.least) if fault.least == fault.most else f"{plain(fault.least)}至{plain(fault.most)}"


def _end(lowest: Decimal) -> str:
    return f"扣至{plain(lowest)}分为止" if lowest else "扣完为止"
