from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "evaluations.exchange"
    verbose_name = "离线填报"

    def ready(self) -> None:
        from accounts.navigation import Entry, register
        from evaluations.exchange.queries import BRINGERS, stored_arrivals
        from foundation.intake.holders import register as hold

        hold("exchange.Arrival", stored_arrivals)
        register(Entry(label="离线填报", url_name="offline", roles=BRINGERS, order=22))
