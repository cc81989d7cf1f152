"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.base.doors import signed_in
from storstua.conversations import views

app_name = "conversations"

AT_WORK = {"page": "thread"}

urlpatterns = [
    path("samtaler/", views.listing, name="list"),
    path("samtaler/oversikt/", views.known, name="known"),
    path("samtaler/<uuid:key>/", signed_in(views.thread), AT_WORK, name="thread"),
    path("samtaler/<uuid:key>/lest/", signed_in(views.reading), AT_WORK, name="reading"),
    path("samtaler/<uuid:key>/avslutt/", signed_in(views.closing), AT_WORK, name="closing"),
]
