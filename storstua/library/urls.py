"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.library import views

app_name = "library"

urlpatterns = [
    path("informasjon/", views.information, name="information"),
    path("informasjon/<slug:slug>/", views.page, name="page"),
    path("hjelp-na/", views.help_now, name="help"),
    path("bli-likeperson/", views.become, name="become"),
    path("for-fagfolk/", views.professionals, name="professionals"),
    path("for-fagfolk/hefte/", views.leaflet, name="leaflet"),
    path("personvern/", views.privacy, name="privacy"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
    path("trygg-bruk/", views.safe_use, name="safe_use"),
    path("om/", views.about, name="about"),
]
