"""allauth's own views at our addresses, each behind a door."""

from allauth.account import views
from allauth.mfa.base import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from storstua.base.doors import open_to_all, signed_in
from storstua.people import second_factor_views as ours
from storstua.people.asking_again import asks_again
from storstua.people.guarding_ways_in import keeps_the_last, with_two_steps
from storstua.people.links import counts_wrong_links


class Base36(StringConverter):
    """The number of an account in a link. It holds no hyphen, and the key after it does."""

    regex = "[0-9a-z]+"


register_converter(Base36, "base36")

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
        "passord/nytt/<base36:uidb36>-<str:key>/",
        open_to_all(counts_wrong_links(views.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path(
        "passord/byttet/",
        open_to_all(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("konto/passord/", signed_in(views.password_change), name="account_change_password"),
    path(
        "konto/passord/nytt/",
        signed_in(asks_again(with_two_steps(views.password_set))),
        name="account_set_password",
    ),
    path("konto/bekreft/", signed_in(views.reauthenticate), name="account_reauthenticate"),
    path("konto/bekreft/kode/", signed_in(codes.reauthenticate), name="mfa_reauthenticate"),
    path(
        "konto/bekreft/passnokkel/",
        signed_in(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("logg-inn/trinn-to/", open_to_all(codes.authenticate), name="mfa_authenticate"),
    path("logg-inn/passnokkel/", open_to_all(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("konto/to-trinn/", ours.second_factor, name="mfa_index"),
    path("konto/to-trinn/", ours.second_factor, name="mfa_list_webauthn"),
    path(
        "konto/to-trinn/app/",
        signed_in(with_two_steps(ours.FirstCode.as_view())),
        name="mfa_activate_totp",
    ),
    path(
        "konto/to-trinn/app/av/",
        signed_in(with_two_steps(keeps_the_last(totp.deactivate_totp))),
        name="mfa_deactivate_totp",
    ),
    path(
        "konto/to-trinn/passnokkel/",
        signed_in(with_two_steps(ours.NewPasskey.as_view())),
        name="mfa_add_webauthn",
    ),
    path(
        "konto/to-trinn/passnokkel/<int:pk>/fjern/",
        signed_in(with_two_steps(keeps_the_last(passkeys.remove_webauthn))),
        name="mfa_remove_webauthn",
    ),
    path("konto/to-trinn/koder/", ours.spare_codes, name="mfa_view_recovery_codes"),
    path("konto/sperret/", open_to_all(views.account_inactive), name="account_inactive"),
]
