from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "用户与单位"

    def ready(self) -> None:
        from accounts import receivers
        from accounts.models import Membership
        from accounts.navigation import Entry, register
        from accounts.wording import speak_plainly

        speak_plainly()
        receivers.connect()
        administrators = frozenset({Membership.Role.ADMINISTRATOR.value})
        register(Entry(label="首页", url_name="home", order=10))
        register(Entry(label="用户与单位", url_name="people", roles=administrators, order=90))
