"""Two people at the same moment, on the database in use: one wins, one is told, no words are lost (D11).

The negative controls take the guard away; the very same count must then come out wrong.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from core.filing.cells import CellRef
from core.workflow import Action
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.models import Evaluation, Move
from evaluations.dossiers.services import cells, moves
from evaluations.dossiers.services.cells import Change, save_cells
from evaluations.dossiers.services.moves import make_move
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import Life, begin
from tests.factories import Role, fill_in, make_user

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DUELS = int(os.environ.get("RACES", "100"))
CONTROLS = min(DUELS, 30)
NOTE = CellRef.parse("indicators/r1/note")


def both(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """Run the two at the same moment, each on a connection of its own; what they returned or raised."""
    results: list[object] = [None, None]
    gate = Barrier(2)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            results[place] = act()
        except Exception as problem:
            results[place] = problem
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def outcome(results: list[object]) -> str:
    """How a duel ended: `one` won and one was told; anything else is a fault."""
    won = sum(isinstance(result, Move) for result in results)
    told = sum(isinstance(result, Refused) for result in results)
    return "one" if (won, told) == (1, 1) else " | ".join(sorted(map(repr, results)))


def submitted_twice(life: Life) -> list[object]:
    """A double click on 送审."""
    revision = Evaluation.objects.get(pk=life.evaluation.pk).revision

    def submit() -> Move:
        return make_move(life.evaluation, Action.SUBMIT, by=life.people["filer"], revision=revision)

    return both(submit, submit)


def approved_against_returned(life: Life) -> list[object]:
    """Two reviewers of one step decide in different ways."""
    revision = Evaluation.objects.get(pk=life.evaluation.pk).revision
    other = make_user(life.evaluation.unit, Role.UNIT_HEAD)
    return both(
        lambda: make_move(life.evaluation, Action.APPROVE, by=life.people["unit_head"], revision=revision),
        lambda: make_move(life.evaluation, Action.RETURN, by=other, revision=revision, reason="请核对"),
    )


def duels(duel: Callable[[Life], list[object]], life: Life, times: int) -> Counter[str]:
    """Repeat a duel, each time from the same place; count the endings, and the rows that each left behind."""
    place = Evaluation.objects.values("status", "step").get(pk=life.evaluation.pk)
    counted: Counter[str] = Counter()
    for _ in range(times):
        Evaluation.objects.filter(pk=life.evaluation.pk).update(**place)
        before = left_behind()
        results = duel(life)
        rows = tuple(now - then for now, then in zip(left_behind(), before, strict=True))
        counted[f"{outcome(results)}, {rows[0]} moves, {rows[1]} lines"] += 1
    return counted


def left_behind() -> tuple[int, int]:
    return Move.objects.count(), AuditEvent.objects.filter(subject_type="dossiers.Evaluation").count()


def drafted() -> Life:
    life = begin()
    fill_in(life.evaluation, life.people["filer"])
    life.evaluation.refresh_from_db()
    return life


def submitted() -> Life:
    return drafted().to()


def test_a_double_submission_is_one_move_and_one_line():
    assert duels(submitted_twice, drafted(), DUELS) == {"one, 1 moves, 1 lines": DUELS}


def test_approval_against_return_is_one_move_and_one_line():
    assert duels(approved_against_returned, submitted(), DUELS) == {"one, 1 moves, 1 lines": DUELS}


@pytest.fixture
def unguarded(monkeypatch) -> Iterator[None]:
    """Take the WHERE guard away, and on SQLite the immediate lock that does its work there."""

    def update(seen: Evaluation, **changes: object) -> bool:
        return bool(Evaluation.objects.filter(pk=seen.pk).update(revision=seen.revision + 1, **changes))

    monkeypatch.setattr(moves, "compare_and_set", update)
    monkeypatch.setattr(cells, "compare_and_set", update)
    options = connection.settings_dict["OPTIONS"]
    mode = options.get("transaction_mode")
    if mode:
        options["transaction_mode"] = "DEFERRED"
    yield
    if mode:
        options["transaction_mode"] = mode


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("duel", "start"), [(submitted_twice, drafted), (approved_against_returned, submitted)]
)
def test_without_the_guard_the_duels_come_out_wrong(duel, start):
    assert duels(duel, start(), CONTROLS) != {"one, 1 moves, 1 lines": CONTROLS}


def race(life: Life, others: list, number: int) -> str:
    """Two people write the same cell, having seen the same; how the one who lost was told."""
    seen = cell_text(life)
    texts = [f"甲{number}", f"乙{number}"]

    def save(place: int):
        return save_cells(life.evaluation, [Change(NOTE, seen, texts[place])], by=others[place])

    results = both(lambda: save(0), lambda: save(1))
    problems = [result for result in results if isinstance(result, Exception)]
    if problems:
        return f"error: {problems[0]!r}"
    winners = [text for text, result in zip(texts, results, strict=True) if result.ok]
    if len(winners) != 1 or cell_text(life) != winners[0]:
        return f"silent: {len(winners)} told that they were stored"
    loser = next(result for result in results if not result.ok)
    conflict = loser.conflicts[0]
    return "told" if {conflict.theirs, conflict.yours} == set(texts) else "told half"


def cell_text(life: Life) -> str:
    row = life.evaluation.cells.filter(ref=str(NOTE)).first()
    return row.typed if row else ""


def races(times: int) -> Counter[str]:
    life = drafted()
    others = [make_user(life.evaluation.unit, Role.FILER) for _ in range(2)]
    return Counter(race(life, others, number) for number in range(times))


def test_no_update_is_lost_silently():
    assert races(DUELS) == {"told": DUELS}


@pytest.mark.usefixtures("unguarded")
def test_without_the_guard_updates_are_lost():
    assert races(CONTROLS) != {"told": CONTROLS}


def test_different_cells_at_the_same_moment_are_both_stored():
    life = drafted()
    refs = [CellRef.parse("indicators/r1/note"), CellRef.parse("indicators/r2/note")]
    people = [make_user(life.evaluation.unit, Role.FILER) for _ in range(2)]

    results = both(
        *(
            lambda at=at: save_cells(life.evaluation, [Change(refs[at], "", "甲")], by=people[at])
            for at in (0, 1)
        )
    )

    assert [result.ok for result in results] == [True, True]
    assert life.evaluation.cells.filter(typed="甲").count() == 2


def test_a_save_against_a_submission_is_in_it_or_is_told():
    life = drafted()
    revision = Evaluation.objects.get(pk=life.evaluation.pk).revision
    filer, other = life.people["filer"], make_user(life.evaluation.unit, Role.FILER)

    saved, moved = both(
        lambda: save_cells(life.evaluation, [Change(NOTE, "", "甲")], by=other),
        lambda: make_move(life.evaluation, Action.SUBMIT, by=filer, revision=revision),
    )

    assert isinstance(saved, Refused) or isinstance(moved, Refused)
    assert isinstance(moved, Move) or saved.ok
