"""The mails we send: what stands in them, in the reader's language. Never any content."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Text:
    """A mail in words: a neutral subject and a few lines."""

    subject: str
    body: str


def _lines(*lines: str) -> str:
    return "\n\n".join(line for line in lines if line) + "\n"


def _notice(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Noe nytt til deg"),
        _lines(
            _("Hei."),
            _("Det er noe nytt til deg. Logg inn for å se hva det er:"),
            parameters["link"],
            _("Du kan velge bort slike e-poster under Varsler."),
        ),
    )


def _notices(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Nytt siden sist"),
        _lines(
            _("Hei."),
            _("Det er %(count)s nye ting til deg. Logg inn for å se:") % parameters,
            parameters["link"],
            _("Du kan velge bort slike e-poster under Varsler."),
        ),
    )


def _seeker_notice(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("En beskjed venter"),
        _lines(
            _("Det er kommet en beskjed. Du finner den med koden din:"),
            parameters["link"],
        ),
    )


def _emergency(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Noe lukket ble åpnet"),
        _lines(
            _("Hei."),
            _("Noen i organisasjonen har lest noe som ellers er lukket."),
            _("Her ser styret og koordinatorene hvem det var, og hvorfor:"),
            parameters["link"],
        ),
    )


def _password_reset(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Nytt passord"),
        _lines(
            _("Noen har bedt om nytt passord for denne adressen. Lenken virker i 30 minutter:"),
            parameters["link"],
            _("Var det ikke deg, kan du se bort fra denne e-posten."),
        ),
    )


def _invitation(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Du er invitert"),
        _lines(
            _("Hei."),
            _("Du er invitert til å være med. Lenken virker i sju dager:"),
            parameters["link"],
            _("Kjenner du ikke til dette, kan du se bort fra e-posten."),
        ),
    )


def _sign_in_changed(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Innloggingen din er endret"),
        _lines(
            _("Hei."),
            _("Noe er endret i måten du logger inn på. Her ser du hva som gjelder nå:"),
            parameters["link"],
            _("Var det ikke deg, bytt passord med en gang, og si fra til organisasjonen din."),
        ),
    )


def _log_head(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Kontrolltall"),
        _lines(
            _("Hei."),
            _("Dette er dagens kontrolltall, nummer %(number)s:") % parameters,
            parameters["head"],
            _("Ta vare på e-posten. Med den kan dere senere vise at ingen har endret loggen."),
        ),
    )


def _second_factor_forgotten(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Innloggingen din er endret"),
        _lines(
            _("Hei."),
            _("Det andre trinnet ved innlogging er fjernet, og du er logget ut overalt."),
            _("Logg inn med passordet ditt, og sett opp et nytt andre trinn her:"),
            parameters["link"],
            _("Har du ikke bedt om dette, bytt passord nå, og si fra til organisasjonen din."),
        ),
    )


def _role_ended(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Rollen din er avsluttet"),
        _lines(
            _("Hei."),
            _("En rolle du hadde hos oss, er avsluttet. Koordinatoren tar over det som var åpent."),
            _("Du kan fortsatt logge inn og se det vi har om deg:"),
            parameters["link"],
            _("Spør koordinatoren hvis du lurer på noe."),
        ),
    )


def _role_taken(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("En rolle du har, er endret"),
        _lines(
            _("Hei."),
            _("Noen andre har avsluttet en rolle du har hos oss, eller satt en siste dag for den."),
            _("Du kan fortsatt logge inn og se det vi har om deg:"),
            parameters["link"],
            _("Var det ikke avtalt, si fra til styret med en gang."),
        ),
    )


def _privacy_contact_changed(parameters: Mapping[str, str]) -> Text:
    return Text(
        _("Dere får ikke flere slike e-poster"),
        _lines(
            _("Hei."),
            _("Denne adressen var kontakt for personvern hos oss. Nå er den byttet ut."),
            _("Var det ikke avtalt, si fra til styret med en gang:"),
            parameters["link"],
        ),
    )


TEXTS: Mapping[str, Callable[[Mapping[str, str]], Text]] = {
    "notice": _notice,
    "notices": _notices,
    "seeker_notice": _seeker_notice,
    "password_reset": _password_reset,
    "invitation": _invitation,
    "sign_in_changed": _sign_in_changed,
    "log_head": _log_head,
    "emergency": _emergency,
    "second_factor_forgotten": _second_factor_forgotten,
    "role_ended": _role_ended,
    "role_taken": _role_taken,
    "privacy_contact_changed": _privacy_contact_changed,
}


def text_of(template: str, parameters: Mapping[str, str], language: str) -> Text:
    """The words of a mail in a language."""
    with translation.override(language):
        return TEXTS[template](parameters)
