"""Mutants are made one by one, each in one place, and named by what was changed."""

import importlib.util
from pathlib import Path
from types import FunctionType

SCRIPT = Path(__file__).resolve().parents[2] / "setup" / "mutants.py"
SOURCE = '''
LIMIT = 3

def least(a, b):
    """Words are left alone."""
    return min(a + 1, b) if a < b and b else f"{a}" + "x"

class Box:
    def pairs(self, one):
        return [x for x, y in zip(one, one, strict=True) if not x]
'''


def load():
    spec = importlib.util.spec_from_file_location("mutants", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_place_of_a_function_is_changed_once():
    made = {(qualname, words.split("\t")[1]) for qualname, words, _ in load().mutants(SOURCE)}

    assert made == {
        ("least", "min(a + 1, b) -> max(a + 1, b) (1)"),
        ("least", "a + 1 -> a - 1 (1)"),
        ("least", "1 -> 2 (1)"),
        ("least", "a < b and b -> a < b or b (1)"),
        ("least", "a < b -> a <= b (1)"),
        ("least", "a < b and b -> not (a < b and b) (1)"),
        ("Box.pairs", "not x -> not not x (1)"),
        (
            "Box.pairs",
            "for x, y in zip(one, one, strict=True) if not x -> "
            "for x, y in zip(one, one, strict=True) if not not x (1)",
        ),
    }


def test_each_mutant_is_the_code_of_its_function_with_one_change():
    found = {words.split("\t")[1]: code for _, words, code in load().mutants(SOURCE)}
    least = FunctionType(found["a + 1 -> a - 1 (1)"], {})
    pairs = FunctionType(found["not x -> not not x (1)"], {})

    assert (least(5, 9), pairs(None, [0, 3])) == (4, [3])


def test_what_is_written_twice_in_a_line_is_told_apart():
    made = [words.split("\t")[1] for _, words, _ in load().mutants("def both(a):\n    return a < 1 < a + 1")]

    assert made == [
        "a < 1 < a + 1 -> a <= 1 < a + 1 (1)",
        "a < 1 < a + 1 -> a < 1 <= a + 1 (1)",
        "1 -> 2 (1)",
        "a + 1 -> a - 1 (1)",
        "1 -> 2 (2)",
    ]
