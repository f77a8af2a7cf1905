"""Addresses of the pages of filers and reviewers; `home` has a name without namespace too, for signing in."""

from django.urls import URLPattern, URLResolver, include, path

from evaluations.dossiers.forms.sections import TITLES
from evaluations.dossiers.views import (
    autosave,
    browsing,
    checking,
    dossier,
    dossier_papers,
    evidence,
    filling,
    funds,
    funds_cells,
    issuing,
    letters,
    office,
    overview,
    papers,
    pasting,
    recurring,
    signing,
)

filing: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    *(path(f"{key}/", filling.section, {"section": key}, name=key) for key in TITLES),
    path("cells/<str:section>/", autosave.save, name="autosave"),
    path("cells/<str:section>/paste/", pasting.preview, name="paste"),
    path("move/<str:action>/", overview.move, name="move"),
    path("check/", checking.check, name="check"),
    path("check/answers/", checking.answers, name="answers"),
    path("check/submit/", checking.submit, name="submit"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("evidence/<int:file>/", evidence.download, name="evidence_file"),
    path("evidence/<int:file>/view/", evidence.preview, name="evidence_preview"),
    path("evidence/<int:file>/remove/", evidence.remove, name="evidence_remove"),
    path("preview/", papers.preview, name="preview"),
    path("history/", papers.history, name="history"),
    path("history/<int:number>/", papers.submission, name="submission"),
    path("history/<int:number>/findings/", papers.print_findings, name="print_filed_findings"),
    path("documents/", papers.documents, name="documents"),
    path("documents/states/", papers.document_states, name="document_states"),
    path("documents/print/", papers.print_papers, name="print"),
    path("documents/findings/", papers.print_findings, name="print_findings"),
    path("documents/<int:document>/", papers.download, name="download"),
    path("documents/<int:document>/retry/", papers.retry, name="retry"),
]
of_a_unit: list[URLPattern | URLResolver] = [
    path("", dossier.dossier, name="dossier"),
    path("check/", dossier.check, name="dossier_check"),
    path("submit/", dossier.submit, name="dossier_submit"),
    path("archive/", dossier.archive, name="dossier_archive"),
    path("funds/", funds.funds, name="dossier_funds"),
    path("funds/cells/", funds_cells.autosave, name="dossier_funds_autosave"),
    path("funds/paste/", funds_cells.paste, name="dossier_funds_paste"),
    path("papers/", dossier_papers.papers, name="dossier_papers"),
    path("papers/states/", dossier_papers.states, name="dossier_paper_states"),
    path("papers/print/", dossier_papers.print_papers, name="dossier_print"),
    path("papers/<int:paper>/", dossier_papers.download, name="dossier_paper"),
    path("letter/", letters.letter, name="dossier_letter"),
    path("letter/states/", letters.states, name="dossier_letter_states"),
    path("signed/", signing.signing, name="signing"),
    path("signed/<int:copy>/", signing.scan, name="signed_scan"),
    path("signed/<int:copy>/void/", signing.void, name="signed_void"),
]
dossiers: list[URLPattern | URLResolver] = [
    path("", browsing.home, name="home"),
    path("dossiers/", dossier.dossiers, name="dossiers"),
    path("dossiers/<int:cycle>/<int:unit>/", include(of_a_unit)),
    path("filings/", browsing.listing, name="list"),
    path("filings/<int:pk>/", include(filing)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", browsing.home, name="home"),
    path("findings/", recurring.findings, name="recurring_findings"),
    path("findings/workbook/", recurring.workbook, name="recurring_workbook"),
    path("cycles/<int:pk>/issue/", issuing.issuing, name="issue"),
    path("cycles/<int:pk>/office/", office.office, name="office"),
    path("cycles/<int:pk>/issue/consolidated/", issuing.consolidated, name="issue_consolidated"),
    path("", include((dossiers, "dossiers"))),
]
