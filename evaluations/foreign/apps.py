from django.apps import AppConfig

from accounts import navigation


class ForeignConfig(AppConfig):
    name = "evaluations.foreign"
    verbose_name = "校验一份文件"

    def ready(self) -> None:
        navigation.register(navigation.Entry("校验文件", "verify_file", order=30))
