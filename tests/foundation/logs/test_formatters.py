"""A record becomes one line that says what happened and nothing that somebody typed."""

import json
import logging
import sys
from datetime import datetime

import pytest
from django.http import HttpResponse

from foundation.audit.middleware import request_facts
from foundation.logs.formatters import JsonFormatter, LineFormatter

TYPED = "王小明的身份证号"


def record(name="foundation.jobs", message="job %s failed", args=(7,), level=logging.ERROR, **given):
    made = logging.LogRecord(name, level, "x.py", 1, message, args, given.pop("exc_info", None))
    made.__dict__.update(given)
    return made


def an_error():
    try:
        try:
            int(TYPED)
        except ValueError as error:
            raise KeyError(TYPED) from error
    except KeyError:
        return sys.exc_info()


def as_json(made):
    return json.loads(JsonFormatter().format(made))


def test_json_has_a_field_for_each_fact():
    line = as_json(record(facts={"job": 7, "ms": 0}))

    assert list(line) == ["at", "level", "logger", "message", "job", "ms"]
    assert (line["message"], line["ms"]) == ("job 7 failed", 0)


def test_the_time_is_told_with_its_offset():
    assert datetime.fromisoformat(as_json(record())["at"]).utcoffset() is not None


def test_within_a_request_the_line_names_its_number(rf):
    lines = []

    def view(request):
        lines.append(as_json(record()))
        return HttpResponse()

    response = request_facts(view)(rf.get("/"))

    assert lines[0]["request_id"] == response["X-Request-ID"]


def test_a_line_is_for_people():
    line = LineFormatter().format(record(facts={"job": 7}))

    assert line.split(" ", 1)[1] == "ERROR foundation.jobs job 7 failed job=7"


def test_an_error_is_told_by_class_and_place():
    line = as_json(record(exc_info=an_error()))

    assert line["error"] == ["KeyError", "ValueError"]
    assert line["place"][0].endswith(" an_error")


@pytest.mark.parametrize("formatter", [JsonFormatter(), LineFormatter()])
def test_what_an_error_says_is_left_out(formatter):
    line = formatter.format(record(exc_info=an_error()))

    assert TYPED not in line
    assert TYPED in logging.Formatter().format(record(exc_info=an_error()))


def test_a_line_names_what_led_to_an_error():
    line = LineFormatter().format(record(exc_info=an_error()))

    assert "error=KeyError < ValueError\n    " in line


def test_an_error_that_hides_its_context_stands_alone():
    try:
        try:
            int(TYPED)
        except ValueError:
            raise KeyError from None
    except KeyError:
        line = as_json(record(exc_info=sys.exc_info()))

    assert line["error"] == ["KeyError"]


@pytest.mark.parametrize(
    ("name", "message", "args", "said"),
    [
        ("django.request", "%s: %s", ("Internal Server Error", f"/{TYPED}/"), "Internal Server Error"),
        ("django.security.csrf", "Forbidden (%s): %s", ("CSRF token missing.", "/x/"), "CSRF token missing."),
        ("django.security.TooManyFilesSent", f"“{TYPED}”", (), "django.security.TooManyFilesSent"),
        (
            "django.security.DisallowedHost",
            "Invalid HTTP_HOST header: 'x'.",
            (),
            "Invalid HTTP_HOST header: 'x'.",
        ),
        ("gunicorn.error", f"Invalid request from ip=1.2.3.4: {TYPED}", (), "Invalid request"),
        ("gunicorn.error", "Worker (pid:%s) was sent SIGKILL!", (7,), "Worker (pid:7) was sent SIGKILL!"),
        ("celery.worker", "%(name)s ended", ({"name": "sweep"},), "sweep ended"),
    ],
)
def test_of_lines_about_a_request_only_the_kind_is_kept(name, message, args, said):
    assert as_json(record(name, message, args))["message"] == said


@pytest.mark.django_db
def test_a_name_that_cannot_sign_in_is_not_told(client, caplog):
    """People type their password where the name belongs."""
    for _ in range(6):
        client.post("/login/", {"username": "Geheim-Wort-42", "password": "x"})

    lines = [
        formatter().format(record)
        for formatter in (JsonFormatter, LineFormatter)
        for record in caplog.records
    ]
    assert [line for line in lines if "Geheim" in line or "127.0.0.1" in line] == []
    assert [line for line in lines if "login failure" in line] != []
