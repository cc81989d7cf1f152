"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.roles import views

app_name = "roles"

urlpatterns = [
    path("rolle/", views.switch, name="switch"),
    path("roller/", views.listing, name="list"),
    path("roller/inviter/", views.invite, name="invite"),
    path("roller/<uuid:key>/avslutt/", views.ending, name="ending"),
    path("roller/invitasjon/<uuid:key>/trekk/", views.withdrawal, name="withdrawal"),
]
