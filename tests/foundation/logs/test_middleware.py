"""One line for each request, without anything that somebody typed; error pages name its number too."""

import io
import json
import logging
import logging.config

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.dossiers.views import filling
from foundation.logs.configuration import logging_config
from tests.dossiers.pages.posting import post_cells, url
from tests.factories import PASSWORD, Role, make_evaluation, make_unit, make_user

pytestmark = pytest.mark.django_db
TYPED = "李雷雷身份证441602199001011234"


@pytest.fixture
def log():
    """What the process writes with LOG_FORMAT=json: `log()` reads it, line by line, `log.text()` as it is."""
    written = io.StringIO()
    names = ["", *logging_config("json", "")["loggers"]]
    before = {name: (logging.getLogger(name).level, logging.getLogger(name).handlers[:]) for name in names}
    logging.config.dictConfig(logging_config("json", ""))
    logging.getLogger().handlers[0].setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for name, (level, handlers) in before.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).handlers[:] = handlers


@pytest.fixture
def evaluation():
    return make_evaluation(make_unit())


@pytest.fixture
def filer(evaluation):
    return make_user(evaluation.unit, Role.FILER)


@pytest.fixture
def filing(client, filer):
    client.force_login(filer)
    return client


def requests(log):
    return [line for line in log() if line["message"] == "request"]


def test_a_request_is_one_line(log, filing, evaluation, filer):
    response = filing.get(url("overview", evaluation))

    (line,) = requests(log)
    told = {name: line[name] for name in ("method", "route", "pk", "status", "user", "request_id")}
    assert told == {
        "method": "GET",
        "route": response.resolver_match.route,
        "pk": evaluation.pk,
        "status": 200,
        "user": filer.pk,
        "request_id": response["X-Request-ID"],
    }


def test_neither_a_typed_text_nor_a_query_gets_into_the_log(log, filing, evaluation):
    post_cells(filing, evaluation, {"header/filer": TYPED})
    post_cells(filing, evaluation, {"funds/total/executed": TYPED})
    filing.get(reverse("dossiers:list"), {"q": TYPED})
    filing.get(f"/{TYPED}/")
    filing.post(url("move", evaluation, TYPED))

    assert [line["status"] for line in requests(log)] == [422, 422, 200, 404, 404]
    assert TYPED not in json.dumps(log(), ensure_ascii=False)


def test_a_password_never_gets_into_the_log(log, client, filer):
    client.post(reverse("login"), {"username": filer.username, "password": "Wrong-" + PASSWORD})
    client.post(reverse("login"), {"username": filer.username, "password": PASSWORD})

    written = json.dumps(log())
    assert [line["status"] for line in requests(log)] == [422, 302]
    assert (PASSWORD in written, filer.username in written) == (False, False)


@pytest.fixture
def crash(filing, evaluation, monkeypatch):
    """A fault in our code that quotes what was typed; returns the page that the filer sees."""

    def fail(*args, **kwargs):
        raise ValueError(TYPED)

    monkeypatch.setattr(filling, "save_cells", fail)
    filing.raise_request_exception = False
    return lambda: post_cells(filing, evaluation, {"header/filer": TYPED[:3]})


def test_a_crash_is_told_by_class_and_place_alone(log, crash):
    crash()

    (fault,) = [line for line in log() if line["level"] == "ERROR"]
    assert (fault["error"], fault["message"]) == (["ValueError"], "Internal Server Error")
    assert "fail" in fault["place"][-1]
    assert TYPED[:3] not in json.dumps(log(), ensure_ascii=False)


def test_the_page_of_a_crash_names_the_number_that_the_log_has(log, crash):
    page = crash()

    numbers = {line["request_id"] for line in log()}
    assert (page.status_code, numbers) == (500, {page["X-Request-ID"]})
    assert f"<strong>{page['X-Request-ID'][:8]}</strong>" in page.content.decode()


def test_a_page_that_is_not_there_names_its_number(filing):
    page = filing.get("/none/")

    assert f"<strong>{page['X-Request-ID'][:8]}</strong>" in page.content.decode()


def test_an_expired_page_names_its_number(filer):
    client = Client(enforce_csrf_checks=True)

    page = client.post(reverse("login"), {})

    assert (page.status_code, f"<strong>{page['X-Request-ID'][:8]}</strong>" in page.content.decode()) == (
        403,
        True,
    )


def test_static_files_and_probes_that_find_all_well_are_not_told(log, client):
    client.get("/static/css/ziping.css").close()
    client.get("/healthz")
    client.get("/readyz")

    assert [(line["route"], line["status"]) for line in requests(log)] == [("readyz", 503)]


def test_another_word_for_a_method_is_not_repeated(log, client):
    client.generic("BREW", "/login/")

    assert requests(log)[0]["method"] == "other"


@pytest.mark.parametrize(
    ("form", "level", "seen"), [("line", "", "WARNING"), ("line", "INFO", "INFO"), ("json", "", "INFO")]
)
def test_each_request_is_told_where_a_collector_reads_or_somebody_wants_it(form, level, seen):
    assert logging_config(form, level)["loggers"]["foundation.logs.middleware"]["level"] == seen
