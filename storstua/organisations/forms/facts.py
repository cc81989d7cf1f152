"""Name and contact, which rooms are open, and the look."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal
from storstua.organisations.addresses import LONGEST
from storstua.organisations.forms.help_lines import COUNTRIES
from storstua.organisations.models import BUILT_ROOMS, SeekerRole
from storstua.organisations.pictures import NotAPicture, as_png
from storstua.ui.forms import Form
from storstua.ui.theme import checked


class FactsForm(Form):
    """What the organisation is called and how it is reached."""

    keeps_version = True

    name = forms.CharField(label=_("Navn"), max_length=120)
    tagline = forms.CharField(
        label=_("En linje om hvem dere er til for"), max_length=120, required=False
    )
    country = forms.ChoiceField(
        label=_("Landet dere holder til i"),
        help_text=_("Hjelpenumrene for dette landet står øverst på sidene."),
        choices=COUNTRIES,
    )
    contact_email = forms.EmailField(label=_("E-post"), max_length=254, required=False)
    contact_phone = forms.CharField(label=_("Telefon"), max_length=20, required=False)
    privacy_email = forms.EmailField(
        label=_("E-post til personvernkontakten"),
        help_text=_("Hver dag går det et kontrolltall for loggen dit, og ikke noe annet."),
        max_length=254,
        required=False,
    )
    postal_address = forms.CharField(
        label=_("Postadresse"), max_length=300, required=False, widget=forms.Textarea
    )
    guideline_edition = forms.CharField(
        label=_("Retningslinjene dere følger, og hvilken utgave"), max_length=120, required=False
    )
    is_listed = forms.BooleanField(label=_("Vis oss på den felles forsiden"), required=False)
    directory_is_public = forms.BooleanField(
        label=_("Alle kan se oversikten over [[likepersoner]]"),
        help_text=_("Uten kryss ser bare medlemmer den."),
        required=False,
    )


class AddressForm(Form):
    """A host name of the organisation's own."""

    keeps_version = True

    host = forms.CharField(
        label=_("Eget domene"),
        help_text=_("For eksempel samtale.foreningen.no. La stå tomt når dere ikke har noe."),
        max_length=LONGEST,
        required=False,
    )


class RoomsForm(Form):
    """Which rooms are open, and whom a request may concern."""

    keeps_version = True

    open_rooms = forms.MultipleChoiceField(
        label=_("Hvilke rom er åpne?"),
        help_text=_("Dette er rommene som kan åpnes."),
        choices=[(room.value, room.label) for room in BUILT_ROOMS],
        widget=forms.CheckboxSelectMultiple,
    )
    seeker_roles = forms.MultipleChoiceField(
        label=_("Hvem kan en forespørsel gjelde?"),
        choices=SeekerRole,
        widget=forms.CheckboxSelectMultiple,
    )
    shows_exit_everywhere = forms.BooleanField(
        label=_("Vis «Forlat siden» på alle sider"),
        help_text=_("Den står alltid der noen ber om en samtale."),
        required=False,
    )


class LookForm(Form):
    """Colour and picture."""

    keeps_version = True

    colour = forms.CharField(
        label=_("Farge"),
        help_text=_(
            "Skriv # og seks tegn, for eksempel #1F5A63. Hvit skrift må kunne leses på den."
        ),
        max_length=7,
    )
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG eller JPEG, høyst 2 MB. Vi lagrer bare selve bildet."),
        required=False,
    )
    alternative_text = forms.CharField(
        label=_("Hva bildet viser, i ord"), max_length=120, required=False
    )

    def clean_colour(self) -> str:
        """Refuse a colour one cannot read on."""
        try:
            return checked(self.cleaned_data["colour"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal

    def clean_logo(self) -> bytes | None:
        """The picture made anew as PNG, so that nothing else comes in with it."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("logo")
        if not file:
            return None
        try:
            return as_png(BytesIO(file.read(2_000_001)))
        except NotAPicture as fault:
            raise forms.ValidationError(
                _("Dette bildet kan vi ikke lese. Velg en PNG eller JPEG på høyst 2 MB.")
            ) from fault
