"""Change the code of a package in one place at a time, and see whether its tests notice (mutation testing).

    python setup/mutants.py core/scoring [seconds [part]]    from the root of the project

The tests are collected once, with the functions that each of them calls. Each mutant is one function with
other code, in a process of its own that writes no file: it dies with the first test that fails, of those
that call it, the quickest first. What lives on is printed, unless setup/survivors.tsv says why no test can
tell it from the original. `seconds` stops after so long, and says so; `part`: only modules in whose path
this pattern is found. What is written outside of functions (defaults, patterns, tables) is not changed.
"""

from __future__ import annotations

import ast
import gc
import os
import pickle
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType, FunctionType
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
PATIENCE = 2
"""How many times as long as before, and seconds of a core beside, a test may take; then it has noticed."""
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
OPTIONS = ["-s", "-c", os.devnull, "--rootdir=.", "--noconftest", "--import-mode=importlib"]
OPTIONS += ["--assert=plain", "--tb=native", "--doctest-modules", "-o", "consider_namespace_packages=true"]
OPTIONS += ["-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "-p", "no:cov"]


def mutants(source: str, path: str = "") -> Iterator[tuple[str, str, CodeType]]:
    """Every mutant of a module: the function it is in, its line and what was changed there, its code.

    A number tells apart what is written twice in a line.
    """
    lines = source.splitlines()
    for qualname, function in functions(ast.parse(source).body):
        made: Counter[str] = Counter()
        for node in list(body_of(function)):
            for way in range(ways(node)):
                before, was = said(node), dict(vars(node))
                change(node, way)
                words = f"{lines[line_of(node) - 1].strip()}\t{before} -> {said(node)}"
                made[words] += 1
                yield qualname, f"{words} ({made[words]})", code_of(function, qualname, path)
                vars(node).update(was)


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


def line_of(node: Any) -> int:
    return int(node.target.lineno if isinstance(node, ast.comprehension) else node.lineno)


def said(node: Any) -> str:
    """A node in the words of the language, of a statement or choice its condition."""
    return ast.unparse(node.test if isinstance(node, ast.IfExp | ast.If | ast.While) else node).strip()


def ways(node: ast.AST) -> int:
    """In how many ways a node can be changed: a comparison in each sign, a comprehension in each `if`."""
    if isinstance(node, ast.Compare):
        return len(node.ops)
    if isinstance(node, ast.comprehension):
        return len(node.ifs)
    if isinstance(node, ast.BinOp):
        return type(node.op) in OPPOSITES and not (is_text(node.left) or is_text(node.right))
    if isinstance(node, ast.AugAssign):
        return type(node.op) in OPPOSITES and not is_text(node.value)
    if isinstance(node, ast.Constant):
        return type(node.value) in (bool, int)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in CALLED
    if isinstance(node, ast.IfExp | ast.If | ast.While):
        return not isinstance(node.test, ast.UnaryOp)
    return isinstance(node, ast.BoolOp | ast.UnaryOp)


def change(node: Any, way: int) -> None:
    """Make one node the opposite of what it is."""
    if isinstance(node, ast.Compare):
        node.ops = [OPPOSITES[type(op)]() if n == way else op for n, op in enumerate(node.ops)]
    elif isinstance(node, ast.comprehension):
        node.ifs = [negated(one) if n == way else one for n, one in enumerate(node.ifs)]
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign):
        node.op = OPPOSITES[type(node.op)]()
    elif isinstance(node, ast.Constant):
        node.value = (not node.value) if type(node.value) is bool else node.value + 1
    elif isinstance(node, ast.Call):
        node.func = ast.Name(CALLED[node.func.id], ast.Load())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.operand = negated(node.operand)
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
    else:
        node.test = negated(node.test)


