"""预算变动 beside 项目资金: how the budget of the project came about, for filers and reviewers."""

from __future__ import annotations

from typing import Any

from evaluations.dossiers.views.opened import Opened


def moved_words(page: Opened) -> dict[str, Any]:
    """(name, 计算过程) of each cell that the movements make up, in their order.

    `is_whole`: whether every movement names its source, so that the sources add up to the total.
    """
    told = [(page.slots[ref].label, one) for ref, one in page.budgets.items() if ref in page.slots]
    return {
        "moved": [(label, one.working) for label, one in told],
        "is_whole": all(one.is_whole for _, one in told),
    }
