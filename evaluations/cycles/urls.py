"""Addresses of 年度自评工作. Issuing the filings of a year stands with the dossiers."""

from django.urls import URLPattern, URLResolver, path

from evaluations.cycles import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/", views.cycles, name="cycles"),
    path("cycles/add/", views.cycle_add, name="cycle_add"),
    path("cycles/<int:pk>/edit/", views.cycle_edit, name="cycle_edit"),
    path("cycles/<int:pk>/next/", views.cycle_next, name="cycle_next"),
]
