"""Changes to how somebody comes in: sessions, second step, telephones, sign-ins elsewhere."""

import secrets

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.roles import Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.outbox import actions as outbox
from storstua.people import known_browser, permissions, queries, remembered_phone
from storstua.people.actions.people import NOT_YOURS
from storstua.people.models import (
    Account,
    KnownBrowser,
    LinkedIdentity,
    Person,
    RememberedPhone,
    Session,
)

IDENTITIES = "/konto/andre-innlogginger/"
OWN_STEP_FIRST = _("Sett opp en passnøkkel eller koder fra en app her først.")
LINKS_FIRST = _("Fjern koblingene til andre innlogginger først, under «Kontoen min».")
OF_ANOTHER = _("Denne innloggingen er koblet til en annen konto.")
LAST_WAY_IN = _("Uten denne kommer du ikke inn. Lag et passord eller en passnøkkel først.")


@transaction.atomic
def end_sessions(*, by: Viewer, account: Account, keep: str = "", only: str = "") -> int:
    """End an account's sessions at once, in all browsers; returns how many.

    Telephones that are remembered are forgotten with them, and when all others end, so are the
    browsers that are known. `keep` is the hashed key of a session
    to leave alone (the one in use), `only` that of the session or telephone to end. Refuses anyone
    but the account's own holder and the system.
    """
    require(by.is_system or permissions.is_own_account(by, account), NOT_YOURS)
    sessions = Session.objects.filter(account=account).exclude(session_key=keep)
    phones = RememberedPhone.objects.filter(account=account)
    if only:
        sessions, phones = sessions.filter(session_key=only), phones.filter(lookup=only)
    elif KnownBrowser.objects.filter(account=account).delete()[0]:
        audit.wrote("forget browsers", account, by=by)
    ended = sessions.delete()[0] + phones.delete()[0]
    if ended:
        audit.wrote("end sessions", account, by=by)
    return ended


@transaction.atomic
def know_browser(*, by: Viewer, account: Account, mark: str, instead_of: str = "") -> None:
    """Know a browser by its mark for 90 days, after a sign-in through to its end.

    `instead_of` is the hash of the mark by which it was known before: a copy of that, made
    meanwhile, is worth nothing any more. At most five of an account are known, the latest ones.
    Refuses all but who is signed in.
    """
    require(permissions.is_own_account(by, account), NOT_YOURS)
    Account.objects.select_for_update().get(id=account.id)
    was_known = KnownBrowser.objects.filter(account=account, lookup=instead_of).delete()[0]
    KnownBrowser.objects.create(
        lookup=known_browser.hashed(mark, account.id),
        account=account,
        ends_at=clock.now() + known_browser.KEPT,
    )
    rows = KnownBrowser.objects.filter(account=account).order_by("-known_at", "lookup")
    latest = list(rows.values_list("lookup", flat=True)[: known_browser.MOST])
    rows.exclude(lookup__in=latest).delete()
    if not was_known:
        audit.wrote("know browser", account, by=by)


@transaction.atomic
def forget_second_factor(*, by: Viewer, account: Account, because: str) -> None:
    """Take the second step away from an account that has lost it, and end all its sessions.

    Sign-ins at providers go with it, since one may count as both steps.
    `because` says in the audit who stands behind it. Follows: a mail to the owner, who sets up a
    new second step at the next sign-in. Refuses people: two have agreed on it, or the machine's
    operator does it. Refuses an account without a second step.
    """
    require(permissions.may_forget_second_factor(by), NOT_YOURS)
    removed = Authenticator.objects.filter(user=account).delete()[0]
    removed += LinkedIdentity.objects.filter(account=account).delete()[0]
    require(removed > 0, _("Kontoen har ikke satt opp noe andre trinn."))
    end_sessions(by=by, account=account)
    with inside(by.organisation_id, by=by):
        _mail(by, account, "second_factor_forgotten", settings.SECOND_FACTOR_URL)
    audit.wrote("forget second factor", account, by=by, purpose=because)


@transaction.atomic
def remember_phone(*, by: Viewer, browser: str) -> str:
    """Remember the viewer's own telephone for 90 days; returns what its cookie holds.

    It opens two forms of a supporter and shows nothing. Refuses those who are not signed in as
    one; the role is asked for again each time the telephone is used.
    """
    require(by.is_signed_in and by.holds(Role.SUPPORTER), NOT_YOURS)
    secret = secrets.token_urlsafe(32)
    RememberedPhone.objects.create(
        lookup=remembered_phone.hashed(secret),
        account_id=by.account_id,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        browser=browser,
        ends_at=clock.now() + remembered_phone.KEPT,
    )
    audit.wrote("remember telephone", by=by)
    return secret


