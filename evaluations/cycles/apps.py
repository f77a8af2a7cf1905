from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "evaluations.cycles"
    verbose_name = "年度自评工作"
