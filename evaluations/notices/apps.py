from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "evaluations.notices"
    verbose_name = "消息"
