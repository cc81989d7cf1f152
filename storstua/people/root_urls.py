"""Addresses of the room at the root of the installation."""

from django.urls import URLPattern

app_name = "people"

urlpatterns: list[URLPattern] = []
