"""What the child of the gate does with a foreign file, done here and at once.

tests/exchange/test_hostile.py and tests/foundation/intake start a real one.
"""

from __future__ import annotations

from foundation.intake import child, sandbox
from foundation.intake.refusal import RefusedFile


def answer_at_once(monkeypatch) -> None:
    """Let the gate ask the child's code itself for the rest of a test."""

    def run(task, extension, file, *, limits=None):
        file.seek(0)
        told = child.answer(task, extension, file)
        if "refused" in told:
            raise RefusedFile(told["refused"])
        return told["ok"]

    monkeypatch.setattr(sandbox, "run", run)
