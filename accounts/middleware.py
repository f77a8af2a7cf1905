"""For everybody signed in: sessions end, a first password is changed, no login page inside a fragment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from accounts import sessions

Answer = Callable[[HttpRequest], HttpResponse]
LOST = "刚才提交的内容没有保存：登录后请用浏览器的后退键返回，复制您填写的内容，刷新页面后重新提交。"


class _Middleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class SessionLimits(_Middleware):
    """Sign out whoever was idle too long or signed in too long ago, and say why on the login page."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        why = sessions.why_over(request.session) if request.user.is_authenticated else None
        if why:
            logout(request)
            messages.warning(request, why + (LOST if request.method == "POST" else ""))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated and not getattr(view, "passive", False):
            sessions.touch(request.session)


class OncePerRequest(_Middleware):
    """What the person of a request is today is read once for the whole of it (accounts.queries)."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated:
            request.user.kept_posts = {}


class FirstPassword(_Middleware):
    """Whoever holds a password that an administrator set changes it before anything else."""

    OPEN = {"password_change", "logout"}

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        must = request.user.is_authenticated and request.user.must_change_password
        name = request.resolver_match.url_name if request.resolver_match else None
        return redirect("password_change") if must and name not in self.OPEN else None


class FragmentSignIn(_Middleware):
    """Send the whole page, not the fragment that htmx asked for, to the login page."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        login_url = resolve_url(settings.LOGIN_URL)
        asked_part = getattr(request, "htmx", False)
        if not (
            asked_part and isinstance(response, HttpResponseRedirect) and response.url.startswith(login_url)
        ):
            return response
        page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(f"{login_url}?{urlencode({'next': page})}")
