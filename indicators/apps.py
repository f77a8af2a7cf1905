from django.apps import AppConfig

DRAFT = (
    "EXISTS (SELECT 1 FROM indicators_formtemplate form"
    " WHERE form.id = {row}.template_id AND form.status = 'draft')"
)


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "自评表样"

    def ready(self) -> None:
        from accounts.models import Membership
        from accounts.navigation import Entry, register
        from foundation.audit.immutability import protect

        administrators = frozenset({Membership.Role.ADMINISTRATOR.value})
        register(Entry(label="自评表样", url_name="form_templates", roles=administrators, order=60))
        protect("documents_formversion")
        protect("indicators_formtemplate", allow_columns=("status",), open_while="OLD.status = 'draft'")
        for table in ("fundsource", "fundcolumn", "indicator", "reportsection"):
            protect(
                f"indicators_{table}",
                open_while=DRAFT.format(row="OLD"),
                enters_while=DRAFT.format(row="NEW"),
            )
