"""Addresses of 自评表样."""

from django.urls import URLPattern, URLResolver, path

from indicators.views import checking, forms, items, rules, sections, starting, tree

urlpatterns: list[URLPattern | URLResolver] = [
    path("forms/", forms.form_templates, name="form_templates"),
    path("forms/new/", starting.form_new, name="form_new"),
    path("forms/import/", starting.form_import, name="form_import"),
    path("forms/import/example/", starting.form_example, name="form_example"),
    path("forms/catalogue/<slug:name>/load/", forms.form_load, name="form_load"),
    path("forms/<int:pk>/", forms.form_template, name="form_template"),
    path("forms/<int:pk>/release/", forms.form_release, name="form_release"),
    path("forms/<int:pk>/retire/", forms.form_retire, name="form_retire"),
    path("forms/<int:pk>/new-version/", forms.form_new_version, name="form_new_version"),
    path("forms/<int:pk>/discard/", starting.form_discard, name="form_discard"),
    path("forms/<int:pk>/export/", starting.form_export, name="form_export"),
    path("forms/<int:pk>/workbook/", starting.form_workbook, name="form_workbook"),
    path("forms/<int:pk>/paper/", checking.form_paper, name="form_paper"),
    path("forms/<int:pk>/compare/", checking.form_compare, name="form_compare"),
    path("forms/<int:pk>/edit/before-release/", checking.form_checks, name="form_checks"),
    path("forms/<int:pk>/edit/tree/", tree.form_tree, name="form_tree"),
    path("forms/<int:pk>/edit/tree/sums/", tree.form_sums, name="form_sums"),
    path("forms/<int:pk>/edit/indicator/<slug:key>/", items.form_item, name="form_item"),
    path("forms/<int:pk>/edit/rule/<path:address>/", rules.form_rule, name="form_rule"),
    path("forms/<int:pk>/edit/<slug:section>/", sections.form_section, name="form_section"),
]
