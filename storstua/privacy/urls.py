"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.privacy import views

app_name = "privacy"

urlpatterns = [
    path("mine-opplysninger/", views.own, name="own"),
    path("mine-opplysninger/fil/", views.own_file, name="file"),
    path("mine-opplysninger/spor/", views.own_traces, name="traces"),
    path("mine-opplysninger/samtykke/", views.own_withdrawal, name="withdrawal"),
    path("mine-opplysninger/slett/", views.own_erasure, name="erasure"),
    path("innstillinger/sletting/", views.deletions, name="deletions"),
    path("innstillinger/sletting/<uuid:key>/", views.release, name="release"),
]
