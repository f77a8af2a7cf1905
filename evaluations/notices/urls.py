"""Addresses of 消息."""

from django.urls import URLPattern, URLResolver, path

from evaluations.notices import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", views.notices, name="notices"),
    path("notices/seen/", views.notices_seen, name="notices_seen"),
]
