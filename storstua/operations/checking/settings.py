"""Checks of the settings: addresses and cookies, debugging, the demo, mail."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from storstua.operations import queries
from storstua.operations.checking.finding import Finding, ok, warning, wrong
from storstua.people import queries as people

# "testserver" leads nowhere; Django's test client says it.
HERE = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}
NOBODYS = "example.org"
LONGEST_SENDER = 11
# The organisations that `storstua demo` makes.
INVENTED = ("smerte", "lever", "rus", "atrop")


def _elsewhere() -> list[str]:
    """The names under which this installation can be reached from other machines."""
    names = {*settings.ALLOWED_HOSTS, urlsplit(settings.ADDRESS).hostname or ""}
    return sorted(names - HERE)


def addresses() -> Iterator[Finding]:
    """Cookies and https fit the addresses."""
    elsewhere = _elsewhere()
    if "*" in elsewhere:
        yield wrong("addresses", "STORSTUA_HOSTS is *: any name is answered. List your own names.")
    elif not settings.OVER_HTTPS and elsewhere:
        names = ", ".join(elsewhere)
        yield wrong("addresses", f"{names} without STORSTUA_HTTPS=1: cookies travel in clear.")
    elif settings.OVER_HTTPS and urlsplit(settings.ADDRESS).scheme != "https":
        yield wrong("addresses", "STORSTUA_ADDRESS must begin with https://, for links in mail.")
    elif settings.OVER_HTTPS:
        yield ok("addresses", f"{settings.ADDRESS} over https, with cookies for https only.")
    else:
        yield ok("addresses", "plain http, reached from this machine only.")


def debugging() -> Iterator[Finding]:
    """Debugging shows the program's inside to visitors."""
    if settings.DEBUG:
        yield wrong("debug", "STORSTUA_DEBUG is on: faults show the program's inside.")
    else:
        yield ok("debug", "off.")


def demo() -> Iterator[Finding]:
    """A demo lets anyone in; it must not stand beside real people."""
    if not settings.STORSTUA_DEMO:
        yield ok("demo", "off.")
    elif queries.has_others_than(INVENTED):
        yield wrong("demo", "STORSTUA_DEMO is on where real organisations live: anyone gets in.")
    elif _elsewhere():
        yield warning("demo", "on, and reached from other machines: anyone gets in, as meant.")
    else:
        yield ok("demo", "on: anyone on this machine gets in, all people are invented.")


def mail() -> Iterator[Finding]:
    """Mail can leave, under a name of one's own."""
    if settings.STORSTUA_DEMO:
        yield ok("mail", "none leaves a demo; /demo/post/ shows it.")
    elif not settings.SMTP_HOST:
        yield warning("mail", "STORSTUA_SMTP_HOST is not set: no mail leaves this machine.")
    elif settings.MAIL_FROM.endswith(NOBODYS):
        yield wrong("mail", "STORSTUA_MAIL_FROM is not set: mail would come from example.org.")
    else:
        yield ok("mail", f"through {settings.SMTP_HOST}, from {settings.MAIL_FROM}.")


def sms() -> Iterator[Finding]:
    """Numbers and the gateway's token never go in clear over a network."""
    address = urlsplit(settings.SMS_URL)
    if settings.STORSTUA_DEMO:
        yield ok("sms", "none leaves a demo; /demo/post/ shows it.")
    elif not settings.SMS_URL:
        yield ok("sms", "not set up: nobody is offered one.")
    elif address.scheme != "https" and address.hostname not in HERE:
        yield wrong("sms", "STORSTUA_SMS_URL is not https: nothing is sent.")
    elif len(settings.SMS_FROM) > LONGEST_SENDER:
        yield wrong("sms", "STORSTUA_SMS_FROM is over 11 characters: phones do not take it.")
    else:
        yield ok("sms", f"through {address.hostname}, from {settings.SMS_FROM}.")


def sign_in_elsewhere() -> Iterator[Finding]:
    """The providers that the settings name can be used."""
    subject, names = "sign-in elsewhere", ", ".join(settings.IDENTITY_PROVIDERS)
    if found := people.faults_of_providers():
        yield from (wrong(subject, sentence) for sentence in found)
    elif names:
        yield ok(subject, f"by way of {names}.")
    else:
        yield ok(subject, "not set up: nobody is offered one.")


def security_contact() -> Iterator[Finding]:
    """Whoever finds a hole can tell someone."""
    if settings.SECURITY_CONTACT.endswith(NOBODYS) and not settings.STORSTUA_DEMO:
        yield warning("security contact", "STORSTUA_SECURITY_CONTACT is not set (security.txt).")
    else:
        yield ok("security contact", f"{settings.SECURITY_CONTACT} stands in security.txt.")
