"""What the log knows of a request."""

import pytest
from django.http import HttpResponse

from foundation.audit import services
from foundation.audit.middleware import current_facts, request_facts
from tests.foundation.audit.events import FILING, WANG


def answer(request):
    facts = current_facts()
    return HttpResponse(f"{facts.request_id} {facts.ip}")


def test_a_request_has_an_id_that_the_answer_names(rf):
    response = request_facts(answer)(rf.get("/"))

    assert response.content.decode() == f"{response['X-Request-ID']} 127.0.0.1"


def test_outside_a_request_there_are_no_facts(rf):
    request_facts(answer)(rf.get("/"))

    assert (current_facts().request_id, current_facts().ip) == ("", "")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "ip"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_only_trusted_proxies_are_believed(rf, settings, proxies, forwarded, ip):
    settings.AXES_IPWARE_PROXY_COUNT = proxies

    response = request_facts(answer)(rf.get("/", headers={"X-Forwarded-For": forwarded}))

    assert response.content.decode().split()[1] == ip


GIVEN = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [
        (1, GIVEN, True),
        (0, GIVEN, False),
        (1, "short", False),
        (1, GIVEN + "0", False),
        (1, "王' OR 1=1", False),
    ],
)
def test_the_number_of_a_trusted_proxy_is_kept_if_it_is_one(rf, settings, proxies, given, kept):
    settings.AXES_IPWARE_PROXY_COUNT = proxies

    response = request_facts(answer)(rf.get("/", HTTP_X_REQUEST_ID=given))

    assert (response["X-Request-ID"] == given) is kept


@pytest.mark.django_db
def test_the_log_keeps_the_facts_of_the_request(rf):
    def record(request):
        event = services.record(1, action="submit", actor=WANG, subject=FILING, detail={})
        return HttpResponse(f"{event.request_id} {event.ip}")

    response = request_facts(record)(rf.get("/"))

    assert response.content.decode() == f"{response['X-Request-ID']} 127.0.0.1"


@pytest.mark.django_db
def test_an_event_reads_as_a_line():
    event = services.record(1, action="submit", actor=WANG, subject=FILING, detail={})

    assert str(event) == "1 submit 医疗救助"
