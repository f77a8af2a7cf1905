"""What the child process does with one foreign file, which is its standard input. No Django here.

    python -m foundation.intake.child <task> <extension>

Answers one line of JSON: {"ok": …} or {"refused": "why, in a sentence"}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import IO, Any, BinaryIO

from foundation.intake.kinds import ALL_KINDS
from foundation.intake.refusal import DAMAGED, TOO_COMPLEX, RefusedFile

CHECKS = {
    "pdf": "pdfs",
    "png": "pictures",
    "jpeg": "pictures",
    "package": "archives",
    "compound": "compound",
    "text": "texts",
    "plain": "plain",
}


def check(file: BinaryIO, extension: str) -> None:
    """Judge the structure of the file; only the reader of its own family is loaded."""
    module = import_module(f"foundation.intake.{CHECKS[ALL_KINDS[extension].family]}")
    module.check(file, extension)


def tables(file: BinaryIO, extension: str) -> Any:
    """What a TOML file says."""
    return import_module("foundation.intake.texts").tables(file)


def cells(file: BinaryIO, extension: str) -> Any:
    """What stands in the cells of a workbook."""
    return import_module("foundation.intake.cells").cells(file)


def shown(file: BinaryIO, extension: str) -> Any:
    """What stands in the cells of a workbook, numbers as they are shown."""
    return import_module("foundation.intake.cells").cells(file, as_shown=True)


def filled(file: BinaryIO, extension: str) -> Any:
    """What stands in a workbook that was filled in elsewhere: cells, results of formulas, merged areas."""
    return import_module("foundation.intake.filled").filled(file)


def words(file: BinaryIO, extension: str) -> Any:
    """What stands in a text."""
    return import_module("foundation.intake.plain").words(file, extension)


def data(file: BinaryIO, extension: str) -> Any:
    """What a JSON file says."""
    return import_module("foundation.intake.plain").data(file, extension)


TASKS: dict[str, Callable[[BinaryIO, str], Any]] = {
    "check": check,
    "tables": tables,
    "cells": cells,
    "shown": shown,
    "filled": filled,
    "words": words,
    "data": data,
}


def answer(task: str, extension: str, file: BinaryIO) -> dict[str, Any]:
    """Do the task. Damaged files raise a dozen kinds of exceptions (F7): here they become one sentence."""
    try:
        return {"ok": TASKS[task](file, extension)}
    except RefusedFile as refusal:
        return {"refused": refusal.sentence}
    except (MemoryError, RecursionError):
        return {"refused": TOO_COMPLEX}
    except Exception:
        return {"refused": DAMAGED}


def main(arguments: Sequence[str], file: BinaryIO, out: IO[str]) -> None:
    task, extension = arguments
    file.seek(0)
    json.dump(answer(task, extension, file), out)


if __name__ == "__main__":
    with open(sys.stdin.fileno(), "rb", closefd=False) as file:
        main(sys.argv[1:], file, sys.stdout)
