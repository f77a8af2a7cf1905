"""A cell as HTML, written by hand and escaped here: a page has hundreds, and a template for each is slow.

What an autosave renews stands in `data-trouble`, `data-offer` and `data-told` (static/js/live.js).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from evaluations.dossiers.views.boxes import Box

NUMBERS = ("number", "rate")
UNFILLED = '<span class="muted small">未填</span>'
TOO_LONG = "<span>超过本栏字数，请复制后删减。</span>"
HOLDS_WORDS = "<span>本栏已有内容；需要取用的，请先清空并保存。</span>"


def drawn(box: Box) -> SafeString:
    """The whole cell: field with what was seen, refusal, other text, offer; or its text."""
    unsaved = " data-unsaved" if box.is_unsaved else ""
    content = _field(box) if box.field is not None else _shown(box)
    return mark_safe(
        f'<div class="box" data-cell="{box.ref}"{unsaved}>{content}<div data-offer>{offer(box)}</div>'
        f"<div data-told>{told(box)}</div>{rule(box.aside.rule)}{_last_year(box)}</div>"
    )


def offer(box: Box) -> str:
    """What is computed for the cell, and how."""
    if not box.has_offer:
        return ""
    differs = " offer-differs" if box.differs else ""
    working = f'<span class="working">{escape(box.working)}</span>' if box.working else ""
    return f'<div class="offer{differs}">{_computed(box) if box.offers else ""}{working}</div>'


def told(box: Box) -> str:
    """What is to be known of the text in the cell: what was approved instead, whose words it holds."""
    aside, ref = box.aside, box.ref
    if not aside.is_told:
        return ""
    approved = f"<span>批复：{escape(aside.approved)}</span>" if aside.approved else ""
    last = f'<span data-last-year="{ref}">上年内容，请核对修改</span>' if aside.is_last_years else ""
    return f'<p class="aside aside-told" id="aside_{ref}">{approved}{last}</p>'


def rule(words: str) -> SafeString:
    """How a row is scored, folded; nothing for a row without a rule."""
    if not words:
        return mark_safe("")
    summary = "<summary>评分规则</summary>"
    return mark_safe(f'<details class="aside rule">{summary}<p>{escape(words)}。</p></details>')


def _field(box: Box) -> str:
    ref, trouble = box.ref, ""
    hint = f'<p class="hint" id="hint_{ref}">{escape(box.hint)}</p>' if box.hint else ""
    for error in box.errors:
        trouble += f'<p class="invalid-feedback" id="error_{ref}">{escape(error)}</p>'
    if box.conflict:
        trouble += render_to_string("dossiers/parts/conflict.html", {"box": box})
    seen = f'<input type="hidden" name="seen:{ref}" value="{escape(box.seen)}">'
    return f"{seen}{box.input}{hint}<div data-trouble>{trouble}</div>"


def _shown(box: Box) -> str:
    number = " num" if box.slot.kind in NUMBERS else ""
    text = UNFILLED if box.is_missing and not box.text else _lines(box.shown)
    return f'<span class="shown{number}" id="id_{box.ref}" tabindex="-1">{text}</span>'


def _computed(box: Box) -> str:
    words, number = "与计算值不同：" if box.differs else "计算值", escape(box.offer)
    attributes = f'name="then" value="take:{box.ref}"'
    label = f"保存，并按计算值{number}填入{escape(box.slot.label)}"
    button = f'<button type="submit" {attributes} class="take" aria-label="{label}">填入</button>'
    return f'<span>{words} <b class="num">{number}</b></span>{button if box.can_take else ""}'


def _last_year(box: Box) -> str:
    """Last year's text, to be taken over: long ones folded."""
    text, take = box.aside.last_year, _take_last_year(box)
    if not text:
        return ""
    if box.aside.is_one_line:
        return f'<p class="aside">上年：{escape(text)} {take}</p>'
    kept = f'<blockquote class="kept">{_lines(text)}</blockquote>'
    return f'<details class="aside"><summary>上年内容</summary>{kept}<p>{take}</p></details>'


def _take_last_year(box: Box) -> str:
    """The button 取用上年, or why there is none."""
    if not box.aside.fits:
        return TOO_LONG
    if box.field is None:
        return ""
    if box.text and box.slot.ref.section != "header":
        return HOLDS_WORDS
    label = f'<span class="visually-hidden">：{escape(box.slot.label)}</span>'
    return (
        f'<button type="submit" name="then" value="last_year:{box.ref}" class="take">取用上年{label}</button>'
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
