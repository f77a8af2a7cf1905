"""Every address of ziping; the home page is `evaluations.dossiers`' (name `home`)."""

from django.urls import include, path

urlpatterns = [
    path("", include("foundation.health.urls")),
    path("", include("accounts.urls")),
    path("", include("indicators.urls")),
    path("", include("evaluations.projects.urls")),
    path("", include("evaluations.cycles.urls")),
    path("", include("documents.urls")),
    path("", include("evaluations.dossiers.urls")),
    path("", include("evaluations.trials.urls")),
    path("", include("evaluations.foreign.urls")),
    path("", include("evaluations.exchange.urls")),
    path("", include("evaluations.imports.urls")),
    path("", include("evaluations.ledger.urls")),
    path("", include("evaluations.oversight.urls")),
    path("", include("evaluations.second_scores.urls")),
    path("", include("evaluations.summaries.urls")),
    path("", include("evaluations.notices.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
