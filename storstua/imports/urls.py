"""Addresses of the room inside an organisation."""

from django.urls import URLPattern

app_name = "imports"

urlpatterns: list[URLPattern] = []
