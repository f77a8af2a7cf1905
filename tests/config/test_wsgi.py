"""What gunicorn serves is this application."""

import os

import pytest


@pytest.mark.django_db
def test_the_application_answers(monkeypatch, client):
    monkeypatch.setitem(os.environ, "DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    from config.wsgi import application

    assert (callable(application), client.get("/login/").status_code) == (True, 200)
