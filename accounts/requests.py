"""The request that every view behind the login gets (LoginRequiredMiddleware): its user is a person."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """For annotations only: Django never makes one."""

    user: User
