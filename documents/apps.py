from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "正式文书"

    def ready(self) -> None:
        from documents import checks, tasks  # noqa: F401  the font check; the handler of render_document
