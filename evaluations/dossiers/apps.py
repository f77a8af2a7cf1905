from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "evaluations.dossiers"
    verbose_name = "绩效自评"
