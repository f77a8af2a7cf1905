"""Findings as they are drawn: what is wrong, where it stands, what can be filled in, what was answered.

Empty cells of one page are told in one line, so that they do not bury what is really wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from core.filing.cells import CellRef
from core.filing.snapshot import Snapshot
from core.verification import Finding, Severity
from evaluations.dossiers.forms.answering import AnswerForm
from evaluations.dossiers.forms.sections import TITLES, section_of, sections
from evaluations.dossiers.models import FindingAnswer, Submission
from evaluations.dossiers.services.checking import Found, said
from evaluations.dossiers.views.opened import Opened
from evaluations.dossiers.views.quoting import quote_id, quoted

KINDS = {Severity.MUST_FIX: "must", Severity.MUST_EXPLAIN: "explain", Severity.HINT: "hint"}
THEIRS, THEIRS_LABEL = "theirs", "由财政局处理"
PROSE, PROSE_LABEL = "prose", "文中需说明"
REREAD = "已读过，不用改"
UNSAID, UNSAID_LABEL = "unsaid", "未说明"
PLACES = [UNSAID, "must", "explain", PROSE, THEIRS, "hint"]


class Jump(NamedTuple):
    """A link to a cell, with what the cell is called."""

    url: str
    name: str


class Button(NamedTuple):
    """What fills in what is computed: the page it is sent to, what it asks for there, and its words."""

    section: str
    then: str
    words: str


def told(
    page: Opened,
    found: Iterable[Found],
    forms: Mapping[str, AnswerForm] | None = None,
    *,
    snapshot: Snapshot | None = None,
) -> list[dict[str, Any]]:
    """Every finding as an entry, 必改项 first, those of empty cells at their end, one entry a page.

    `snapshot`: what the findings are about, if not the filing as it stands: then they lead to whole cells.
    """
    single, blank, left = [], defaultdict(list), dict(forms or {})
    for finding, given in found:
        if finding.is_blank and finding.stops and finding.severity is Severity.MUST_FIX:
            blank[section_of(finding.places[0])].append(finding)
        else:
            single.append(_one(page, finding, given, left.pop(finding.fingerprint, None), snapshot))
    lines = [_line(page, key, blank[key]) for key in sections(page.form) if blank[key]]
    return _in_order([*single, *lines])


def filed(
    page: Opened, submission: Submission | None, snapshot: Snapshot | None = None
) -> list[dict[str, Any]]:
    """What a submission was filed with, as it stood in `snapshot`; what its prose left unanswered first."""
    rows = submission.findings if submission else []
    entries = told(page, [_kept(row) for row in rows], snapshot=snapshot or page.snapshot)
    for entry in entries:
        if entry["kind"] == PROSE and not entry["given"]:
            entry |= {"kind": UNSAID, "kind_label": UNSAID_LABEL}
    return _in_order(entries)


def summed_up(found: Iterable[Found]) -> list[str]:
    """How many of each kind; what is the administrator's to mend is none of the filer's.

    What is asked of the prose stops nobody and is counted apart.
    """
    mine, prose, theirs = defaultdict(list), list[FindingAnswer | None](), 0
    for finding, given in found:
        if is_theirs(finding):
            theirs += 1
        elif asks_of_prose(finding):
            prose.append(given)
        else:
            mine[finding.severity].append(given)
    words = [f"{kind.label}{len(mine[kind])}处{_answered(kind, mine[kind])}" for kind in KINDS]
    if prose:
        answered = _answered(Severity.MUST_EXPLAIN, prose)
        words.append(f"{PROSE_LABEL}{len(prose)}处{answered}，不影响报送")
    return [*words, f"另有{theirs}处{THEIRS_LABEL}"] if theirs else words


def asks_of_prose(finding: Finding) -> bool:
    """Whether it asks about words of a text: it may be answered, and stops nobody."""
    return finding.asks and finding.is_in_prose


def is_theirs(finding: Finding) -> bool:
    """Whether it weighs, but lies in the form or in what was approved: it stops no filer."""
    return finding.audience == "administrator" and finding.severity is not Severity.HINT


def _answered(kind: Severity, given: list[FindingAnswer | None]) -> str:
    done = sum(answer is not None for answer in given)
    return f"（已说明{done}处）" if kind is Severity.MUST_EXPLAIN and done else ""


def _in_order(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(entries, key=lambda entry: PLACES.index(entry["kind"]))


def _one(
    page: Opened,
    finding: Finding,
    given: FindingAnswer | None,
    form: AnswerForm | None,
    snapshot: Snapshot | None = None,
) -> dict[str, Any]:
    kind, label = _kind(finding)
    return {
        "kind": kind,
        "kind_label": label,
        "finding": finding,
        "mark": "" if kind == THEIRS else finding.fingerprint,
        "message": finding.message,
        "quote": _quote(snapshot or page.snapshot, finding),
        "jumps": _jumps(page, finding, to_words=snapshot is None),
        "button": _take(page, finding),
        "given": given,
        "given_in": _given_in(page, given),
        "form": form,
    }


def _given_in(page: Opened, given: FindingAnswer | None) -> str:
    """The other filing of the unit in which it was answered; empty for an answer of this one."""
    is_elsewhere = given is not None and given.evaluation_id not in (None, page.evaluation.pk)
    return str(given.evaluation) if given and is_elsewhere else ""


def _kind(finding: Finding) -> tuple[str, str]:
    if is_theirs(finding):
        return THEIRS, THEIRS_LABEL
    if asks_of_prose(finding):
        return PROSE, PROSE_LABEL
    return KINDS[finding.severity], finding.severity.label


def _quote(snapshot: Snapshot, finding: Finding) -> str:
    """The clauses that it is about, with their figures marked; nothing for a whole cell."""
    return quoted(snapshot.typed(finding.places[0]), finding) if finding.is_in_prose else ""


def _line(page: Opened, section: str, blank: list[Finding]) -> dict[str, Any]:
    """绩效指标还有32处未填: one entry for the empty cells of a page; a single one says its own sentence."""
    if len(blank) == 1:
        return _one(page, blank[0], None, None)
    return {
        "kind": KINDS[Severity.MUST_FIX],
        "kind_label": Severity.MUST_FIX.label,
        "finding": blank[0],
        "mark": blank[0].fingerprint,
        "message": f"{TITLES[section]}还有{len(blank)}处未填，请补充。",
        "jumps": [jump(page, finding.places[0]) for finding in blank],
        "is_many": True,
        "button": _fill(page, section, blank),
    }


def _take(page: Opened, finding: Finding) -> Button | None:
    """按计算值填入 for the first cell of a finding, where it takes what is offered; 已读过 for a text."""
    if not finding.places:
        return None
    ref, offer = finding.places[0], finding.offer
    if finding.check == "M13" and _takes(page, ref):
        return Button(section_of(ref), f"reread:{ref}", REREAD)
    if finding.check == "M16":
        return _moved(page, finding)
    if not offer or offer != page.computed.offers.get(ref) or not _takes(page, ref):
        return None
    return Button(section_of(ref), f"take:{ref}", f"按计算值填入 {offer}")


def _moved(page: Opened, finding: Finding) -> Button | None:
    """按预算变动填入 for the first cell of which they say another sum."""
    for ref in finding.places:
        moved = page.budgets.get(ref)
        if moved and not moved.agrees(page.snapshot.value(ref)) and _takes(page, ref):
            return Button(section_of(ref), f"budget:{ref}", f"按预算变动填入 {moved.text}")
    return None


def _fill(page: Opened, section: str, blank: list[Finding]) -> Button | None:
    offered = [ref for finding in blank if page.computed.offers.get(ref := finding.places[0])]
    if not any(_takes(page, ref) for ref in offered):
        return None
    return Button(section, "fill", f"填入{TITLES[section]}的计算值")


def _takes(page: Opened, ref: CellRef) -> bool:
    slot = page.slots.get(ref)
    return page.why_not_edit is None and slot is not None and slot.policy != "locked"


def _jumps(page: Opened, finding: Finding, *, to_words: bool) -> list[Jump]:
    """To each cell; to the very words where the page of the text quotes them too (static/js/jumps.js)."""
    jumps = [jump(page, ref) for ref in finding.places]
    if not (finding.is_in_prose and to_words):
        return jumps
    first, *others = jumps
    return [Jump(f"{first.url.partition('#')[0]}#{quote_id(finding)}", first.name), *others]


def jump(page: Opened, ref: CellRef) -> Jump:
    slot = page.slots.get(ref)
    return Jump(f"{page.urls[section_of(ref)]}#id_{ref}", slot.label if slot else str(ref))


def _kept(row: Mapping[str, Any]) -> Found:
    """A finding and its answer as a submission keeps them (services.checking.kept)."""
    places = tuple(CellRef.parse(place) for place in row["places"])
    finding = Finding(
        row["check"],
        Severity(row["severity"]),
        places,
        row["found"],
        row["expected"],
        row["message"],
        audience=row["audience"],
        spans=tuple((start, end) for start, end in row.get("spans", ())),
    )
    words = said(row["answer"])
    return finding, FindingAnswer(choice=words[0], text=words[1]) if words else None
