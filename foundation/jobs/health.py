"""Two parts of `/readyz`: the broker takes messages, and a worker hears them."""

from __future__ import annotations

from celery import current_app

from foundation.health.parts import NotReadyError, register
from foundation.jobs import heartbeat


@register("queue")
def broker_answers() -> None:
    """Open a channel: Redis is pinged, the folders of the embedded mode are there or made."""
    with current_app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1, timeout=2)
        connection.default_channel.close()


@register("worker")
def worker_lives() -> None:
    if not heartbeat.alive():
        raise NotReadyError("no worker swept the jobs lately, and none holds one")
