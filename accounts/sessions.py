"""How long somebody stays signed in: an idle limit and an absolute one, kept in the server's session."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.utils import timezone

SIGNED_IN, SEEN = "signed_in_at", "seen_at"  # seconds since 1970
GRAIN = 60  # seconds; activity is written down at most this often, so a session may end up to this much early


def passive(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that a page asks on its own (a job's state): it keeps nobody signed in."""
    setattr(view, "passive", True)  # noqa: B010 (a plain assignment is refused by the type of Callable)
    return view


def begin(session: SessionBase) -> None:
    session[SIGNED_IN] = session[SEEN] = _now()


def touch(session: SessionBase) -> None:
    """Write down that somebody is there."""
    if SIGNED_IN not in session:
        begin(session)
    elif abs(_now() - session.get(SEEN, 0)) >= GRAIN:
        session[SEEN] = _now()


def why_over(session: SessionBase) -> str | None:
    """Why the session is over, in words for the user; None while it goes on."""
    now = _now()
    if now - session.get(SIGNED_IN, now) >= settings.SESSION_ABSOLUTE_SECONDS:
        return f"本次登录已满{_length(settings.SESSION_ABSOLUTE_SECONDS)}，为保证安全已自动退出，请重新登录。"
    if now - session.get(SEEN, now) >= settings.SESSION_IDLE_SECONDS:
        return f"您已超过{_length(settings.SESSION_IDLE_SECONDS)}没有操作，为保证安全已自动退出，请重新登录。"
    return None


def _now() -> int:
    return int(timezone.now().timestamp())


def _length(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return (f"{hours}小时" if hours else "") + (f"{minutes}分钟" if minutes or not hours else "")
