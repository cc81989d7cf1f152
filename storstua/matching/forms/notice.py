"""Where one neutral notice may go."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from storstua.matching.choices import NoticeWay
from storstua.people.contact import normal_phone, takes_sms
from storstua.ui.forms import Form


class NoticeAddressForm(Form):
    """A number or mail address of the person's own choice; empty deletes it.

    Where no SMS can be sent, only mail is offered. `way` is known after cleaning.
    """

    marks_optional = False

    address = forms.CharField(
        label=_("Mobilnummer eller e-post"),
        help_text=_(
            "Varselet sier bare at en beskjed venter."
            " Vi sletter nummeret eller adressen når forespørselen er avsluttet."
        ),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, has_sms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_sms = has_sms
        self.way = NoticeWay.EMAIL
        if not has_sms:
            self.fields["address"].label = _("E-post")
            self.fields["address"].help_text = _(
                "Varselet sier bare at en beskjed venter."
                " Vi sletter adressen når forespørselen er avsluttet."
            )

    def clean_address(self) -> str:
        """A mail address, or a mobile number as +4791234567."""
        typed: str = self.cleaned_data["address"].strip()
        if not typed or "@" in typed:
            return self._mail(typed)
        number = normal_phone(typed) if self.has_sms else None
        if number is None or not takes_sms(number):
            raise forms.ValidationError(self._how())
        self.way = NoticeWay.SMS
        return number

    def _mail(self, typed: str) -> str:
        if typed:
            try:
                validate_email(typed)
            except forms.ValidationError as fault:
                raise forms.ValidationError(self._how()) from fault
        return typed

    def _how(self) -> Any:
        if self.has_sms:
            return _(
                "Skriv et mobilnummer slik: 912 34 567, eller en e-post slik: navn@eksempel.no."
            )
        return _("Skriv e-posten slik: navn@eksempel.no.")
