"""Addresses of the room at the root of the installation."""

from django.urls import path

from storstua.roles import views

app_name = "roles"

urlpatterns = [path("invitasjon/<str:secret>/", views.invitation, name="invitation")]
