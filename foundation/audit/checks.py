"""System checks (`manage.py check --database default`): what must hold before anything is filed."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning

from foundation.audit import immutability


def append_only_tables_are_protected(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A warning, not an error: `migrate` runs this check first, and is what mends it."""
    if not databases:
        return []
    return [
        Warning(f"append-only trigger {name} is missing", hint="Run manage.py migrate.", id="audit.W001")
        for name in immutability.missing()
    ]
