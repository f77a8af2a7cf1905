"""Addresses of 汇总表."""

from django.urls import URLPattern, URLResolver, path

from evaluations.summaries import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("summaries/", views.summaries, name="summaries"),
    path("summaries/states/", views.states, name="summary_states"),
    path("summaries/print/", views.print_tables, name="summary_print"),
    path("summaries/papers/<int:paper>/", views.download, name="summary_paper"),
    path("summaries/layouts/add/", views.layout_add, name="summary_layout_add"),
    path("summaries/layouts/<int:pk>/", views.layout_edit, name="summary_layout"),
    path("summaries/layouts/<int:pk>/remove/", views.layout_remove, name="summary_layout_remove"),
]
