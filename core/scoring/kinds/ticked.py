"""Points for what the filer ticks or chooses: R10–R12, R14."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from core.figures import printing
from core.figures.printing import said
from core.figures.quantities import Operator
from core.scoring import answers
from core.scoring.answers import Asked
from core.scoring.comparison import Measured, measured
from core.scoring.kinds.deductions import full_of
from core.scoring.kinds.given import ZERO
from core.scoring.kinds.proportions import UNSIGNED_ZERO
from core.scoring.outcome import Claim, Outcome, earned, undecided
from core.scoring.parameters import AllOrNothing, Checklist, Options, Period, Periods

SIGNS: Mapping[Operator, str] = {"": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": ""}


def checklist(rule: Checklist, claim: Claim) -> Outcome:
    """R10 各项符合的得分相加. Source: seed 001, ①1分 ②0.5分 ③0.5分; 5×0.4; 5×0.2.

    >>> from core.scoring.kinds.example import example
    >>> from core.scoring.parameters import Item
    >>> rule = Checklist(items=(Item(name="符合法律法规", score=1), Item(name="符合职责", score="0.5")))
    >>> checklist(rule, example("", 2, item_1="是", item_2="是")).working
    '2项中符合2项：1 + 0.5'
    """
    met = answers.ticks(claim, asks_items(rule))
    scores = [Fraction(item.score) for item, yes in zip(rule.items, met, strict=True) if yes]
    return _added(scores, f"{len(met)}项中符合{len(scores)}项")


def asks_items(rule: Checklist) -> tuple[Asked, ...]:
    return tuple(Asked(f"item_{n}", item.name, "tick") for n, item in enumerate(rule.items, start=1))


def options(rule: Options, claim: Claim) -> Outcome:
    """R12 只能选一种情况，得该种的分. Source: 到位及时2分/不及时未影响1分/影响0.5分; 无结余3分 ….

    >>> from core.scoring.kinds.example import example
    >>> from core.scoring.parameters import Item
    >>> rule = Options(options=(Item(name="及时", score=2), Item(name="不及时", score=1)))
    >>> options(rule, example("", 2, option="不及时")).score
    Fraction(1, 1)
    """
    (asked,) = asks_option(rule)
    chosen = answers.choice(claim, asked)
    score = next(option.score for option in rule.options if option.name == chosen)
    return earned(Fraction(score), f"选择“{chosen}”")


def asks_option(rule: Options) -> tuple[Asked, ...]:
    shown = tuple((o.name, f"{o.name}（{printing.plain(o.score)}分）") for o in rule.options)
    return (Asked("option", "符合哪种情况", "choice", choices=shown),)


def all_or_nothing(rule: AllOrNothing, claim: Claim) -> Outcome:
    """R11 达到得满分，达不到得 `otherwise` (0). Source: 有年度计划计2分，没有不得分; 财预〔2021〕101号.

    >>> from core.scoring.kinds.example import example
    >>> all_or_nothing(AllOrNothing(question="有年度计划"), example("", 2, met="否")).working
    '“有年度计划”：否'
    """
    if rule.question:
        met = answers.ticks(claim, asks_question(rule))[0]
        why = f"“{rule.question}”：{claim.answers['met'].strip()}"
    else:
        both = measured(claim)
        if both.target == 0 and not both.operator and both.actual > 0:
            return undecided(UNSIGNED_ZERO, asks_reason=True)
        met = _reached(both)
        why = f"{both.actual_text}{'达到' if met else '未达到'}{SIGNS[both.operator]}{both.target_text}"
    return earned(full_of(rule.full, claim) if met else Fraction(rule.otherwise), why)


def asks_question(rule: AllOrNothing) -> tuple[Asked, ...]:
    return (Asked("met", rule.question, "tick"),) if rule.question else ()


def periods(rule: Periods, claim: Claim) -> Outcome:
    """R14 各时段按期完成的得分相加. Source: seed 001, 1–4季度各得1分; 春节前50%、6月底前全部.

    >>> from core.scoring.kinds.example import example
    >>> spring, end = Period(name="春节前", score=2, planned="0.5"), Period(name="年底前", score=2)
    >>> rule = Periods(periods=(spring, end))
    >>> periods(rule, example("", 4, period_1="62%", period_2="是")).working
    '2个时段中按期完成2个：2 + 2'
    """
    met = _met(rule.periods, asks_periods(rule), claim)
    scores = [Fraction(period.score) for period, yes in zip(rule.periods, met, strict=True) if yes]
    return _added(scores, f"{len(met)}个时段中按期完成{len(scores)}个")


def asks_periods(rule: Periods) -> tuple[Asked, ...]:
    return tuple(_asks_period(number, period) for number, period in enumerate(rule.periods, start=1))


def _asks_period(number: int, period: Period) -> Asked:
    if period.planned is None:
        return Asked(f"period_{number}", f"{period.name}按期完成", "tick")
    return Asked(f"period_{number}", f"{period.name}完成的进度", "rate", unit="%")


def _met(several: Sequence[Period], asked: Sequence[Asked], claim: Claim) -> list[bool]:
    said_yes = dict(zip(asked, several, strict=True))
    yes = iter(answers.ticks(claim, [one for one, period in said_yes.items() if period.planned is None]))
    return [
        next(yes) if period.planned is None else answers.rate(claim, one) >= Fraction(period.planned)
        for one, period in said_yes.items()
    ]


def _added(scores: Sequence[Fraction], why: str) -> Outcome:
    """The sum of some scores; a single one needs no sum."""
    if len(scores) < 2:
        return earned(sum(scores, ZERO), why)
    return earned(sum(scores, ZERO), f"{why}：{' + '.join(map(said, scores))}", formula=True)


def _reached(both: Measured) -> bool:
    match both.operator:
        case ">":
            return both.actual > both.target
        case "<":
            return both.actual < both.target
        case "<=":
            return both.actual <= both.target
        case "=":
            return both.actual == both.target
        case _:
            return both.actual >= both.target
