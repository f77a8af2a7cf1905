"""The form of a filing that is not asked for everything: one without a report, one unit's part.

One implementing unit of a consolidated filing says its money and what it did. Points, scores, grades, the
report and what is judged once for the whole are the leading unit's.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.figures.targets import parse_target
from core.filing.asking import follows_from_answers, questions, rule_for
from core.filing.children import asked_way
from core.filing.explanations import Explanations
from core.filing.form import FormDefinition, Funds, Group
from core.filing.snapshot import Line, Snapshot

OF_A_UNIT = "\n（{unit_name}实施部分）"
SCORED = ("points", "score")


def form_for(form: FormDefinition, snapshot: Snapshot) -> FormDefinition:
    """Return the form on which a filing is read: what is asked of a child, or all but the report."""
    if snapshot.identity.is_child:
        return child_form(form)
    return without_report(form) if snapshot.identity.report else form


def without_report(form: FormDefinition) -> FormDefinition:
    """Return `form` for a filing that has no report of its own in this year's work."""
    return form.model_copy(update={"report": None})


def child_form(form: FormDefinition) -> FormDefinition:
    """Return `form` without what the leading unit alone decides; a unit says its own share of the targets."""
    asked = form.indicators
    indicators = {
        "scored": False,
        "target_policy": "open",
        "row_label": "{name}",
        "groups": tuple(map(_group, asked.groups)),
    }
    kept = {name: getattr(asked, name) for name in type(asked).model_fields}
    paper = {"title": f"{form.paper.title}{OF_A_UNIT}", "total": (), "workings": False}
    return form.model_copy(
        update={
            "paper": form.paper.model_copy(update=paper),
            "funds": _funds(form.funds) if form.funds else None,
            "goals": form.goals.model_copy(update={"weights": None}) if form.goals else None,
            "texts": (),
            "indicators": type(asked).model_validate(kept | indicators),
            "total_points": None,
            "total_caps": (),
            "grading": None,
            "explanations": Explanations(),
            "report": None,
        }
    )


def lines_for_child(form: FormDefinition, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the rows that a unit fills in: what follows from answers is judged once, for the whole."""
    return tuple(
        Line(line.key, line.group, line.name, line.approved_target)
        for line in lines
        if asked_way(form, line) != "typed" and not _is_judged(form, line)
    )


def _is_judged(form: FormDefinition, line: Line) -> bool:
    rule = rule_for(form, line, parse_target(line.approved_target))
    return bool(questions(line, rule)) and follows_from_answers(rule)


def _funds(funds: Funds) -> Funds:
    columns = tuple(column for column in funds.columns if column.role not in SCORED)
    return funds.model_copy(
        update={
            "columns": columns,
            "execution_points": None,
            "execution_rule": None,
            "execution_rounding": None,
        }
    )


def _group(group: Group) -> Group:
    """Without points and rules: what is scored is the sum."""
    rows = tuple(row.model_copy(update={"points": None, "rule": None}) for row in group.rows)
    return group.model_copy(
        update={
            "points": None,
            "shares_score": None,
            "children": tuple(map(_group, group.children)),
            "rows": rows,
        }
    )
