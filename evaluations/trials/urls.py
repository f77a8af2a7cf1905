"""Addresses of 试算."""

from django.urls import URLPattern, URLResolver, path

from evaluations.trials import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("forms/<int:pk>/trial/", views.form_trial, name="form_trial"),
    path("trials/<int:pk>/", views.trial, name="trial"),
    path("trials/<int:pk>/progress/", views.trial_progress, name="trial_progress"),
    path("trials/<int:pk>/workbook/", views.trial_workbook, name="trial_workbook"),
]
