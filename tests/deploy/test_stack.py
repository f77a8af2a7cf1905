"""The stack of docker-compose.yml takes a filing from the login page to the printed paper."""

from __future__ import annotations

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
import redis

from config.environment import database
from tests.deploy import stack as stacks
from tests.deploy.stack import TWO, Stack
from tests.journeys import papers
from tests.journeys import test_one_filing as one
from tests.journeys.conftest import SignIn, person  # noqa: F401  people of the demo who sign in
from tests.journeys.product import REACHED_BY, Product

pytestmark = [
    pytest.mark.queue,
    pytest.mark.journey,
    pytest.mark.postgresql,
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed"),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed"),
]


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with stacks.running() as stack:
        yield stack


@pytest.fixture(scope="module")
def product(stack: Stack) -> Product:
    """The stack as the journeys know a product."""
    return Product(stack.url, stack.data, stack.folder / "web1.log")


def ready(stack: Stack) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"{stack.url}/readyz", timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_every_service_is_healthy_and_the_product_ready(stack: Stack) -> None:
    stack.processes.wait_until(lambda: ready(stack)[0] == 200, f"ready: {ready(stack)}")

    assert set(ready(stack)[1].values()) == {"ok"}
    services = [(name, number) for name in ("web", "worker") for number in TWO] + [("proxy", 1)]
    for service in services:  # as compose does, which asks again before it calls one unhealthy
        stack.processes.wait_until(lambda service=service: stack.healthy(*service), f"healthy: {service}")


def test_a_worker_that_is_not_there_is_not_healthy(stack: Stack) -> None:
    assert not stack.healthy("worker", 3)


def test_a_filing_is_filled_in_approved_and_printed_through_the_proxy(
    person: SignIn,  # noqa: F811
    stack: Stack,
    tmp_path: Path,
) -> None:
    filer, head, finance = person(one.FILER), person(one.HEAD), person(one.FINANCE)

    one.fills_in_every_section(filer)
    one.submits_with_what_cannot_be_mended_yet(filer)
    one.approves(head)
    one.returns(finance)
    one.corrects_and_submits_again(filer)
    one.approves(head)
    one.approves(finance)
    finals = one.receives_the_final_papers(filer, tmp_path)

    papers.show_the_filing(finals, mark="定稿")
    the_log_names_requests_and_nobody(stack)


def the_log_names_requests_and_nobody(stack: Stack) -> None:
    lines = [json.loads(line) for line in stack.logs().splitlines() if line.startswith("{")]
    kinds = {line.get("message") for line in lines} | {line["logger"] for line in lines}
    proxied = {line["request_id"] for line in lines if line["logger"] == "proxy"}
    served = {line["request_id"] for line in lines if line.get("message") == "request"}

    assert {"request", "job", "proxy"} <= kinds
    assert served <= proxied
    assert len({line["server"] for line in lines if line["logger"] == "proxy"}) >= 2
    password = stack.secret("redis_conf").partition(" ")[2]
    for typed in (one.NOTE, one.REASON, "李文书", "按原件", password, stack.secret("database_password")):
        assert typed not in stack.logs()


def asked(stack: Stack, query: LiteralString) -> list[tuple[Any, ...]]:
    """What the database answers to the product's own role."""
    place = database(stack.database_url, Path())
    known = {key: str(place[key.upper()]) for key in REACHED_BY if place[key.upper()]}
    with psycopg.connect(dbname=str(place["NAME"]), **known) as server:
        return server.execute(query).fetchall()


def test_the_product_owns_its_tables_and_nothing_else(stack: Stack) -> None:
    rights = "rolsuper, rolcreatedb, rolcreaterole, rolreplication"
    (found,) = asked(stack, f"SELECT {rights} FROM pg_roles WHERE rolname = current_user")

    assert found == (False, False, False, False)


def test_the_queue_answers_nobody_without_its_password(stack: Stack) -> None:
    with redis.Redis(port=stack.ports["redis"]) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_the_product_knows_who_asked_and_under_which_number(person: SignIn, stack: Stack) -> None:  # noqa: F811
    person(one.FILER)

    found = asked(stack, "SELECT ip, request_id FROM audit_auditevent WHERE request_id <> ''")
    assert {ip for ip, _ in found} == {"127.0.0.1"}
    assert all(f'"request_id":"{number}"' in stack.processes.log("proxy1") for _, number in found)


def test_while_one_web_server_is_replaced_the_other_answers(stack: Stack) -> None:
    code = stack.processes.stop("web1")
    missed = stack.healthy("web", 1)

    seen = {urllib.request.urlopen(f"{stack.url}/login/", timeout=30).status for _ in range(6)}
    stack.start("web", 1)
    stack.processes.wait_until(lambda: stack.healthy("web", 1), "it is back")
    assert (code, missed, seen) == (0, False, {200})
