"""下达自评任务: whoever has to file in a year's work gets an empty filing, all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Unit, User
from accounts.queries import units_below
from core.filing.canonical import form_from_json
from core.filing.form import FormDefinition
from core.workflow import Ground
from evaluations.cycles.models import Cycle, CycleForm
from evaluations.dossiers.checklist import agreed
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.opening import lock_serials, open_evaluation
from evaluations.projects.models import Project
from evaluations.projects.queries import current_target

NO_TARGET = "{}年度尚无批复绩效目标，请先在“项目”中填列。"
NO_ROWS = "{}年度批复绩效目标没有指标，请先在“项目”中填列。"
OTHER_GROUPS = "批复指标的二级指标（{}）不在本表样中，请修改批复或改用其他表样。"
RETIRED = "实施单位已停用，请先在“项目”中改为承继单位。"
FEW_UNITS = "请至少选择两个实施单位，合并填报由它们分别填报后汇总。"
CLOSED = "本年度绩效自评工作已结束，不能再下达自评任务。"
MEANWHILE = "其中有的自评任务刚由他人下达，本次没有下达。请刷新页面后重新选择。"

FEWEST = 2


@dataclass(frozen=True)
class Candidate:
    """Who has not been issued the form yet. `why_not`: what has to be mended first, in words.

    `last_form`: another form of this year's work that it filed on last year; empty where there is none.
    `agreed`: what finance agreed to about it in 核对清单.
    """

    unit: Unit
    project: Project | None
    why_not: str | None
    last_form: str = ""
    agreed: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether it is issued only where somebody ticks it."""
        return bool(self.last_form or self.agreed)

    @property
    def key(self) -> str:
        return f"project-{self.project.pk}" if self.project else f"unit-{self.unit.pk}"

    @property
    def name(self) -> str:
        return self.project.name if self.project else "部门（单位）整体支出"


def candidates(used: CycleForm) -> list[Candidate]:
    """Return the projects (for a whole-unit form the units) of the bureau without a filing of this scope."""
    found = list(_units(used) if used.scope == "department" else _projects(used))
    elsewhere, said = _on_other_forms(used), agreed(used.cycle)
    return [replace(one, last_form=elsewhere.get(one.key, ""), agreed=said.get(one.key, "")) for one in found]


def issue(used: CycleForm, keys: Collection[str], *, by: User | None) -> list[Evaluation]:
    """Open a filing for each candidate named by its key, all or none, and return them.

    NotAllowed (409) where the year is closed or somebody else was quicker; a candidate with a `why_not`
    and an unknown key are left out.
    """
    if not used.cycle.is_open:
        raise NotAllowed.because(CLOSED, Ground.STATE)
    chosen = [found for found in candidates(used) if found.key in keys and not found.why_not]
    try:
        with transaction.atomic():
            lock_serials(found.unit for found in chosen)
            return [
                open_evaluation(used.cycle, used.form_version, found.unit, project=found.project, by=by)
                for found in chosen
            ]
    except IntegrityError:
        raise NotAllowed.because(MEANWHILE, Ground.STATE) from None


def implementing_units(used: CycleForm) -> list[Unit]:
    """Return the units of the bureau that may carry out a part of a project."""
    offices = units_below(used.cycle.bureau).exclude(kind=Unit.Kind.DIVISION).order_by("path")
    return [unit for unit in offices if not _is_retired(unit)]


def issue_consolidated(
    used: CycleForm, key: str, units: Collection[Unit], *, by: User | None
) -> list[Evaluation]:
    """Open the filing of one project (合并填报) and a part of it for each implementing unit, all or none.

    The unit of the project leads: it puts the parts together, and files. NotAllowed as in `issue`, and (422)
    where there are not at least two units.
    """
    if len({unit.pk for unit in units}) < FEWEST:
        raise NotAllowed.because(FEW_UNITS, Ground.CONTENT)
    with transaction.atomic():
        lock_serials([*units, *(found.unit for found in candidates(used) if found.key == key)])
        opened = issue(used, [key], by=by)
        if not opened:
            raise NotAllowed.because(MEANWHILE, Ground.STATE)
        (whole,) = opened
        Evaluation.objects.filter(pk=whole.pk).update(has_children=True)
        whole.has_children = True
        parts = [
            open_evaluation(used.cycle, used.form_version, unit, project=whole.project, parent=whole, by=by)
            for unit in sorted(units, key=lambda unit: unit.path)
        ]
    return [whole, *parts]


def _projects(used: CycleForm) -> Iterator[Candidate]:
    form = form_from_json(used.form_version.definition)
    issued = _issued(used).exclude(project=None).values("project")
    below = units_below(used.cycle.bureau)
    waiting = Project.objects.filter(unit__in=below).exclude(pk__in=issued).select_related("unit")
    for project in waiting.order_by("unit__path", "code"):
        why_not = RETIRED if _is_retired(project.unit) else _why_not(form, project, used.cycle)
        yield Candidate(project.unit, project, why_not)


def _units(used: CycleForm) -> Iterator[Candidate]:
    issued = _issued(used).filter(project=None).values("unit")
    offices = units_below(used.cycle.bureau).exclude(kind=Unit.Kind.DIVISION)
    for unit in offices.exclude(pk__in=issued).order_by("path"):
        if not _is_retired(unit):
            yield Candidate(unit, None, None)


def _on_other_forms(used: CycleForm) -> dict[str, str]:
    """By the key of a candidate, the other form of this year's work on which it filed last year."""
    same_scope = used.cycle.forms.filter(scope=used.scope).exclude(form_version=used.form_version_id)
    others = {
        other.form_version.code: str(other.form_version)
        for other in same_scope.select_related("form_version")
    }
    last = Evaluation.objects.filter(
        cycle__bureau=used.cycle.bureau_id,
        cycle__data_year=used.cycle.data_year - 1,
        form_version__scope=used.scope,
        parent=None,
    )
    codes = {
        f"project-{project}" if project else f"unit-{unit}": code
        for unit, project, code in last.order_by("pk").values_list("unit", "project", "form_code")
    }
    return {key: others[code] for key, code in codes.items() if code in others}


def _is_retired(unit: Unit) -> bool:
    return unit.valid_to is not None and unit.valid_to < timezone.localdate()


def _issued(used: CycleForm) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(cycle=used.cycle, form_version__scope=used.scope, parent=None)


def _why_not(form: FormDefinition, project: Project, cycle: Cycle) -> str | None:
    """What a form whose rows come from the project still lacks."""
    if form.indicators.level3 == "fixed":
        return None
    target = current_target(project, cycle.data_year)
    if target is None:
        return NO_TARGET.format(cycle.data_year)
    groups = set(target.rows.values_list("group", flat=True))
    if not groups:
        return NO_ROWS.format(cycle.data_year)
    other = groups - {leaf.key for _, leaf in form.indicators.leaves()}
    return OTHER_GROUPS.format("、".join(sorted(other))) if other else None
