"""What beat asks the worker for, beside the jobs."""

from __future__ import annotations

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore


@shared_task
def sweep_sessions() -> None:
    """Delete the sessions that are over: each says who worked here until when."""
    SessionStore.clear_expired()
