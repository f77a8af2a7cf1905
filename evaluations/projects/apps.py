from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "evaluations.projects"
    verbose_name = "项目"

    def ready(self) -> None:
        from accounts.models import Membership
        from accounts.navigation import Entry, register
        from foundation.audit.immutability import protect

        protect("projects_budgetmovement")
        administrators = frozenset({Membership.Role.ADMINISTRATOR.value})
        register(Entry(label="项目", url_name="projects", roles=administrators, order=70))
