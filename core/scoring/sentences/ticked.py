"""R10–R12, R14, R19 and R20 in words."""

from __future__ import annotations

from collections.abc import Iterable

from core.figures.printing import plain
from core.scoring.parameters import AllOrNothing, Bonus, BonusItem, Checklist, Item, Options, Period, Periods
from core.scoring.sentences.row import ASKED, DONE, RowWords, percent


def checklist(rule: Checklist, _row: RowWords) -> str:
    """R10

    >>> items = Item(name="有年度计划", score=1), Item(name="有总结", score="0.5")
    >>> checklist(Checklist(items=items), RowWords())
    '符合的各项得分相加：有年度计划得1分；有总结得0.5分'
    """
    return f"符合的各项得分相加：{_items(rule.items)}"


def options(rule: Options, _row: RowWords) -> str:
    """R12

    >>> options(Options(options=(Item(name="及时", score=2), Item(name="不及时", score=1))), RowWords())
    '只选一种情况计分：及时得2分；不及时得1分'
    """
    return f"只选一种情况计分：{_items(rule.options)}"


def all_or_nothing(rule: AllOrNothing, row: RowWords) -> str:
    """R11

    >>> all_or_nothing(AllOrNothing(question="有年度计划", full="2"), RowWords())
    '有年度计划得满分2分，否则不得分'
    """
    met = rule.question or f"{DONE}达到{ASKED}"
    otherwise = f"得{plain(rule.otherwise)}分" if rule.otherwise else "不得分"
    return f"{met}{row.full_of(rule.full)}，否则{otherwise}"


def periods(rule: Periods, _row: RowWords) -> str:
    """R14

    >>> periods(Periods(periods=(Period(name="春节前", score=2, planned="0.5"),)), RowWords())
    '按期完成的各时段得分相加：春节前完成50%得2分'
    """
    return f"按期完成的各时段得分相加：{'；'.join(map(_period, rule.periods))}"


def bonus(rule: Bonus, _row: RowWords) -> str:
    """R19

    >>> bonus(Bonus(items=(BonusItem(name="正面批示", score=1, most=2),), highest=2), RowWords())
    '正面批示每个加1分（最多加2分）；合计最多得2分'
    """
    base = f"基础分{plain(rule.base)}分；" if rule.base else ""
    return f"{base}{'；'.join(map(_bonus_item, rule.items))}；合计最多得{plain(rule.highest)}分"


def _items(items: Iterable[Item]) -> str:
    return "；".join(f"{item.name}得{plain(item.score)}分" for item in items)


def _period(period: Period) -> str:
    planned = "" if period.planned is None else f"完成{percent(period.planned)}"
    return f"{period.name}{planned}得{plain(period.score)}分"


def _bonus_item(item: BonusItem) -> str:
    most = "" if item.most is None else f"（最多加{plain(item.most)}分）"
    return f"{item.name}每个加{plain(item.score)}分{most}"
