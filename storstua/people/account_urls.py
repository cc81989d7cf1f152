"""allauth's own views at our addresses, each behind a door."""

from allauth.account import views
from django.urls import path

from storstua.base.doors import open_to_all, signed_in

urlpatterns = [
    path("logg-inn/", open_to_all(views.login), name="account_login"),
    path("logg-inn/", open_to_all(views.login), name="login"),
    path("logg-ut/", open_to_all(views.logout), name="account_logout"),
    path("passord/glemt/", open_to_all(views.password_reset), name="account_reset_password"),
    path(
        "passord/sendt/",
        open_to_all(views.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "passord/nytt/<str:uidb36>-<str:key>/",
        open_to_all(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "passord/byttet/",
        open_to_all(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("konto/passord/", signed_in(views.password_change), name="account_change_password"),
    path("konto/passord/nytt/", signed_in(views.password_set), name="account_set_password"),
    path("konto/sperret/", open_to_all(views.account_inactive), name="account_inactive"),
]
