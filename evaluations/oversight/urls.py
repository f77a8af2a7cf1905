"""Addresses of 主管部门."""

from django.urls import URLPattern, URLResolver, path

from evaluations.oversight.views import departments

urlpatterns: list[URLPattern | URLResolver] = [
    path("departments/", departments.departments, name="departments"),
    path("departments/<int:cycle>/<int:unit>/", departments.department, name="department"),
]
