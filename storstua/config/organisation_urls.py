"""Addresses inside an organisation: below `/<slug>/` or on its own host."""

from django.urls import include, path

urlpatterns = [
    path("", include("storstua.home.urls")),
    path("", include("storstua.library.urls")),
    path("", include("storstua.supporters.urls")),
    path("", include("storstua.matching.urls")),
    path("", include("storstua.conversations.urls")),
    path("", include("storstua.activities.urls")),
    path("", include("storstua.reports.urls")),
    path("", include("storstua.imports.urls")),
    path("", include("storstua.privacy.urls")),
    path("", include("storstua.notices.urls")),
    path("", include("storstua.roles.urls")),
    path("", include("storstua.organisations.urls")),
]

handler400 = "storstua.ui.errors.bad_request"
handler403 = "storstua.ui.errors.forbidden"
handler404 = "storstua.ui.errors.not_found"
handler500 = "storstua.ui.errors.broken"
