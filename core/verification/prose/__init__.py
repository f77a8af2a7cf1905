"""Reads Chinese official prose: figures, how they relate to their neighbours, and whether that comes out.

`read_prose` is the door. Plain text in, statements out; nothing is guessed (docs/verification.md).
"""

from core.verification.prose.figures import Figure
from core.verification.prose.reader import read_prose
from core.verification.prose.statements import Statement
from core.verification.prose.steps import Steps

__all__ = ["Figure", "Statement", "Steps", "read_prose"]
