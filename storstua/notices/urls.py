"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.notices import views

app_name = "notices"

urlpatterns = [
    path("varsler/", views.preferences, name="preferences"),
    path("varsler/nye/", views.listing, name="list"),
]
