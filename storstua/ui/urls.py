"""Addresses of the look at the root of the installation."""

from django.urls import path

from storstua.ui import views

app_name = "ui"

urlpatterns = [
    path("sprak/", views.language, name="language"),
    path("utseende/", views.look, name="look"),
    path("deler/", views.gallery, name="gallery"),
    path("deler/<slug:page>/", views.gallery, name="gallery"),
]
