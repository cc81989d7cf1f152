"""The addresses that the tests of the look stand on."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def here(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


urlpatterns = [
    path("", include("storstua.ui.urls")),
    path("", include(([path("ut", here, name="leave")], "people"))),
    path("logg-inn/", here, name="account_login"),
    path("liste/", here, name="list"),
]
