"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.roles.views import deciding, holding, proposing

app_name = "roles"

urlpatterns = [
    path("rolle/", holding.switch, name="switch"),
    path("innstillinger/bestemmer/", deciding.deciding, name="deciding"),
    path("roller/", holding.listing, name="list"),
    path("roller/inviter/", holding.invite, name="invite"),
    path("roller/<uuid:key>/avslutt/", holding.ending, name="ending"),
    path("roller/venter/<uuid:key>/", proposing.proposal, name="proposal"),
    path("roller/person/<uuid:key>/innlogging/", proposing.forgetting, name="forgetting"),
    path("roller/invitasjon/<uuid:key>/trekk/", holding.withdrawal, name="withdrawal"),
]
