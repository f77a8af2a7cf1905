"""Signing in and out leaves its row in the log, the failed attempts too (GB/T 22239 8.1.4.3 a)."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from accounts import sessions
from accounts.models import User
from accounts.queries import bureau_of_user
from accounts.records import actor
from foundation.audit.services import Actor, Subject, record


def connect() -> None:
    user_logged_in.connect(begin_session, dispatch_uid="accounts.begin_session")
    user_logged_in.connect(note_login, dispatch_uid="accounts.note_login")
    user_logged_out.connect(note_logout, dispatch_uid="accounts.note_logout")
    user_login_failed.connect(note_failure, dispatch_uid="accounts.note_failure")
    user_locked_out.connect(note_lock, dispatch_uid="accounts.note_lock")


def begin_session(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    sessions.begin(request.session)


def note_login(sender: object, user: User, **kwargs: Any) -> None:
    _note(user, "登录")


def note_logout(sender: object, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _note(user, "退出")


def note_failure(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    _note_name(credentials.get("username", ""), "登录失败")


def note_lock(sender: object, username: str, **kwargs: Any) -> None:
    _note_name(username, "登录锁定")


def _note_name(username: str, action: str) -> None:
    """A name that nobody has belongs to no bureau's log; django-axes counts it all the same."""
    user = User.objects.filter(username=username).first()
    if user is not None:
        _note(user, action, refused=True)


def _note(user: User, action: str, *, refused: bool = False) -> None:
    """Nobody knows who it was whose password was refused."""
    bureau = bureau_of_user(user)
    if bureau is not None:
        subject = Subject("accounts.User", user.pk, f"{user.full_name}（{user.username}）")
        who = Actor(None, "未登录") if refused else actor(user)
        result = "refused" if refused else "done"
        record(bureau.pk, action=action, actor=who, subject=subject, detail={}, result=result)
