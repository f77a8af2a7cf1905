"""Addresses of 离线填报."""

from django.urls import URLPattern, URLResolver, path

from evaluations.exchange import slip_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("offline/", views.offline, name="offline"),
    path("offline/workbooks/", views.offline_workbooks, name="offline_workbooks"),
    path("offline/<uuid:delivery>/", views.offline_delivery, name="offline_delivery"),
    path("offline/<uuid:delivery>/take/", views.offline_take, name="offline_take"),
    path("dossiers/<int:cycle>/<int:unit>/slips/", slip_views.slips, name="slips"),
    path(
        "dossiers/<int:cycle>/<int:unit>/slips/workbooks/", slip_views.slip_workbooks, name="slip_workbooks"
    ),
    path("dossiers/<int:cycle>/<int:unit>/slips/<int:team>/", slip_views.slip_workbook, name="slip_workbook"),
    path("filings/<int:pk>/offline/", views.offline_filing, name="offline_filing"),
    path("filings/<int:pk>/offline/workbook/", views.offline_workbook, name="offline_workbook"),
    path("filings/<int:pk>/offline/<int:arrival>/", views.offline_original, name="offline_original"),
]
