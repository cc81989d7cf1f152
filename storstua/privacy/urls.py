"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.base.doors import signed_in
from storstua.privacy import views

app_name = "privacy"

OWN = {"place": views.WORK}

urlpatterns = [
    path("mine-opplysninger/", signed_in(views.own), OWN, name="own"),
    path("mine-opplysninger/fil/", signed_in(views.own_file), OWN, name="file"),
    path("mine-opplysninger/spor/", signed_in(views.own_traces), OWN, name="traces"),
    path("mine-opplysninger/samtykke/", signed_in(views.own_withdrawal), OWN, name="withdrawal"),
    path("mine-opplysninger/slett/", signed_in(views.own_erasure), OWN, name="erasure"),
    path("innstillinger/avvist/", views.refusals, name="refusals"),
    path("innstillinger/sletting/", views.deletions, name="deletions"),
    path("innstillinger/sletting/<uuid:key>/", views.release, name="release"),
]
