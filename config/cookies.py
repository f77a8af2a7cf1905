"""The cookie that carries a short message over a redirect; like all of ours it is bound to this host."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookie(CookieStorage):
    """Django gives its cookie a fixed name, which a browser would take from a neighbouring host too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookie_name = settings.MESSAGE_COOKIE_NAME


class Messages(FallbackStorage):
    """What has no room in the cookie is kept in the session."""

    storage_classes = (NamedCookie, SessionStorage)
