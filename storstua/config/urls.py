"""Addresses at the root of the installation; those of an organisation stand beside this file."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("storstua.home.root_urls")),
    path("", include("storstua.ui.urls")),
    path("", include("storstua.people.root_urls")),
    path("", include("storstua.people.account_urls")),
    path("", include("storstua.roles.root_urls")),
    path("b/", include("storstua.matching.root_urls")),
    path("b/", include("storstua.privacy.root_urls")),
    path("b/samtale/", include("storstua.conversations.root_urls")),
]
if settings.STORSTUA_DEMO:
    urlpatterns.append(path("demo/", include("storstua.demo.root_urls")))

handler400 = "storstua.ui.errors.bad_request"
handler403 = "storstua.ui.errors.forbidden"
handler404 = "storstua.ui.errors.not_found"
handler500 = "storstua.ui.errors.broken"
