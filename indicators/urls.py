"""Addresses of 自评表样."""

from django.urls import URLPattern, URLResolver, path

from indicators import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("forms/", views.form_templates, name="form_templates"),
    path("forms/catalogue/<slug:name>/load/", views.form_load, name="form_load"),
    path("forms/<int:pk>/", views.form_template, name="form_template"),
    path("forms/<int:pk>/release/", views.form_release, name="form_release"),
    path("forms/<int:pk>/retire/", views.form_retire, name="form_retire"),
    path("forms/<int:pk>/new-version/", views.form_new_version, name="form_new_version"),
]
