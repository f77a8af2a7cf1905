"""What a paper is printed from: the frozen filing and its form, read back from their canonical JSON (D5)."""

from __future__ import annotations

import json

from core.filing import canonical
from core.filing.child_form import form_for
from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.paper.finding_list import FindingList, Listed
from core.paper.remark_list import ListedRemark, RemarkList
from documents.models import FormVersion, FrozenFiling, FrozenFindings


def form_of(form_version: FormVersion) -> FormDefinition:
    """Return the definition of a released form; canonical keeps the last 64."""
    return canonical.form_from_json(form_version.definition)


def snapshot_of(frozen: FrozenFiling) -> Snapshot:
    """Return the filing as it was frozen."""
    return canonical.from_json(frozen.body)


def findings_of(frozen: FrozenFindings) -> FindingList:
    """Return the findings and answers as they were frozen."""
    body = json.loads(frozen.body)
    return FindingList(body["state"], body["reason"], tuple(Listed(**row) for row in body["rows"]))


def filing_of(frozen: FrozenFiling) -> tuple[FormDefinition, Snapshot]:
    """Return the form on which a filing is read (one unit's part asks for less), and the filing."""
    snapshot = snapshot_of(frozen)
    return form_for(form_of(frozen.form_version), snapshot), snapshot


def remarks_of(frozen: FrozenFindings) -> RemarkList:
    """Return the remarks as they were frozen, with what was said to them."""
    body = json.loads(frozen.body)
    return RemarkList(body["state"], tuple(ListedRemark(**row) for row in body["rows"]))
