"""The request that every view behind the login gets (LoginRequiredMiddleware): its user is a person.

And the mark of a page in which people write much.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.views.decorators.cache import cache_control

from accounts.models import User


class SignedInRequest(HttpRequest):
    """For annotations only: Django never makes one."""

    user: User


written_in = cache_control(private=True, no_cache=True)
"""For a view: its page is asked for anew each time, but not `no-store` as all others (config.headers): over TLS a
browser forgets with such a page what was typed in it, and nobody could go back to copy it after a fault."""
