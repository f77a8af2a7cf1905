"""Addresses of 批量导入."""

from django.urls import URLPattern, URLResolver, path

from evaluations.imports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("imports/", views.imports, name="imports"),
    path("imports/new/<slug:kind>/", views.import_bring, name="import_bring"),
    path("imports/new/<slug:kind>/template/", views.import_template, name="import_template"),
    path("imports/<int:pk>/", views.import_preview, name="import_preview"),
    path("imports/<int:pk>/take/", views.import_take, name="import_take"),
    path("imports/<int:pk>/slips/", views.import_slips, name="import_slips"),
    path("imports/<int:pk>/drop/", views.import_drop, name="import_drop"),
]
