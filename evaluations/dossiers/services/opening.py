"""Opening a filing: its number, its rows and what was approved."""

from __future__ import annotations

from accounts.models import Unit, User
from documents.models import FormVersion
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
from evaluations.projects.models import Project


def open_evaluation(
    cycle: Cycle,
    form_version: FormVersion,
    unit: Unit,
    *,
    project: Project | None = None,
    by: User | None = None,
) -> Evaluation:
    """Open a filing as 未填报, with its number (2021-<unit code>-001), its rows and what the 批复绩效目标 says.

    IntegrityError where the unit already files this form for this project in this year's work.
    """
    raise NotImplementedError
