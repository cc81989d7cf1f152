"""What the audit's verbs about supporters mean, in sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

SENTENCES: Mapping[str, Promise] = {
    "enrol supporter": lazy("Lagt inn"),
    "bring in new": lazy("Hentet inn fra et regneark"),
    "bring in changed": lazy("Endret fra et regneark"),
    "bring in undone": lazy("Endringen fra regnearket er angret"),
    "change supporter": lazy("Opplysninger endret"),
    "correct supporter": lazy("Rettet"),
    "change own profile": lazy("Egen profil endret"),
    "choose what is shown": lazy("Valgte hva andre kan se"),
    "appoint supporter": lazy("Oppnevning skrevet inn"),
    "end appointment": lazy("Oppnevning avsluttet"),
    "sign declaration": lazy("Taushetserklæring underskrevet"),
    "sign declaration:on paper": lazy("Taushetserklæring sett på papir"),
    "remind of declaration": lazy("Minnet om taushetserklæringen"),
    "record fulfilment:course": lazy("Kurs skrevet inn"),
    "record fulfilment:supervision": lazy("Veiledning skrevet inn"),
    "record membership:member": lazy("Medlemskap skrevet inn"),
    "record membership:not": lazy("Medlemskap avsluttet"),
    "pause supporter": lazy("Pause startet"),
    "resume supporter": lazy("Tilbake fra pause"),
    "ask for help": lazy("Ba om hjelp med samtalene"),
    "take place:ask": lazy("Spurt om en samtale"),
    "take place:talk": lazy("Samtale startet"),
    "turn place:talk": lazy("Samtale startet"),
    "turn place:ask": lazy("Spurt om en samtale"),
    "release place:ask": lazy("Spørsmål avsluttet"),
    "release place:talk": lazy("Samtale avsluttet"),
    "propose for minors": lazy("Foreslått godkjent for unge"),
    "approve for minors": lazy("Godkjent for unge"),
    "end approval for minors": lazy("Godkjenningen for unge tatt bort"),
    "mark supporter:same_mail": lazy("Merket: samme e-post som en annen"),
    "mark supporter:same_mobile": lazy("Merket: samme mobil som en annen"),
    "clear marks": lazy("Merker sett på og fjernet"),
}


# Which of the things said of a supporter were changed or corrected.
PARTS: Mapping[str, Promise] = {
    "name": lazy("navn"),
    "email": lazy("e-post"),
    "phone": lazy("telefon"),
    "office_id": lazy("kontorets id"),
    "branch": lazy("lag"),
    "municipality": lazy("kommune"),
    "county": lazy("fylke"),
    "capacity": lazy("plass til samtaler"),
    "starting_load": lazy("samtaler utenfor løsningen"),
    "areas": lazy("erfaring"),
    "role": lazy("hvem erfaringen er som"),
    "topics": lazy("temaer"),
    "contact_forms": lazy("måter å snakke på"),
    "languages": lazy("språk"),
    "birth_year": lazy("fødselsår"),
    "gender": lazy("kjønn"),
    "life_phase": lazy("livsfase"),
}


def sentence(what: str, who: str) -> str:
    """One line of the history: what happened, by whom when that may be told, and to what."""
    verb, _colon, purpose = what.partition(":")
    said = str(SENTENCES.get(what) or SENTENCES.get(verb) or verb)
    named = _("%(what)s av %(who)s") % {"what": said, "who": who} if who else said
    parts = [str(PARTS[each]) for each in purpose.split(",") if each in PARTS]
    return f"{named}: {', '.join(parts)}" if parts else named
