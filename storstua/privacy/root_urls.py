"""Addresses of the room in the seeker's area, at the root of the installation."""

from django.urls import path

from storstua.privacy import views

app_name = "privacy"

urlpatterns = [
    path("opplysninger/", views.seeker, name="own"),
    path("opplysninger/fil/", views.seeker_file, name="file"),
    path("opplysninger/spor/", views.seeker_traces, name="traces"),
    path("opplysninger/samtykke/", views.seeker_withdrawal, name="withdrawal"),
    path("opplysninger/slett/", views.seeker_erasure, name="erasure"),
    path("slettet/", views.erased, name="erased"),
]
