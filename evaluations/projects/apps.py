from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "evaluations.projects"
    verbose_name = "项目"
