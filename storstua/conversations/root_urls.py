"""Addresses of the room in the seeker's area, at the root of the installation."""

from django.urls import path

from storstua.base.doors import with_receipt
from storstua.conversations import views

app_name = "conversations"

SEEKER = {"page": "seeker_thread"}

urlpatterns = [
    path("<uuid:key>/", with_receipt(views.thread), SEEKER, name="seeker_thread"),
    path("<uuid:key>/lest/", with_receipt(views.reading), SEEKER, name="seeker_reading"),
    path("<uuid:key>/avslutt/", with_receipt(views.closing), SEEKER, name="seeker_closing"),
]
