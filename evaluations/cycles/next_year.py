"""从上年度开启新年度: what is proposed for the year that follows one year's work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date

from evaluations.cycles.models import Cycle
from evaluations.cycles.queries import usable_forms

NEWER = "“{}”已有新版本，已改选“{}”。仍用原版本的，请在“使用的自评表样”中改选。"
RETIRED = "“{}”已停用，也没有更新的版本，请另选自评表样。"
EXISTS = "{}年度的自评工作已存在（{}），不能再次开启。请直接编辑；确需另设一项的，请用“新增年度自评工作”。"
LONGEST_NAME = 100
COPIED = ("bureau", "chain", "signing_mode", "may_file_with_problems", "asks_for_letter", "exempt_reasons")


@dataclass(frozen=True)
class Proposal:
    """The new year as it would be, not yet kept. `notes`: what to look at among its forms, in words."""

    cycle: Cycle
    forms: tuple[int, ...]
    reports: dict[str, str]
    notes: tuple[str, ...]


def propose(last: Cycle) -> Proposal:
    """Everything of `last` a year later, on the newest version of each form; only 通知文号 is left empty."""
    used = list(last.forms.all())
    newest = {form.code: form for form in usable_forms().filter(code__in=_codes(last)).order_by("version")}
    forms, notes = [], []
    for before in (one.form_version for one in used):
        now = newest.get(before.code)
        if now is None or now.version < before.version:
            notes.append(RETIRED.format(before))
            continue
        if now.version > before.version:
            notes.append(NEWER.format(before, now))
        forms.append(now.pk)
    reports = {one.scope: one.report for one in used}
    return Proposal(_a_year_later(last), tuple(dict.fromkeys(forms)), reports, tuple(notes))


def year_exists(bureau_id: int, data_year: int) -> str | None:
    """Why the year is not opened once more, in words; None where the bureau has no work of that year."""
    there = Cycle.objects.filter(bureau=bureau_id, data_year=data_year).order_by("pk").first()
    return EXISTS.format(data_year, there.name) if there else None


def can_follow(cycles: Iterable[Cycle]) -> set[int]:
    """The keys of those of `cycles` whose next year is not there yet."""
    known = list(cycles)
    years = {(cycle.bureau_id, cycle.data_year) for cycle in known}
    return {cycle.pk for cycle in known if (cycle.bureau_id, cycle.data_year + 1) not in years}


def _codes(last: Cycle) -> list[str]:
    return [one.form_version.code for one in last.forms.all()]


def _a_year_later(last: Cycle) -> Cycle:
    return Cycle(
        name=_next_name(last),
        data_year=last.data_year + 1,
        work_year=last.work_year + 1,
        due_on=_next_day(last.due_on),
        **{name: getattr(last, name) for name in COPIED},
    )


def _next_name(last: Cycle) -> str:
    """2021年度… → 2022年度…; a name without its year gets the new one in front."""
    years = {str(last.work_year): str(last.work_year + 1), str(last.data_year): str(last.data_year + 1)}
    name = re.sub(r"\d{4}", lambda found: years.get(found.group(), found.group()), last.name)
    return name if name != last.name else f"{last.data_year + 1}年度{name}"[:LONGEST_NAME]


def _next_day(day: date) -> date:
    """The same day a year later; 28 February where there is no 29th."""
    year = min(day.year + 1, MAXYEAR)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
