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
"""For a view: its page is asked for anew each time, but not `no-store` as all others are.

Over TLS a browser forgets what was typed in such a page; nobody could go back to copy it after a fault.
"""
