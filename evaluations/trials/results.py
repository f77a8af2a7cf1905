"""What came out of a trial, as it is shown and taken along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from documents.lists_xlsx import ListSheet
from evaluations.trials.models import TrialFiling

NONE = "—"
TOTALS = (
    *("自评", "单位", "年度", "报送总分", "按原规则", "按本表样", "原等级", "现等级"),
    *("原计算过程", "现计算过程"),
)
CHANGES = ("自评", "指标", "按原规则", "按本表样", "原计算过程", "现计算过程")
REMARKS = ("自评", "说明")


@dataclass(frozen=True)
class Result:
    """One filing and what the form would give it."""

    filing: TrialFiling

    @property
    def told(self) -> dict[str, Any]:
        """core.filing.trial.Trial, as it was kept."""
        return cast(dict[str, Any], self.filing.result)

    @property
    def name(self) -> str:
        return str(self.filing.evaluation)

    @property
    def is_changed(self) -> bool:
        """Whether a score, the total or the grade would be another."""
        told = self.told
        ends = ("total", "grade")
        return bool(told["changes"]) or any(told[f"before_{end}"] != told[f"after_{end}"] for end in ends)

    @property
    def is_shown(self) -> bool:
        return self.is_changed or bool(self.told["remarks"])


@dataclass(frozen=True)
class Results:
    """All of a trial: those that would change, or of which something is to be said, are shown."""

    every: list[Result]

    @cached_property
    def shown(self) -> list[Result]:
        return [one for one in self.every if one.is_shown]

    @property
    def changed(self) -> int:
        return sum(one.is_changed for one in self.every)


def results_of(filings: Iterable[TrialFiling]) -> Results:
    return Results([Result(filing) for filing in filings])


def sheets_of(results: Results) -> list[ListSheet]:
    """Totals of every filing, scores that change, and what is to be said of them."""
    totals = [_totals(one) for one in results.every]
    changes = [
        (
            one.name,
            change["name"],
            *(change[part] or NONE for part in ("before", "after")),
            *_workings(change),
        )
        for one in results.every
        for change in one.told["changes"]
    ]
    remarks = [(one.name, remark) for one in results.every for remark in one.told["remarks"]]
    return [
        ListSheet("总分和等级", TOTALS, (50, 45, *[22] * 6, 90, 90), tuple(totals)),
        ListSheet("得分变化", CHANGES, (50, 50, 22, 22, 90, 90), tuple(changes)),
        ListSheet("说明", REMARKS, (50, 150), tuple(remarks)),
    ]


def _totals(one: Result) -> tuple[str, ...]:
    told, evaluation = one.told, one.filing.evaluation
    ends = ("filed_total", "before_total", "after_total", "before_grade", "after_grade")
    shown = (told[end] or NONE for end in ends)
    return (one.name, evaluation.unit.name, str(evaluation.cycle.data_year), *shown, *_workings(told))


def _workings(told: dict[str, Any]) -> tuple[str, str]:
    return told["before_working"], told["after_working"]
