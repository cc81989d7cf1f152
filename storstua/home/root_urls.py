"""Addresses of the room at the root of the installation."""

from django.urls import path

from storstua.home import root_views

app_name = "home"

urlpatterns = [
    path("", root_views.installation, name="installation"),
    path("helse/", root_views.health, name="health"),
    path("robots.txt", root_views.robots, name="robots"),
    path(".well-known/security.txt", root_views.security_txt, name="security_txt"),
]
