"""What a rule wants from the filer beside 实际完成值: ticks, a choice, a number, dates (domain.md §4)."""

from __future__ import annotations

from core.scoring.answers import NO, YES, Asked
from core.scoring.parameters import Rule
from core.scoring.registry import KINDS

__all__ = ["NO", "YES", "Asked", "asked_of"]


def asked_of(rule: Rule) -> tuple[Asked, ...]:
    """Return what `rule` asks, in the order in which it is asked; nothing where 实际完成值 says it all.

    >>> from core.scoring.parameters import Checklist, Item
    >>> [asked.label for asked in asked_of(Checklist(items=(Item(name="有年度计划", score=1),)))]
    ['有年度计划']
    """
    return KINDS[rule.kind].asked(rule)
