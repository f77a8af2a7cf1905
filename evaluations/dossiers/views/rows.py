"""One indicator row as HTML, without a template for each, as its cells are (views/drawing.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

if TYPE_CHECKING:
    from evaluations.dossiers.views.boxes import Box

NAME = (
    '<th scope="row" class="line-name">{}<a class="evidence-link" href="{}?row={}"'
    ' aria-label="佐证材料{}：{}">佐证材料{}</a>{}{}</th>'
)
CELL = '<td class="{}{}" data-lacks="{}">{}{}</td>'
TICK = '<td class="tick">{}</td>'
APPROVED = '<span class="mark" title="{}">批复</span>'
REASON = (
    '<details class="reason{}" data-reason="{}"{}><summary>自评得分说明'
    '<span class="to-fill">（待填）</span></summary>{}</details>'
)


def row_drawn(entry: Mapping[str, Any], evidence_url: str) -> str:
    """The row of `entry` (views/boxes.py): its name with its files and rule, and a cell for what is asked."""
    more = [("more", box) for box in entry["more"]]
    named = [(name, entry[name]) for name in ("actual", "points", "score")]
    asked = [(_cell(box, name),) for name, box in [*named[:1], *more, *named[1:]] if box is not None]
    return format_html(
        "<tr>{}{}{}{}{}</tr>",
        _name(entry, evidence_url),
        _target(entry) if entry["target"] is not None else "",
        format_html_join("", "{}", asked),
        _tick(entry["not_applicable"]),
        _note(entry),
    )


def _name(entry: Mapping[str, Any], evidence_url: str) -> str:
    line, count, fixed = entry["line"], entry["evidence_count"], entry["fixed"]
    counted = f"（{count}）" if count else ""
    told = ""
    if fixed is not None and (fixed.definition or fixed.scoring_note):
        told = render_to_string("dossiers/parts/fixed.html", {"fixed": fixed})
    return format_html(
        NAME, line.name, evidence_url, line.key, counted, line.name, counted, told, entry["rule"]
    )


def _cell(box: Box, name: str, beside: str = "") -> str:
    return format_html(CELL, name, _lacking(box), box.ref, box.drawn, beside)


def _target(entry: Mapping[str, Any]) -> str:
    box = entry["target"]
    given = box.field is None and entry["line"].approved_target and not box.aside.approved
    return _cell(box, "target", format_html(APPROVED, "批复的绩效目标") if given else "")


def _tick(box: Box) -> str:
    return format_html(TICK, box.drawn if _is_shown(box) else "")


def _note(entry: Mapping[str, Any]) -> str:
    """The note, and below it the reason for another score than the computed one."""
    note, reason = entry["note"], entry["score_reason"]
    lacking = _lacking(note) or (_lacking(reason) if reason else "")
    refs = f"{note.ref} {reason.ref}" if reason else note.ref
    asked = _reason(reason, is_open=entry["asks_reason"]) if reason and _is_shown(reason) else ""
    return format_html(CELL, "note", lacking, refs, note.drawn, asked)


def _reason(box: Box, *, is_open: bool) -> str:
    lacking = " lacking-reason" if box.is_missing else ""
    return format_html(REASON, lacking, box.ref, " open" if is_open else "", box.drawn)


def _is_shown(box: Box) -> bool:
    """Whether there is anything to fill in or to read."""
    return box.field is not None or bool(box.text)


def _lacking(box: Box) -> str:
    return " lacking" if box.is_missing else ""
