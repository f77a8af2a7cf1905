from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "evaluations.ledger"
    verbose_name = "台账导入"

    def ready(self) -> None:
        from evaluations.ledger.queries import stored_ledgers
        from foundation.intake.holders import register as hold

        hold("ledger.LedgerFile", stored_ledgers)
