"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.base.doors import holding
from storstua.base.roles import Role
from storstua.conversations import views

app_name = "conversations"

AT_WORK = {"page": "thread"}
supporting = holding(Role.SUPPORTER)

urlpatterns = [
    path("samtaler/", views.listing, name="list"),
    path("samtaler/oversikt/", views.known, name="known"),
    path("samtaler/<uuid:key>/", supporting(views.thread), AT_WORK, name="thread"),
    path("samtaler/<uuid:key>/lest/", supporting(views.reading), AT_WORK, name="reading"),
    path("samtaler/<uuid:key>/avslutt/", supporting(views.closing), AT_WORK, name="closing"),
]