def negated(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def code_of(function: ast.FunctionDef, qualname: str, path: str) -> CodeType:
    """The code of a function, which stands in its class where it is a method."""
    body: list[ast.stmt] = [function]
    for name in reversed(qualname.split(".")[:-1]):
        body = [ast.ClassDef(name=name, bases=[], keywords=[], body=body, decorator_list=[])]
    code = compile(ast.fix_missing_locations(ast.Module(body, type_ignores=[])), path, "exec")
    while code.co_qualname != qualname:
        code = next(
            inner
            for inner in code.co_consts
            if isinstance(inner, CodeType) and f"{qualname}.".startswith(f"{inner.co_qualname}.")
        )
    return code


class Mutants:
    """Runs in place of the tests, once they are collected."""

    def __init__(self, package: Path, seconds: float, part: str) -> None:
        self.package, self.part, self.end = package, part, time.monotonic() + seconds
        self.known = {line.split("\t#")[0] for line in read_lines(KNOWN)}
        self.counts = {"killed": 0, "explained": 0, "alive": 0, "left": 0}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.live = {(f.__module__, f.__qualname__): f for f in gc.get_objects() if type(f) is FunctionType}
        gc.freeze()
        found = list(in_a_process(lambda: reached(session.items, self.package)))
        if None in found:
            pytest.exit(f"{session.items[found.index(None)].nodeid} fails without any change", returncode=1)
        for path in sorted(self.package.rglob("*.py")):
            if re.search(self.part, str(path)):
                self.try_module(path, session.items, found)
        print(", ".join(f"{number} {word}" for word, number in self.counts.items()), flush=True)
        return True

    def try_module(self, path: Path, items: list[pytest.Item], found: list[Reach]) -> None:
        name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        tests: dict[str, list[Timed]] = {}
        for qualname, words, code in mutants(path.read_text(encoding="utf-8"), str(path)):
            function = self.live.get((name, qualname))
            if time.monotonic() > self.end or function is None:
                self.counts["left"] += 1
                continue
            mine = tests.setdefault(qualname, reaching(items, found, (str(path.resolve()), qualname)))
            place = f"{path}\t{qualname}\t{words}"
            killer = next(in_a_process(lambda f=function, c=code, m=mine: killing(f, c, m)), None)
            if killer is not None:
                self.counts["killed"] += 1
                mine.insert(0, mine.pop(killer))
                continue
            self.counts["explained" if place in self.known else "alive"] += 1
            if place not in self.known:
                print(place, flush=True)


Place = tuple[str, str]
Reach = tuple[float, frozenset[Place]] | None
Timed = tuple[float, pytest.Item]
"""The seconds of a core that a test takes and the functions that it calls; None: it fails."""


def reaching(items: list[pytest.Item], found: list[Reach], place: Place) -> list[Timed]:
    """The tests that call a function, the quickest first: no other can tell that it was changed."""
    known = [(reach[0], number) for number, reach in enumerate(found) if reach and place in reach[1]]
    return [(seconds, items[number]) for seconds, number in sorted(known)]


def reached(items: list[pytest.Item], package: Path) -> Iterator[Reach]:
    """Run each test and say which functions of the package it calls."""
    folder, called = str(package.resolve()), set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(folder):
            called.add((frame.f_code.co_filename, frame.f_code.co_qualname.split(".<locals>")[0]))

    for item, following in pairwise([*items, None]):
        called.clear()
        begun = time.process_time()
        sys.settrace(note)
        failed = fails(item, following)
        sys.settrace(None)
        yield None if failed else (time.process_time() - begun, frozenset(called))


def killing(function: FunctionType, code: CodeType, tests: list[Timed]) -> Iterator[int]:
    """Which test fails first with this code in the function, or does not come to its end in good time."""
    function.__code__ = code
    for number, ((seconds, item), following) in enumerate(pairwise([*tests, (0, None)])):
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE * (1 + seconds))
        if fails(item, following[1]):
            yield number
            return


def fails(item: pytest.Item, following: pytest.Item | None) -> bool:
    return any(report.failed for report in runtestprotocol(item, nextitem=following, log=False))


def in_a_process(work: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    """What `work` gives, done in a process of its own; 0 where a signal ends that."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writing, "wb") as out:
                out.write(pickle.dumps(list(work())))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        text = told.read()
    _, ending = os.waitpid(child, 0)
    if not text and not os.WIFSIGNALED(ending):
        raise RuntimeError("the tests could not be run to their end")
    yield from pickle.loads(text) if text else [0]


def read_lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def main(package: str, seconds: str = "inf", part: str = "") -> int:
    sys.path.insert(0, os.getcwd())
    quick = {"max_examples": 10, "deadline": None, "database": None, "derandomize": True}
    quick |= {"phases": [hypothesis.Phase.explicit, hypothesis.Phase.generate]}
    hypothesis.settings.register_profile(
        "mutants", **quick, suppress_health_check=list(hypothesis.HealthCheck)
    )
    hypothesis.settings.load_profile("mutants")
    run = Mutants(Path(package), float(seconds), part)
    ended = pytest.main(["-qq", *OPTIONS, str(Path("tests") / package), package], plugins=[run])
    return 1 if run.counts["alive"] or run.counts["left"] or not run.counts["killed"] else int(ended)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
