"""The 源城 filing with everything mended, so that each test breaks one thing."""

from __future__ import annotations

from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.verification import Finding, verify
from tests.core.filing.forms import make_filing, make_form

MENDED = {
    "funds__current_appropriation__executed": "80.96",
    "funds__current_appropriation__rate": "100.0%",
    "funds__higher_level_transfer__executed": "415.77",
    "funds__higher_level_transfer__rate": "49.2%",
    "funds__carryover__executed": "204.00",
    "funds__carryover__rate": "89.3%",
    "funds__other_funds__executed": "0.50",
    "funds__other_funds__rate": "94.3%",
    "indicators__r1__actual": "60.7%",
    "indicators__r1__note": "上级资金年末下达，结转下年使用；明年按月调度支出。",
    "indicators__r3__actual": "100%",
    "indicators__r4__actual": "85%",
    "indicators__r5__actual": "100%",
    "indicators__r6__actual": "100%",
    "indicators__r13__actual": "92%",
    "indicators__r14__actual": "95%",
}


def mended(form: FormDefinition | None = None, /, **typed: str | None) -> Snapshot:
    """The filing that every check lets pass, with `typed` cells replaced (None empties one)."""
    return make_filing(form or make_form(), **{**MENDED, **typed})


def found(form: FormDefinition | None = None, /, **typed: str | None) -> list[tuple[str, str, str]]:
    """Check, severity and first place of each finding in the mended filing with `typed` cells replaced."""
    form = form or make_form()
    return [short(finding) for finding in verify(form, mended(form, **typed))]


def only(form: FormDefinition | None = None, /, **typed: str | None) -> Finding:
    """The one finding that replacing these cells makes."""
    form = form or make_form()
    (finding,) = verify(form, mended(form, **typed))
    return finding


def short(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.severity.value, str(finding.places[0])
