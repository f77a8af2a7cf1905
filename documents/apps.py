from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "正式文书"

    def ready(self) -> None:
        from documents import checks, tasks  # noqa: F401  the font check; the handler of render_document
        from documents.fonts import use_own_fontconfig
        from foundation.audit.immutability import protect

        use_own_fontconfig()  # before the renderer loads fontconfig
        protect("documents_frozenfiling")
        protect("documents_frozenfindings")
        protect("documents_stamp")
        protect("documents_frozenset")
        protect("documents_setpart")
