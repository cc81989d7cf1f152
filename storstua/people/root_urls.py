"""Addresses of the room at the root of the installation."""

from django.urls import path

from storstua.people import second_factor_views, views
from storstua.people.oidc import own_views as own
from storstua.people.oidc import views as oidc

app_name = "people"

urlpatterns = [
    path("b/ord/", views.words, name="words"),
    path("ut", views.leave, name="leave"),
    path("konto/", views.account, name="account"),
    path("konto/sprak/", views.language, name="language"),
    path("konto/innlogginger/", views.sessions, name="sessions"),
    path("konto/to-trinn/", second_factor_views.second_factor, name="second_factor"),
    path("konto/andre-innlogginger/", own.identities, name="identities"),
    path("konto/bekreft/med/<slug:name>/", own.again, name="again"),
    path("logg-inn/med/<slug:name>/", oidc.set_out, name="set_out"),
    path("logg-inn/tilbake/<slug:name>/", oidc.way_back, name="way_back"),
]
