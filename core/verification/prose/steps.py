"""Counts what the reader does, so that a test can say that it grows with the text and no faster."""

from dataclasses import dataclass


@dataclass
class Steps:
    """One step: a character looked at, or a figure compared."""

    taken: int = 0

    def take(self, number: int = 1) -> None:
        self.taken += number
