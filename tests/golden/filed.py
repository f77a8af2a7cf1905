"""The table of a case typed into the pages, answered, filed, reviewed, printed and fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client, override_settings

from core.workflow import Action
from documents.models import RenderedDocument
from evaluations.dossiers.forms.sections import section_of, sections
from evaluations.dossiers.models import Evaluation, FindingAnswer
from tests.documents.printed import work
from tests.documents.reading import squeezed
from tests.dossiers.pages.posting import url
from tests.golden.browsing import Drawn, draw, form_on, send, signed_in
from tests.golden.cases import YUANCHENG, Case
from tests.golden.office import Office, open_office

AS_FILED = "按原件"
NEXT = {"then": "next"}
Paper = tuple[str, str, str]  # label of the stamp, kind, format


@dataclass(frozen=True)
class Filed:
    """What came of it. `shown`: (kind, first place) of each finding on the page; `kept`: the submission's.

    `refused`: what a plain submission was told, nothing where it would have gone through.
    """

    shown: list[tuple[str, str]]
    refused: list[str]
    kept: list[tuple[str, str, str]]
    problems_reason: str
    status: str
    papers: dict[Paper, bytes]


@contextmanager
def leaving_nothing(blocker: Any, folder: Path) -> Iterator[None]:
    """For fixtures of a module: a transaction that is rolled back, papers in a folder of their own."""
    with blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        yield
        transaction.set_rollback(True)


def file_case(case: Case = YUANCHENG, **altered: str) -> Filed:
    """File the case; `altered` replaces single typed cells (`funds__total__executed="701.32"`)."""
    office = open_office(case=case)
    filing, filer = office.filing, signed_in(office.filer)
    press(filer, filing, Action.START)
    for section in sections(case.form):
        type_in(filer, filing, section, texts_of(section, case, **altered))
    shown = findings_on(draw(filer, url("check", filing)))
    refused = _submit_as_it_is(filer, filing)
    _answer(filer, filing)
    _submit(filer, filing)
    for reviewer in (office.head, office.reviewer):
        press(signed_in(reviewer), filing, Action.APPROVE)
    papers = fetch(filer, filing, "table" if case.form.has_table else "report")
    return _outcome(office, shown, refused, papers)


def texts_of(section: str, case: Case = YUANCHENG, **altered: str) -> dict[str, str]:
    """What was filed on one page, by address."""
    cells = case.snapshot(**altered)[1].cells
    return {ref: cell.typed for ref, cell in cells.items() if section_of(ref) == section}


def press(client: Client, filing: Evaluation, action: Action) -> None:
    """Press the button of a move on 办理情况."""
    page = draw(client, url("overview", filing))
    send(client, form_on(page, url("move", filing, action)), {}, {})


def type_in(client: Client, filing: Evaluation, section: str, texts: Mapping[str, str]) -> None:
    """Fill in one page and go on; what was approved cannot be typed, and must stand there already."""
    page = draw(client, url(section, filing))
    form = form_on(page, url(section, filing))
    typed = {ref: text for ref, text in texts.items() if ref in form.fields | form.boxes}
    standing = Drawn(page).texts
    for ref in set(texts) - set(typed):
        assert squeezed(standing[f"id_{ref}"]) == squeezed(texts[ref])
    send(client, form, typed, NEXT)


def findings_on(page: str) -> list[tuple[str, str]]:
    """(must, explain or hint; address of the first cell it leads to) of each finding, in their order."""
    found = [entry.split('"', 1) for entry in page.split('<li class="finding finding-')[1:]]
    told = [(kind, re.findall(r'#id_([^"]+)"', entry)) for kind, entry in found]
    return [(kind, places[0]) for kind, places in told if places]


def fetch(client: Client, filing: Evaluation, *kinds: str) -> dict[Paper, bytes]:
    """Do what waits in the queue as a worker does, and download it; of `kinds`, by default the table."""
    for document in RenderedDocument.objects.filter(kind__in=kinds or ["table"], published_at=None):
        work(document)
    listed = draw(client, url("documents", filing))
    printed = RenderedDocument.objects.filter(published_at__isnull=False).select_related("stamp")
    return {
        (paper.stamp.label, paper.kind, paper.file_format): _download(client, filing, paper, listed)
        for paper in printed
    }


def _download(client: Client, filing: Evaluation, document: RenderedDocument, listed: str) -> bytes:
    address = url("download", filing, document.pk)
    assert f'href="{address}"' in listed
    response = client.get(address)
    assert response["Content-Disposition"].startswith("attachment; ")
    return response.content


def _submit_as_it_is(client: Client, filing: Evaluation) -> list[str]:
    """Submit where something stops it, and return what is said; the filing is a draft as before."""
    page = draw(client, url("check", filing))
    form = form_on(page, url("submit", filing))
    filing.refresh_from_db()
    if not filing.must_fix + filing.must_explain:
        return []
    response = client.post(form.action, form.fields)
    filing.refresh_from_db()
    assert (response.status_code, filing.status) == (422, "draft")
    return re.findall("还有[0-9]+处[^<，]*，暂不能送审", response.content.decode())


def _answer(client: Client, filing: Evaluation) -> None:
    """Answer every 需说明项 that the page asks about, if there is any."""
    page = draw(client, url("check", filing))
    given = {"choice": FindingAnswer.Choice.VERIFIED.value, "text": AS_FILED}
    for form in Drawn(page).forms:
        if form.action == url("answers", filing):
            names = [name for name in form.fields if name.endswith(("-choice", "-text"))]
            send(client, form, {name: given[name.rpartition("-")[2]] for name in names}, {})


def _submit(client: Client, filing: Evaluation) -> None:
    """Submit, 带问题 where something stops it, as the case was filed."""
    form = form_on(draw(client, url("check", filing)), url("submit", filing))
    stopped = {"with_problems": "on", "problems_reason": AS_FILED}
    send(client, form, stopped if "with_problems" in form.boxes else {}, {})


def _outcome(
    office: Office, shown: list[tuple[str, str]], refused: list[str], papers: dict[Paper, bytes]
) -> Filed:
    office.filing.refresh_from_db()
    submission = office.filing.submissions.get()
    kept = [_short(row) for row in submission.findings]
    return Filed(shown, refused, kept, submission.problems_reason, office.filing.status, papers)


def _short(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["check"], row["severity"], next(iter(row["places"]), "")
