"""用户: the people of the administrator's bureau, their accounts and posts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from accounts.forms import NewPersonForm, PersonForm, PostForm, SearchForm
from accounts.lockout import is_locked
from accounts.models import Membership, User
from accounts.permissions import why_not_deactivate, why_not_end, why_not_manage, why_not_reset_password
from accounts.queries import administered_people, administered_units, people_page, posts_of
from accounts.requests import SignedInRequest
from accounts.views.access import administrators_only, refuse


@require_safe
@administrators_only
def people(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    found = administered_people(request.user) if form.is_valid() else User.objects.none()
    page = people_page(found, words=form.cleaned_data.get("q", ""), after=form.cleaned_data.get("after", ""))
    context = {"form": form, "page": page, "q": form.cleaned_data.get("q", "")}
    return render(request, "accounts/people.html", context, status=200 if form.is_valid() else 422)


@require_safe
@administrators_only
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = _visible(request, pk)
    context = {
        "someone": someone,
        "posts": posts_of(someone, units=administered_units(request.user)),
        "is_locked": is_locked(someone.username),
        "why_not": why_not_manage(request.user, someone),
        "why_not_deactivate": why_not_deactivate(request.user, someone),
        "why_not_reset": why_not_reset_password(request.user, someone),
    }
    return render(request, "accounts/person.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def person_add(request: SignedInRequest) -> HttpResponse:
    bound = request.POST if request.method == "POST" else None
    form = NewPersonForm(bound, units=administered_units(request.user))
    if form.is_bound and form.is_valid():
        someone, data = form.save(commit=False), form.cleaned_data
        password = services.add_person(someone, unit=data["unit"], role=data["role"], by=request.user)
        return render(request, "accounts/first_password.html", {"someone": someone, "password": password})
    context = {"form": form, "title": "新增用户", "back": "people", "tab": "people"}
    return render(request, "accounts/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = _visible(request, pk)
    refuse(why_not_manage(request.user, someone))
    form = PersonForm(request.POST if request.method == "POST" else None, instance=someone)
    if form.is_bound and form.is_valid():
        services.change_person(form.save(commit=False), by=request.user)
        messages.success(request, "用户信息已保存。")
        return redirect("person", someone.pk)
    context = {"form": form, "title": "编辑用户", "back": "people", "tab": "people"}
    return render(request, "accounts/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@administrators_only
def person_deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = _visible(request, pk)
    refuse(why_not_deactivate(request.user, someone))
    services.set_active(someone, active=False, by=request.user)
    messages.success(request, f"已停用{someone.full_name}的账号，其登录随即失效。")
    return redirect("person", someone.pk)


@require_POST
@administrators_only
def person_activate(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = _visible(request, pk)
    refuse(why_not_manage(request.user, someone))
    services.set_active(someone, active=True, by=request.user)
    messages.success(request, f"已启用{someone.full_name}的账号。")
    return redirect("person", someone.pk)


@never_cache
@require_POST
@administrators_only
def person_password(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = _visible(request, pk)
    refuse(why_not_reset_password(request.user, someone))
    password = services.reset_password(someone, by=request.user)
    return render(request, "accounts/first_password.html", {"someone": someone, "password": password})


@require_POST
@administrators_only
def person_unlock(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = _visible(request, pk)
    services.unlock(someone, by=request.user)
    messages.success(request, f"已解除{someone.full_name}的登录锁定。")
    return redirect("person", someone.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def post_add(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = _visible(request, pk)
    post = Membership(user=someone)
    form = PostForm(
        request.POST if request.method == "POST" else None,
        instance=post,
        units=administered_units(request.user),
    )
    if form.is_bound and form.is_valid():
        services.add_membership(form.save(commit=False), by=request.user)
        messages.success(request, "任职已增加。")
        return redirect("person", someone.pk)
    context = {"form": form, "title": f"增加任职：{someone.full_name}", "back": "people", "tab": "people"}
    return render(request, "accounts/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@administrators_only
def post_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a post count no longer from today on."""
    mine = Membership.objects.filter(unit__in=administered_units(request.user))
    post = get_object_or_404(mine.select_related("user", "unit"), pk=pk)
    refuse(why_not_end(request.user, post))
    services.end_membership(post, by=request.user)
    messages.success(
        request, f"{post.user.full_name}在{post.unit.name}的{post.get_role_display()}任职已终止。"
    )
    return redirect("person", post.user_id)


def _visible(request: SignedInRequest, pk: int) -> User:
    return get_object_or_404(administered_people(request.user), pk=pk)
