"""Change the code of a package in one place at a time, and see whether its tests notice (mutation testing).

    python setup/mutants.py core/scoring [seconds [part]]    from the root of the project

The tests are collected once. Each mutant is one function with other code, in a process of its own that
writes no file: it dies with the first test that fails, those of its own module first, property tests last.
What lives on is printed, unless setup/survivors.tsv says why no test can tell it from the original. `seconds`
stops after so long, and says so; `part`: only modules whose path holds this. What is written outside of
functions (defaults, patterns, tables) is not changed.
"""

from __future__ import annotations

import ast
import copy
import gc
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import hypothesis
import pytest
from _pytest.runner import runtestprotocol

KNOWN = Path("setup/survivors.tsv")
OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
OPTIONS = ["-s", "-c", os.devnull, "--rootdir=.", "--noconftest", "--import-mode=importlib"]
OPTIONS += ["-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "-p", "no:cov"]


def mutants(source: str) -> Iterator[tuple[str, str, ast.Module]]:
    """Every mutant of a module: the function it is in, what was changed, and the whole module changed."""
    tree = ast.parse(source)
    for qualname, function in functions(tree.body):
        for number, node in enumerate(body_of(function)):
            if not can_change(node):
                continue
            changed = copy.deepcopy(tree)
            twin = list(body_of(dict(functions(changed.body))[qualname]))[number]
            before = ast.unparse(twin)
            change(twin)
            yield qualname, f"{before} -> {ast.unparse(twin)}", ast.fix_missing_locations(changed)


def functions(body: list[ast.stmt], within: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """Functions of a module and methods of its classes, by the name that Python gives them."""
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield f"{within}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from functions(node.body, f"{within}{node.name}.")


def body_of(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """What stands in a function, but zip's `strict`, which asks for nothing that happens."""
    for statement in function.body:
        nodes = list(ast.walk(statement))
        strict = {id(node.value) for node in nodes if isinstance(node, ast.keyword) and node.arg == "strict"}
        yield from (node for node in nodes if id(node) not in strict)


def can_change(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in OPPOSITES
    if isinstance(node, ast.BinOp):
        return type(node.op) in OPPOSITES and not (is_text(node.left) or is_text(node.right))
    if isinstance(node, ast.Constant):
        return type(node.value) in (bool, int)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in CALLED
    return isinstance(node, ast.BoolOp | ast.IfExp | ast.If)


def change(node: Any) -> None:
    """Make one node the opposite of what it is."""
    if isinstance(node, ast.Compare):
        node.ops[0] = OPPOSITES[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = OPPOSITES[type(node.op)]()
    elif isinstance(node, ast.Constant):
        node.value = (not node.value) if type(node.value) is bool else node.value + 1
    elif isinstance(node, ast.Call):
        node.func.id = CALLED[node.func.id]
    else:
        node.test = ast.UnaryOp(ast.Not(), node.test)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def code_of(module: CodeType, qualname: str) -> CodeType:
    """The code of one function inside that of its module."""
    inner = [const for const in module.co_consts if isinstance(const, CodeType)]
    found = [code for code in inner if code.co_qualname == qualname]
    return (
        found[0]
        if found
        else next(code_of(code, qualname) for code in inner if qualname.startswith(f"{code.co_name}."))
    )


class Mutants:
    """Runs in place of the tests, once they are collected."""

    def __init__(self, package: Path, seconds: float, part: str) -> None:
        self.package, self.part, self.end = package, part, time.monotonic() + seconds
        self.known = {line.split("\t#")[0] for line in read_lines(KNOWN)}
        self.counts = {"killed": 0, "explained": 0, "alive": 0, "left": 0}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        failing = killed_by(main, main.__code__, session.items)
        if failing is not None:
            pytest.exit(f"{session.items[failing].nodeid} fails without any change", returncode=1)
        for path in sorted(self.package.rglob("*.py")):
            if self.part in str(path):
                self.try_module(path, session.items)
        print(", ".join(f"{number} {word}" for word, number in self.counts.items()), flush=True)
        return True

    def try_module(self, path: Path, items: list[pytest.Item]) -> None:
        name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        mine = sorted(items, key=lambda item: (is_property(item), not mirrors(item, path), str(item.path)))
        live = {
            f.__qualname__: f for f in gc.get_objects() if type(f) is FunctionType and f.__module__ == name
        }
        for qualname, words, tree in mutants(path.read_text(encoding="utf-8")):
            if time.monotonic() > self.end or qualname not in live:
                self.counts["left"] += 1
                continue
            code = code_of(compile(tree, str(path), "exec"), qualname)
            place = f"{path}\t{qualname}\t{' '.join(words.split())}"
            killer = killed_by(live[qualname], code, mine)
            if killer is not None:
                self.counts["killed"] += 1
                mine.insert(0, mine.pop(killer))
                continue
            self.counts["explained" if place in self.known else "alive"] += 1
            if place not in self.known:
                print(place, flush=True)


def killed_by(function: FunctionType, code: CodeType, items: list[pytest.Item]) -> int | None:
    """Which test fails first with this code in the function, in a process of its own; None: none does."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        function.__code__ = code
        for number, (item, following) in enumerate(zip(items, [*items[1:], None], strict=True)):
            if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
                os.write(writing, str(number).encode())
                break
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.read()
    os.waitpid(child, 0)
    return int(number) if number else None


def is_property(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def mirrors(item: pytest.Item, path: Path) -> bool:
    return item.path.name in (f"test_{path.name}", f"test_{path.parent.name}.py")


def read_lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def main(package: str, seconds: str = "inf", part: str = "") -> int:
    sys.path.insert(0, os.getcwd())
    quick = {"max_examples": 25, "deadline": None, "database": None, "derandomize": True}
    hypothesis.settings.register_profile(
        "mutants", **quick, suppress_health_check=list(hypothesis.HealthCheck)
    )
    hypothesis.settings.load_profile("mutants")
    run = Mutants(Path(package), float(seconds), part)
    ended = pytest.main(["-qq", *OPTIONS, str(Path("tests") / package)], plugins=[run])
    return 1 if run.counts["alive"] or run.counts["left"] or not run.counts["killed"] else int(ended)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
