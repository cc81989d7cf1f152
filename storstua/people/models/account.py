"""An account is a sign-in, one per installation; who the human is stands in Person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from storstua.base.record import Record


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(
        self, email: str, password: str | None = None, *, language: str = ""
    ) -> Account:
        """A new account with this mail address; without a password nobody can use it yet."""
        account = self.model(email=email.strip().lower(), language=language)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(Record, AbstractBaseUser):
    """A sign-in by mail and password. The mail stands in clear here, as the data map says.

    `language` is empty until one is chosen: pages are then in the language the browser asks for.
    """

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "people_account"

    def __str__(self) -> str:
        return str(self.key)

    @property
    def language_of_mails(self) -> str:
        """The language mails come in, where no browser asks for any."""
        return self.language or settings.LANGUAGE_CODE

    @property
    def is_staff(self) -> bool:
        """No account is staff: the product has no admin site."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions are not used here."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Django's own permissions are not used here."""
        return False
