"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.home import views

app_name = "home"

urlpatterns = [
    path("", views.front, name="front"),
    path("i-dag/", views.today, name="today"),
]
