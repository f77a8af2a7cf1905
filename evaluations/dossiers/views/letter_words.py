"""How far a 函 is, as pages say it."""

from __future__ import annotations

from evaluations.dossiers.letters import State, state_of
from evaluations.dossiers.models import Letter

WORDS: dict[State, tuple[str, str]] = {
    "none": ("尚未起草", "todo"),
    "drafted": ("已起草，尚未打印", "todo"),
    "changed": ("打印后有改动或已审核通过，请重新打印", "back"),
    "printed": ("已打印，未登记盖章件", "wait"),
    "signed": ("已签字盖章", "done"),
}
"""With the tone of the badge."""


def told_letter(letter: Letter | None, label: str) -> dict[str, str]:
    words, tone = WORDS[state_of(letter, label)]
    return {"words": words, "tone": tone}
