"""A cell as HTML, without templates: a page has hundreds, and each would take some eight of them.

What an autosave renews stands in `data-trouble`, `data-offer` and `data-told` (static/js/live.js).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

if TYPE_CHECKING:
    from evaluations.dossiers.views.boxes import Box

BOX = '<div class="box" data-cell="{}"{}>{}<div data-offer>{}</div><div data-told>{}</div>{}{}</div>'
FIELD = '<input type="hidden" name="seen:{}" value="{}">{}{}<div data-trouble>{}{}</div>'
SHOWN = '<span class="shown{}" id="id_{}" tabindex="-1">{}</span>'
TAKE = (
    '<button type="submit" name="then" value="take:{}" class="take"'
    ' aria-label="保存，并按计算值{}填入{}">填入</button>'
)
TAKE_LAST_YEAR = (
    '<button type="submit" name="then" value="last_year:{}" class="take">取用上年'
    '<span class="visually-hidden">：{}</span></button>'
)
LAST_YEAR = (
    '<details class="aside"><summary>上年内容</summary>'
    '<blockquote class="kept">{}</blockquote><p>{}</p></details>'
)
REMARK = '<a class="remark-mark" href="{}#remark-{}">修改意见{}</a>'
RULE = '<details class="aside rule"><summary>评分规则</summary><p>{}。</p></details>'
MOVED = '<span>预算变动 <b class="num">{}</b></span>{}'
TAKE_MOVED = (
    '<button type="submit" name="then" value="budget:{}" class="take"'
    ' aria-label="保存，并按预算变动{}填入{}">按预算变动填入</button>'
)
TOO_LONG = "超过本栏字数，请复制后删减。"
HOLDS_WORDS = "本栏已有内容；需要取用的，请先清空并保存。"
NUMBERS = ("number", "rate")


def drawn(box: Box) -> str:
    """The whole cell: field with what was seen, refusal, other text, offer; or its text."""
    unsaved = " data-unsaved" if box.is_unsaved else ""
    content = _shown(box) if box.field is None else _field(box)
    last_year = _last_year(box) if box.aside.last_year else ""
    return format_html(BOX, box.ref, unsaved, content, offer(box), told(box), rule(box.aside.rule), last_year)


def offer(box: Box) -> str:
    """What is computed for the cell, and how."""
    if not box.has_offer:
        return ""
    working = format_html('<span class="working">{}</span>', box.working) if box.working else ""
    computed = _computed(box) if box.offers else ""
    return format_html(
        '<div class="offer{}">{}{}</div>', " offer-differs" if box.differs else "", computed, working
    )


def told(box: Box) -> str:
    """What is to be known of the text in the cell: what was approved, whose words it holds, its print."""
    aside, ref = box.aside, box.ref
    if not aside.is_told:
        return ""
    approved = format_html("<span>批复：{}</span>", aside.approved) if aside.approved else ""
    last = (
        format_html('<span data-last-year="{}">上年内容，请核对修改</span>', ref)
        if aside.is_last_years
        else ""
    )
    prints = format_html("<span>打印为：{}</span>", linebreaksbr(aside.prints)) if aside.prints else ""
    filed = format_html("<span>上次报送：{}</span>", aside.filed) if aside.filed else ""
    marks = [(aside.remarks_url, number, number) for number in aside.remarks]
    remarks = format_html_join("", REMARK, marks)
    parts = (approved, last, prints, filed, remarks, _moved(box))
    return format_html('<p class="aside aside-told" id="aside_{}">{}{}{}{}{}{}</p>', ref, *parts)


def _moved(box: Box) -> str:
    """What 预算变动 make of the cell, where it holds something else, and the button that writes it."""
    moved = box.aside.moved
    if not moved:
        return ""
    take = "" if box.field is None else format_html(TAKE_MOVED, box.ref, moved, box.slot.label)
    return format_html(MOVED, moved, take)


def rule(words: str) -> str:
    """How a row is scored, folded; nothing for a row without a rule."""
    return format_html(RULE, words) if words else ""


def _field(box: Box) -> str:
    ref = box.ref
    hint = format_html('<p class="hint" id="hint_{}">{}</p>', ref, box.hint) if box.hint else ""
    errors = [(ref, error) for error in box.errors]
    refused = (
        format_html_join("", '<p class="invalid-feedback" id="error_{}">{}</p>', errors) if errors else ""
    )
    conflict = render_to_string("dossiers/parts/conflict.html", {"box": box}) if box.conflict else ""
    return format_html(FIELD, ref, box.seen, box.input, hint, refused, conflict)


def _shown(box: Box) -> str:
    number = " num" if box.slot.kind in NUMBERS else ""
    if box.is_missing and not box.text:
        return format_html(SHOWN, number, box.ref, format_html('<span class="{}">未填</span>', "muted small"))
    return format_html(SHOWN, number, box.ref, linebreaksbr(box.shown))


def _computed(box: Box) -> str:
    take = format_html(TAKE, box.ref, box.offer, box.slot.label) if box.can_take else ""
    words = "与计算值不同：" if box.differs else "计算值"
    return format_html('<span>{} <b class="num">{}</b></span>{}', words, box.offer, take)


def _last_year(box: Box) -> str:
    """Last year's text, to be taken over: long ones folded."""
    text, take = box.aside.last_year, _take_last_year(box)
    if box.aside.is_one_line:
        return format_html('<p class="aside">上年：{} {}</p>', text, take)
    return format_html(LAST_YEAR, linebreaksbr(text), take)


def _take_last_year(box: Box) -> str:
    """The button 取用上年, or why there is none."""
    if not box.aside.fits:
        return format_html("<span>{}</span>", TOO_LONG)
    if box.field is None:
        return ""
    if box.text and box.slot.ref.section != "header":
        return format_html("<span>{}</span>", HOLDS_WORDS)
    return format_html(TAKE_LAST_YEAR, box.ref, box.slot.label)
