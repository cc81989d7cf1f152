"""Addresses of the room at the root of the installation."""

from django.urls import path

from storstua.roles.views import holding

app_name = "roles"

urlpatterns = [path("invitasjon/<str:secret>/", holding.invitation, name="invitation")]
