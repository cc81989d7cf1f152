"""Addresses of the room inside an organisation."""

from django.urls import include, path

from storstua.reports.views import files, gaps, grant, own

app_name = "reports"

YEAR = [
    path("", grant.grant, name="grant"),
    path("rader/", grant.rows, name="rows"),
    path("frys/", grant.freezing, name="freezing"),
    path("versjon/<int:number>/", grant.version, name="version"),
    path("regneark/", files.sheet, name="sheet"),
    path("pdf/", files.pdf, name="pdf"),
]

urlpatterns = [
    path("rapporter/", own.own, name="own"),
    path("rapporter/regneark/", own.own_sheet, name="own_sheet"),
    path("rapporter/tilskudd/<int:year>/", include(YEAR)),
    path("arbeid/likepersoner/omrader/", gaps.gaps, name="gaps"),
]
