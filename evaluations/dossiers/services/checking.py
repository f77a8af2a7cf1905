"""What the machine's checks find in a filing as it stands, and what was answered."""

from __future__ import annotations

from evaluations.dossiers.models import Evaluation, FindingAnswer


def findings(evaluation: Evaluation) -> tuple[tuple[object, FindingAnswer | None], ...]:
    """Return every finding with its answer, 必改项 first."""
    raise NotImplementedError


def open_findings(evaluation: Evaluation) -> tuple[object, ...]:
    """Return what stops the filer: 必改项 the filer can mend, and 需说明项 without an answer."""
    raise NotImplementedError
