"""Addresses of the room in the seeker's area, at the root of the installation."""

from django.urls import path

from storstua.conversations import views

app_name = "conversations"

urlpatterns = [
    path("<uuid:key>/", views.seeker_thread, name="seeker_thread"),
    path("<uuid:key>/lest/", views.seeker_reading, name="seeker_reading"),
    path("<uuid:key>/avslutt/", views.seeker_closing, name="seeker_closing"),
]
