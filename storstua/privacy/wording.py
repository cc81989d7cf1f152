"""Words of the map for people: headings, names of columns, reasons to keep, who looked and why."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from storstua.base.roles import Role

type Text = str | Promise

HEADINGS: Mapping[str, Text] = {
    "you": _("Deg"),
    "contact": _("Hvordan vi når deg"),
    "sign_in": _("Innlogging"),
    "consents": _("Det du har sagt ja til"),
    "requests": _("Forespørsler"),
    "asks": _("Spørsmål vi stilte [[likepersoner]] for deg"),
    "talks": _("Samtaler"),
    "messages": _("Det du har skrevet i samtaler"),
    "profile": _("Profilen din"),
    "service": _("Deg som [[likeperson]]"),
    "asks_to_you": _("Når vi spurte deg"),
    "activities": _("Aktiviteter du var med på"),
    "logged": _("Det du har registrert"),
    "roles": _("Roller"),
    "openings": _("Åpninger i nødsituasjoner"),
    "notices": _("Varsler"),
    "work": _("Det du har gjort i arbeidet"),
    "traces": _("Spor etter deg"),
}

REASONS: Mapping[str, Text] = {
    "accounts": _("Regnskapet for tilskudd må kunne vises fram."),
    "confidentiality": _("Løftet om taushet gjelder også etterpå."),
    "log": _("Det må kunne vises hvem som har lest og endret noe."),
    "others": _("Det handler om andre."),
    "counting": _("Tallene må stemme. Ingen kan se hvem det var."),
}

TERMS: Mapping[str, Text] = {
    "talk": _("Samtaler som er avsluttet"),
    "request": _("Forespørsler som er avsluttet"),
    "person": _("Folk som ikke har noe igjen her"),
    "service": _("[[Likepersoner]] som har sluttet"),
    "activities": _("Aktiviteter som er gamle nok"),
    "proof": _("Oppnevninger og erklæringer som er gamle nok"),
    "notices": _("Gamle varsler"),
    "invitations": _("Gamle invitasjoner"),
    "proposals": _("Gamle forslag som trengte to"),
    "openings": _("Gamle åpninger i nødsituasjoner"),
    "log": _("Gamle linjer i loggen"),
}

LABELS: Mapping[str, Text] = {
    "created_at": _("Laget"),
    "given_name": _("Fornavn eller kallenavn"),
    "family_name": _("Etternavn"),
    "language": _("Språk"),
    "is_member": _("Medlem"),
    "kind": _("Slag"),
    "sealed": _("Adresse eller nummer"),
    "is_safe": _("Trygt å ta kontakt"),
    "purpose": _("Til hva"),
    "text_version": _("Utgave av teksten"),
    "given_at": _("Gitt"),
    "withdrawn_at": _("Trukket tilbake"),
    "last_login": _("Sist logget inn"),
    "known_at": _("Kjent fra"),
    "linked_at": _("Koblet til"),
    "provider": _("Innlogging hos"),
    "browser": _("Nettleser"),
    "seen_at": _("Sist brukt"),
    "ends_at": _("Husket til"),
    "last_used_at": _("Sist brukt"),
    "email": _("E-post"),
    "sealed_email": _("E-post"),
    "is_active": _("I bruk"),
    "verified": _("Bekreftet"),
    "primary": _("Den som brukes"),
    "created": _("Laget"),
    "sent": _("Sendt"),
    "role": _("Rolle"),
    "from_on": _("Fra"),
    "until_on": _("Til"),
    "expires_at": _("Varer til"),
    "accepted_at": _("Tatt imot"),
    "when": _("Når"),
    "sent_at": _("Sendt"),
    "read_at": _("Lagt bort"),
    "received_at": _("Kom inn"),
    "languages": _("Språk"),
    "contact_forms": _("Hvordan"),
    "municipality": _("Kommune"),
    "county": _("Fylke"),
    "consent_text_version": _("Utgave av teksten du sa ja til"),
    "is_on_waiting_list": _("På venteliste"),
    "office_id": _("Nummer hos organisasjonen"),
    "area_id": _("Område"),
    "is_minor": _("Under 18 år"),
    "gender": _("Kjønn"),
    "age_band": _("Alder"),
    "life_phase": _("Livsfase"),
    "wish_gender": _("Ønsket kjønn"),
    "wish_age": _("Ønsket alder"),
    "must": _("Det som er et krav"),
    "wished_supporter_id": _("Den du ønsket"),
    "sealed_text": _("Det du skrev"),
    "topic_id": _("Tema"),
    "supporter_id": _("En du ikke vil snakke med"),
    "why": _("Hvorfor"),
    "closed_at": _("Avsluttet"),
    "danger": _("Hvorfor noen ba om det"),
    "is_alone": _("Åpnet av én alene"),
    "opened_at": _("Åpnet"),
    "ended_at": _("Lukket"),
    "verdict": _("Hva en annen mente etterpå"),
    "way": _("Måte"),
    "span": _("Hvor mange dager"),
    "asked_at": _("Spurt"),
    "met_at": _("Du svarte"),
    "sealed_message": _("Det koordinatoren skrev om deg"),
    "answer": _("Svaret ditt"),
    "answered_at": _("Svart"),
    "shows": _("Det du viste"),
    "sealed_first": _("Den første meldingen din"),
    "shown_name": _("Navnet de andre så"),
    "left_at": _("Gikk ut"),
    "read_up_to": _("Lest til melding"),
    "number": _("Melding"),
    "capacity": _("Plasser"),
    "starting_load": _("Samtaler fra før"),
    "is_approved_for_minors": _("Godkjent for unge"),
    "minors_approved_by": _("Hvem som godkjente for unge"),
    "matter": _("Hva som trengte to"),
    "reason": _("Hva som hadde skjedd"),
    "lapses_at": _("Faller bort"),
    "marks": _("Merker"),
    "birth_year": _("Fødselsår"),
    "sealed_story": _("Det du har skrevet om deg selv"),
    "minute_number": _("Nummer i møteboka"),
    "signed_on": _("Undertegnet"),
    "seen_on_paper": _("Sett på papir"),
    "requirement": _("Krav"),
    "fulfilled_on": _("Oppfylt"),
    "taken_at": _("Opptatt fra"),
    "released_at": _("Ledig igjen"),
    "done_on": _("Dag"),
    "type": _("Hva"),
    "mode": _("Hvordan"),
    "minutes": _("Minutter"),
    "logged_at": _("Registrert"),
    "changed_at": _("Endret"),
    "decided_at": _("Avgjort"),
    "frozen_at": _("Frosset"),
    "frozen_by_name": _("Navn på rapporten"),
    "filename": _("Fil"),
    "at": _("Når"),
    "verb": _("Handling"),
    "noun": _("Gjaldt"),
}
OWN_LABELS: Mapping[tuple[str, str], Text] = {
    ("matching_request", "role"): _("Hvem du er"),
    ("supporters_profile", "role"): _("Hvem du er"),
    ("conversations_message", "sealed"): _("Det du skrev"),
    ("roles_proposal", "answer"): _("Svaret"),
    ("roles_proposal", "email"): _("Invitasjonen sendes til"),
    ("conversations_conversation", "created_at"): _("Begynte"),
    ("conversations_conversation", "is_written"): _("Skrevet her"),
    ("conversations_conversation", "until_on"): _("Til og med"),
}

DID: Mapping[str, Text] = {
    "read": _("%(who)s leste %(what)s"),
    "change": _("%(who)s endret %(what)s"),
    "refusal": _("%(who)s fikk nei til %(what)s"),
}
NOUNS: Mapping[str, Text] = {
    "people.person": _("hvem du er"),
    "people.contactpoint": _("hvordan vi når deg"),
    "people.consent": _("det du har sagt ja til"),
    "people.account": _("innloggingen"),
    "matching.request": _("forespørselen"),
    "matching.ask": _("spørsmålet til en [[likeperson]]"),
    "conversations.conversation": _("samtalen, uten å lese den"),
    "supporters.supporter": _("deg som [[likeperson]]"),
    "activities.activity": _("en aktivitet"),
    "roles.grant": _("rollen din"),
    "roles.invitation": _("invitasjonen din"),
    "roles.proposal": _("et forslag om deg som trengte to"),
    "roles.opening": _("en åpning i en nødsituasjon"),
}
REASONS_TO_READ: Mapping[str, Text] = {
    "read request": _("for å finne noen du kan snakke med"),
    "read in emergency": _("i en nødsituasjon"),
    "read contact point": _("for å ta kontakt slik dere avtalte"),
    "read how to begin": _("for å se hvordan samtalen begynner"),
    "see contact points": _("for å kunne ringe eller skrive til deg"),
}


# The rooms by the first part of a page's name.
PLACES: Mapping[str, Text] = {
    "activities": _("Aktiviteter"),
    "conversations": _("Samtaler"),
    "imports": _("Hent fra regneark"),
    "matching": _("Forespørsler"),
    "organisations": _("Innstillinger"),
    "privacy": _("Sletting"),
    "reports": _("Rapporter"),
    "roles": _("Roller"),
    "supporters": _("[[Likepersoner]]"),
}


def place(page: str) -> Text:
    """In which part of the house a page stands, by its name."""
    return PLACES.get(page.partition(":")[0]) or _("Et annet sted")


def label(table: str, column: str) -> Text:
    """What a column is called on the page."""
    return OWN_LABELS.get((table, column)) or LABELS[column]


def what(noun: str) -> Text:
    """What was read or changed, in words; unknown tables as "noe annet om deg"."""
    return NOUNS.get(noun) or _("noe annet om deg")


def who(role: str, job: str) -> str:
    """Who it was: the role, or the machine itself."""
    if job:
        return "Storstua"
    return _now("Noen uten innlogging") if role == Role.VISITOR else str(Role(role).label)


def yourself() -> str:
    """Who it was when nobody had a code yet: the person who asked."""
    return _now("Du selv (før du fikk koden)")


def sentence(kind: str, doer: str, noun: str) -> str:
    """Who did what to what, as each language puts it."""
    return str(DID[kind]) % {"who": doer, "what": what(noun)}


def why(verb: str, role: Role) -> Text:
    """Why: what the act was for; work in the role where nothing more is known."""
    if verb in REASONS_TO_READ:
        return REASONS_TO_READ[verb]
    return "" if role in {Role.VISITOR, Role.SEEKER} else _("som del av arbeidet i rollen")
