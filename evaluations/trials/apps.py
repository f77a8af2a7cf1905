from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "evaluations.trials"
    verbose_name = "试算"
