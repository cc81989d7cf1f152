"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.conversations import views

app_name = "conversations"

urlpatterns = [
    path("samtaler/", views.listing, name="list"),
    path("samtaler/oversikt/", views.known, name="known"),
    path("samtaler/<uuid:key>/", views.thread, name="thread"),
    path("samtaler/<uuid:key>/lest/", views.reading, name="reading"),
    path("samtaler/<uuid:key>/avslutt/", views.closing, name="closing"),
]
