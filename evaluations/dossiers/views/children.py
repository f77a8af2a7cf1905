"""合并填报 on the pages: the parts with their states, and 分单位明细 beside each row that they make up."""

from __future__ import annotations

from typing import Any, NamedTuple

from accounts.requests import SignedInRequest as Request
from core.filing import cells
from core.filing.children import asked_way, shares
from core.workflow import Status
from evaluations.dossiers import permissions, queries
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.views.opened import TONES, Opened


class Part(NamedTuple):
    """One unit's part as the page of the whole lists it; `url` is empty for who may not open it."""

    unit: str
    number: str
    place: str
    tone: str
    url: str


def parts_of(request: Request, evaluation: Evaluation) -> list[Part]:
    """The parts of a consolidated filing, in the order of their units."""
    if not evaluation.has_children:
        return []
    seen = set(queries.visible_to(request.user).filter(parent=evaluation).values_list("pk", flat=True))
    return [
        Part(
            part.unit.name,
            part.number,
            permissions.place_label(part),
            TONES[Status(part.status)],
            part.get_absolute_url() if part.pk in seen else "",
        )
        for part in evaluation.children.select_related("unit").order_by("unit__path")
    ]


def beside_rows(page: Opened, drawn: dict[str, Any]) -> dict[str, Any]:
    """Put what each unit did, and what that comes to, under every row of 绩效指标."""
    if page.snapshot.children:
        for group in drawn["groups"]:
            for leaf in group["leaves"]:
                for entry in leaf["rows"]:
                    entry["children"] = _of_row(page, entry["line"])
    return drawn


def beside_funds(page: Opened, drawn: dict[str, Any]) -> dict[str, Any]:
    """Put each unit's amounts under every row of 项目资金."""
    for entry in drawn["rows"]:
        refs = [cells.fund(entry["row"].key, column.key) for column in drawn["columns"]]
        entry["children"] = [
            (child.unit_name, [child.typed(ref) for ref in refs], child.is_open)
            for child in page.snapshot.children
            if (child.is_open and entry["row"].role == "total") or any(map(child.typed, refs))
        ]
    return drawn


def _of_row(page: Opened, line: Any) -> dict[str, Any] | None:
    """分单位明细 of one row; None where it is asked of no unit."""
    said = shares(page.snapshot, line)
    if asked_way(page.form, line) == "typed" or not any(one.actual or one.is_open for one in said):
        return None
    return {
        "shares": [(one.unit_name, one.shown, one.target) for one in said],
        "working": page.computed.workings.get(cells.indicator(line.key, "actual"), ""),
    }
