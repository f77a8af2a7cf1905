"""What a reviewer need not type: rows found as filed, and scores that the row's rule gives."""

from __future__ import annotations

from django.http import QueryDict

from core.figures import printing
from core.figures.text import FigureError
from core.second.rows import items
from core.second.scores import Entry, second_scores
from documents.sources import filing_of
from evaluations.second_scores.models import SampledFiling

AS_FILED, PROPOSED = "as_filed", "proposed"


def filled(filing: SampledFiling, posted: QueryDict) -> QueryDict:
    """Return what was posted; `then` fills what was left empty, and nothing that was typed.

    `as_filed`: rows of which nothing was typed, with what was filed. `proposed`: scores, by the rule of the
    row; of none while something typed is no number, which the form then says.
    """
    data = posted.copy()
    if posted.get("then") == AS_FILED:
        _fill_as_filed(filing, data)
    elif posted.get("then") == PROPOSED:
        _fill_proposed(filing, data)
    return data


def _fill_as_filed(filing: SampledFiling, data: QueryDict) -> None:
    for number, item in enumerate(items(*filing_of(filing.submission.frozen))):
        actual, score = f"actual-{number}", f"score-{number}"
        if not data.get(actual, "").strip() and not data.get(score, "").strip():
            data[actual], data[score] = item.actual, printing.plain(item.score)


def _fill_proposed(filing: SampledFiling, data: QueryDict) -> None:
    form, snapshot = filing_of(filing.submission.frozen)
    typed = {
        item.key: Entry(data.get(f"actual-{number}", ""), data.get(f"score-{number}", ""))
        for number, item in enumerate(items(form, snapshot))
    }
    try:
        found = second_scores(form, snapshot, typed)
    except FigureError:
        return
    for number, row in enumerate(found.rows):
        if not row.entry.score.strip() and row.proposed:
            data[f"score-{number}"] = row.proposed
