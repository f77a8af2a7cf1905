"""Addresses of 台账导入, all of one unit and year's work."""

from django.urls import URLPattern, URLResolver, include, path

from evaluations.ledger import views

of_a_file: list[URLPattern | URLResolver] = [
    path("", views.ledger_file, name="ledger_file"),
    path("columns/", views.ledger_columns, name="ledger_columns"),
    path("rows/", views.ledger_rows, name="ledger_rows"),
    path("share/", views.ledger_share, name="ledger_share"),
    path("take/", views.ledger_take, name="ledger_take"),
    path("original/", views.ledger_original, name="ledger_original"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("dossiers/<int:cycle>/<int:unit>/ledger/", views.ledger, name="ledger"),
    path("dossiers/<int:cycle>/<int:unit>/ledger/<int:file>/", include(of_a_file)),
]
