"""Mutants are made one by one, each in one place, and named by what was changed."""

import importlib.util
from pathlib import Path

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


MIN, TEXT = "min(a + 1, b)", "f'{a}' + 'x'"


def load():
    spec = importlib.util.spec_from_file_location("mutants", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_place_of_a_function_is_changed_once():
    made = {(qualname, words) for qualname, words, _ in load().mutants(SOURCE)}

    assert made == {
        ("least", "min(a + 1, b) -> max(a + 1, b)"),
        ("least", "a + 1 -> a - 1"),
        ("least", "1 -> 2"),
        ("least", "a < b and b -> a < b or b"),
        ("least", "a < b -> a <= b"),
        ("least", f"{MIN} if a < b and b else {TEXT} -> {MIN} if not (a < b and b) else {TEXT}"),
    }


def test_the_code_of_a_function_is_found_in_that_of_its_module():
    code = load().code_of(compile(SOURCE, "source", "exec"), "Box.pairs")

    assert code.co_qualname == "Box.pairs"