@transaction.atomic
def forget_phones(*, by: Viewer, person: Person, only: str = "") -> None:
    """Forget the telephones of a person at once; `only` is the hash of the one meant.

    Refuses all but the person and the system.
    """
    require(permissions.may_answer_for(by, person), NOT_YOURS)
    phones = RememberedPhone.objects.filter(person=person)
    if (phones.filter(lookup=only) if only else phones).delete()[0]:
        audit.wrote("forget telephone", person, by=by)


@transaction.atomic
def link_identity(
    *, by: Viewer, account: Account, provider: str, lookup: str, keep: str = ""
) -> None:
    """Let a sign-in at a provider open an account; the one linked there before opens it no longer.

    `lookup` is the keyed hash of what the provider has just proven, `keep` the hashed key of the
    session in use. Follows: a mail to the owner.
    Sessions that came in by way of the one before end. Refuses all but who is signed in with the
    account, an account without a second step of its own, and a sign-in that opens another account.
    """
    require(permissions.is_own_account(by, account), NOT_YOURS)
    Account.objects.select_for_update().get(id=account.id)
    require(queries.factors_of(account.id).any, OWN_STEP_FIRST)
    linked = queries.account_behind(lookup)
    require(linked in {None, account}, OF_ANOTHER)
    if linked is None:
        _end_sessions_by(account, provider, keep)
        _link(account, provider, lookup)
        with inside(INSTALLATION, by=by):
            _mail(by, account, "sign_in_changed", IDENTITIES)
        audit.wrote("link sign-in", account, by=by, purpose=provider)


def _link(account: Account, provider: str, lookup: str) -> None:
    try:
        with transaction.atomic():
            LinkedIdentity.objects.update_or_create(
                account=account,
                provider=provider,
                defaults={"lookup": lookup, "linked_at": clock.now()},
            )
    except IntegrityError:
        # Another account has linked it since we looked: its lock was on another row than ours.
        raise Refusal(OF_ANOTHER) from None


@transaction.atomic
def unlink_identity(*, by: Viewer, account: Account, provider: str, keep: str = "") -> None:
    """Let a sign-in at a provider open the account no longer, and end the sessions it opened.

    `keep` is the hashed key of the session in use, which stays. Follows: a mail to the owner.
    Refuses all but the owner, to take away the last way into the account, and to leave it without
    any second step.
    """
    require(permissions.is_own_account(by, account), NOT_YOURS)
    Account.objects.select_for_update().get(id=account.id)
    require(queries.factors_of(account.id).any, OWN_STEP_FIRST)
    require(queries.comes_in_without(account, provider), LAST_WAY_IN)
    if LinkedIdentity.objects.filter(account=account, provider=provider).delete()[0]:
        _end_sessions_by(account, provider, keep)
        with inside(INSTALLATION, by=by):
            _mail(by, account, "sign_in_changed", IDENTITIES)
        audit.wrote("unlink sign-in", account, by=by, purpose=provider)


def _end_sessions_by(account: Account, provider: str, keep: str) -> None:
    opened = set(queries.sessions_by(account.id, provider)) - {keep}
    Session.objects.filter(session_key__in=opened).delete()


@transaction.atomic
def forget_identities(*, by: Viewer, account: Account) -> None:
    """Let no sign-in at a provider open the account any longer, after a new password by mail.

    Somebody else may have linked theirs while they were in the account. They stay when the account
    has no second step of its own: a mailbox is one step, and must not take the other away. The
    sessions are ended with the password. Refuses all but the system.
    """
    require(by.is_system, NOT_YOURS)
    Account.objects.select_for_update().get(id=account.id)
    if not queries.factors_of(account.id).any:
        return
    for row in LinkedIdentity.objects.filter(account=account).order_by("id"):
        row.delete()
        audit.wrote("unlink sign-in", account, by=by, purpose=row.provider)


@transaction.atomic
def give_up_factor(*, by: Viewer, account: Account) -> None:
    """Hold the account until one of its own second steps is taken away.

    Refuses all but the owner, and to take the last one while a sign-in elsewhere is linked.
    """
    require(permissions.is_own_account(by, account), NOT_YOURS)
    Account.objects.select_for_update().get(id=account.id)
    left = Authenticator.objects.filter(user=account, type__in=queries.OWN_STEPS).count() - 1
    require(left > 0 or not queries.identities_of(account.id), LINKS_FIRST)


def _mail(by: Viewer, account: Account, template: str, path: str) -> None:
    """Tell the owner that the ways into the account are others now."""
    outbox.queue_mail(
        by=by,
        address=account.email,
        template=template,
        parameters={"link": f"{settings.ADDRESS}{path}"},
        language=account.language_of_mails,
    )
