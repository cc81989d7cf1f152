"""Addresses of the room in the seeker's area, at the root of the installation."""

from django.urls import path

from storstua.base.doors import with_receipt
from storstua.privacy import views

app_name = "privacy"

OWN = {"place": views.SEEKER}

urlpatterns = [
    path("opplysninger/", with_receipt(views.own), OWN, name="own"),
    path("opplysninger/fil/", with_receipt(views.own_file), OWN, name="file"),
    path("opplysninger/spor/", with_receipt(views.own_traces), OWN, name="traces"),
    path("opplysninger/samtykke/", with_receipt(views.own_withdrawal), OWN, name="withdrawal"),
    path("opplysninger/slett/", with_receipt(views.own_erasure), OWN, name="erasure"),
    path("slettet/", views.erased, name="erased"),
]
