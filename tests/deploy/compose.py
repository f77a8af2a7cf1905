"""docker-compose.yml as Docker would read it: its variables filled in, its services as commands to start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\$|\$\{([A-Z_]+):-([^}]*)\}")


def read(given: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The file with `given` in place of its variables' defaults; nothing else is changed."""
    return _filled(yaml.safe_load(FILE.read_text(encoding="utf-8")), given or {})


def _filled(part: Any, given: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {name: _filled(value, given) for name, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, given) for value in part]
    return VARIABLE.sub(lambda found: _value(found, given), part) if isinstance(part, str) else part


def _value(found: re.Match[str], given: Mapping[str, str]) -> str:
    return "$" if found[0] == "$$" else given.get(found[1]) or found[2]


def variables() -> dict[str, set[str]]:
    """Every variable of the file with its defaults; "" gathers what is no variable."""
    found: dict[str, set[str]] = {}
    for name, default in VARIABLE.findall(FILE.read_text(encoding="utf-8")):
        found.setdefault(name, set()).add(default)
    return found


def environment(service: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in service.get("environment", {}).items()}


def check_of(service: Mapping[str, Any]) -> list[str]:
    """The health check as a command."""
    kind, *words = service["healthcheck"]["test"]
    return ["sh", "-c", *words] if kind == "CMD-SHELL" else words
