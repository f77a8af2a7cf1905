"""What a department ticks on its list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.http import QueryDict

from evaluations.dossiers.models import Evaluation

NO_REVISION = -1


class MarkForm:
    """`row`: keys of those shown; `marked`: of those ticked; `was`: of those that were ticked as shown;
    `revision-<key>`: as the page showed it. Only what the person changed is a change.
    """

    def __init__(self, filings: Iterable[Evaluation], data: QueryDict) -> None:
        self.filings: Mapping[str, Evaluation] = {str(filing.pk): filing for filing in filings}
        self.data = data
        self.ticked, self.was = set(data.getlist("marked")), set(data.getlist("was"))

    @property
    def to_mark(self) -> list[tuple[Evaluation, int]]:
        """Those newly ticked, each with the revision that was seen; one that is none never fits."""
        return [(self.filings[key], self._revision(key)) for key in self._known(self.ticked - self.was)]

    @property
    def to_unmark(self) -> list[Evaluation]:
        return [self.filings[key] for key in self._known(self.was - self.ticked)]

    @property
    def gone(self) -> int:
        """How many of those ticked wait for the department no longer."""
        return len((self.ticked - self.was) - self.filings.keys())

    def _known(self, keys: set[str]) -> Iterator[str]:
        return (key for key in self.filings if key in keys)

    def _revision(self, key: str) -> int:
        text = self.data.get(f"revision-{key}", "")
        return int(text) if text.isdecimal() and len(text) < 10 else NO_REVISION
