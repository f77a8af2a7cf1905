"""Addresses of 项目, 批复绩效目标 and 预算变动."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from evaluations.projects import movement_views, views


class Version:
    """initial or adjusted."""

    regex = "initial|adjusted"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Year:
    """A year from 2000 to 2100, as the form offers it."""

    regex = "20[0-9]{2}|2100"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Version, "target_version")
register_converter(Year, "target_year")

of_a_year: list[URLPattern | URLResolver] = [
    path("", movement_views.project_budget, name="project_budget"),
    path("add/", movement_views.budget_add, name="budget_add"),
    path("paste/", movement_views.budget_paste, name="budget_paste"),
    path("<int:movement>/correct/", movement_views.budget_correct, name="budget_correct"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/", views.projects, name="projects"),
    path("projects/add/", views.project_add, name="project_add"),
    path("projects/<int:pk>/", views.project, name="project"),
    path("projects/<int:pk>/edit/", views.project_edit, name="project_edit"),
    path(
        "projects/<int:pk>/targets/<target_year:year>/<target_version:version>/",
        views.project_target,
        name="project_target",
    ),
    path("projects/<int:pk>/budget/<target_year:year>/", include(of_a_year)),
]
