import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from storstua import vault
from storstua.audit.models import Entry, Link
from storstua.base import clock
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.demo.scenery import SLUGS
from storstua.operations import keeping_log, queries
from storstua.operations.checking import (
    CHECKS,
    Level,
    database,
    findings,
    program,
    running,
    secrets,
    upkeep,
)
from storstua.operations.checking import settings as checks
from storstua.organisations.models import HelpLine
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import actions as outbox
from storstua.outbox.models import Message

SAFE = dict.fromkeys(database.DURABLE, "on")
ROLE = queries.AppRole("app", False, False, False, 0)


def levels(check: object) -> list[Level]:
    return [finding.level for finding in check()]  # type: ignore[operator]


@pytest.fixture
def installation(settings: LazySettings) -> LazySettings:
    settings.ALLOWED_HOSTS = ["samtale.havblikk.example"]
    settings.ADDRESS = "https://samtale.havblikk.example"
    settings.OVER_HTTPS = True
    settings.STORSTUA_DEMO = False
    settings.DEBUG = False
    settings.SMTP_HOST = "mail.havblikk.example"
    settings.MAIL_FROM = "beskjed@havblikk.example"
    settings.SECURITY_CONTACT = "mailto:drift@havblikk.example"
    return settings


def test_a_server_that_keeps_what_it_acknowledged_is_ok():
    assert database.judge_durability(SAFE).level is Level.OK


@pytest.mark.parametrize("name", database.DURABLE)
@pytest.mark.parametrize("value", ["off", None])
def test_a_server_that_can_lose_writes_is_wrong(name: str, value: str | None):
    found = {key: each for key, each in (SAFE | {name: value}).items() if each is not None}
    finding = database.judge_durability(found)
    assert finding.level is Level.WRONG
    assert name in finding.sentence


@pytest.mark.parametrize(
    "role",
    [
        queries.AppRole("a", True, False, False, 0),
        queries.AppRole("a", False, True, False, 0),
        queries.AppRole("a", False, False, True, 0),
        queries.AppRole("a", False, False, False, 1),
    ],
)
def test_a_role_with_too_much_power_is_wrong(role: queries.AppRole):
    assert database.judge_role(role).level is Level.WRONG
    assert database.judge_role(ROLE).level is Level.OK


@pytest.mark.django_db
def test_the_tests_run_as_the_apps_own_role():
    assert levels(database.role) == [Level.OK]


@pytest.mark.django_db
def test_the_servers_own_word_is_asked():
    assert set(queries.server_settings(list(database.DURABLE))) == set(database.DURABLE)


def test_https_under_its_own_name_is_ok(installation: LazySettings):
    assert levels(checks.addresses) == [Level.OK]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OVER_HTTPS", False),
        ("ADDRESS", "http://samtale.havblikk.example"),
        ("ALLOWED_HOSTS", ["*"]),
    ],
)
def test_addresses_that_show_cookies_are_wrong(
    installation: LazySettings, name: str, value: object
):
    setattr(installation, name, value)
    assert levels(checks.addresses) == [Level.WRONG]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_plain_http_on_this_machine_is_ok(installation: LazySettings, host: str):
    installation.OVER_HTTPS = False
    installation.ALLOWED_HOSTS = [host]
    installation.ADDRESS = f"http://{host}:8000"
    assert levels(checks.addresses) == [Level.OK]


def test_debugging_is_wrong(installation: LazySettings):
    assert levels(checks.debugging) == [Level.OK]
    installation.DEBUG = True
    assert levels(checks.debugging) == [Level.WRONG]


@pytest.mark.django_db
def test_a_demo_beside_real_people_is_wrong(installation: LazySettings):
    assert levels(checks.demo) == [Level.OK]
    installation.STORSTUA_DEMO = True
    assert levels(checks.demo) == [Level.WARNING]
    make_organisation("smerte", "Smertelauget")
    assert levels(checks.demo) == [Level.WARNING]
    make_organisation()
    assert levels(checks.demo) == [Level.WRONG]


@pytest.mark.django_db
def test_a_demo_on_this_machine_is_ok(installation: LazySettings):
    installation.STORSTUA_DEMO = True
    installation.ALLOWED_HOSTS, installation.ADDRESS = ["127.0.0.1"], "http://127.0.0.1:8000"
    assert levels(checks.demo) == [Level.OK]


def test_the_demos_organisations_are_known_by_name():
    assert set(checks.INVENTED) == set(SLUGS)


def test_sms_in_clear_or_from_a_long_name_is_told(installation: LazySettings):
    assert levels(checks.sms) == [Level.OK]
    installation.SMS_URL = "http://sms.havblikk.example/send"
    assert levels(checks.sms) == [Level.WRONG]
    installation.SMS_URL, installation.SMS_FROM = "https://sms.havblikk.example/", "Tolv bokstaver"
    assert levels(checks.sms) == [Level.WRONG]
    installation.SMS_FROM = "Beskjed"
    assert levels(checks.sms) == [Level.OK]


def test_mail_that_cannot_leave_is_told(installation: LazySettings):
    assert levels(checks.mail) == [Level.OK]
    installation.MAIL_FROM = "beskjed@example.org"
    assert levels(checks.mail) == [Level.WRONG]
    installation.SMTP_HOST = ""
    assert levels(checks.mail) == [Level.WARNING]
    installation.STORSTUA_DEMO = True
    assert levels(checks.mail) == [Level.OK]


def test_a_security_contact_that_is_nobodys_is_told(installation: LazySettings):
    assert levels(checks.security_contact) == [Level.OK]
    installation.SECURITY_CONTACT = "mailto:sikkerhet@example.org"
    assert levels(checks.security_contact) == [Level.WARNING]


@pytest.mark.django_db
def test_tables_are_those_of_this_version():
    assert levels(program.tables) == [Level.OK]


@pytest.mark.django_db
def test_a_migration_that_has_not_run_is_wrong():
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'demo' or app = 'outbox'")
    assert levels(program.tables) == [Level.WRONG]


def test_texts_that_are_not_compiled_are_wrong(settings: LazySettings, tmp_path: Path):
    source = tmp_path / "room/locale/de/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text("")
    settings.PACKAGE = tmp_path
    assert levels(program.texts) == [Level.WRONG]
    source.with_suffix(".mo").write_bytes(b"")
    assert levels(program.texts) == [Level.OK]
    os.utime(source, (2e9, 2e9))
    assert levels(program.texts) == [Level.WRONG]


@pytest.mark.django_db
def test_a_key_that_fits_what_is_sealed_is_ok(settings: LazySettings):
    vault.seal("x", vault.Place("a", "b", 0, "c"))
    settings.SECRET_KEY = "x" * 50
    assert levels(secrets.key) == [Level.OK]
    settings.SECRET_KEY = "short"
    assert levels(secrets.key) == [Level.WRONG, Level.OK]


def queue_mail(changed: Mapping[str, object] | None = None) -> None:
    """A message of the installation, then changed."""
    by = Viewer.command_line()
    with inside(INSTALLATION):
        message = outbox.queue_mail(by=by, address="a@example.org", template="password_reset")
        for name, value in (changed or {}).items():
            Message.objects.filter(id=message.id).update(**{name: value})


@pytest.mark.django_db
def test_a_key_that_sealed_nothing_here_is_wrong(settings: LazySettings, tmp_path: Path):
    settings.SECRET_KEY = "x" * 50
    queue_mail()
    assert levels(secrets.key) == [Level.OK]
    settings.VAULT_KEY_FILE = tmp_path / "other.key"
    vault.keys.load_or_make(settings.VAULT_KEY_FILE)  # type: ignore[attr-defined]
    settings.KEYSTORE = str(tmp_path / "keys.sqlite3")
    settings.ERASURE_JOURNAL = tmp_path / "journal" / "erasures"
    (finding,) = secrets.key()
    assert finding.level is Level.WRONG
    assert "outbox_message.address" in finding.sentence


def test_a_key_file_that_is_missing_or_open_is_wrong(settings: LazySettings, tmp_path: Path):
    settings.SECRET_KEY = "x" * 50
    settings.VAULT_KEY_FILE = tmp_path / "vault.key"
    assert levels(secrets.key) == [Level.WRONG]
    vault.keys.load_or_make(settings.VAULT_KEY_FILE)  # type: ignore[attr-defined]
    settings.VAULT_KEY_FILE.chmod(0o644)
    assert levels(secrets.key) == [Level.WRONG]


def test_everything_sealed_is_looked_at():
    found = secrets.sealed_columns()
    assert ("people_contact_point", "sealed") in found
    assert ("conversations_message", "sealed") in found
    assert ("outbox_message", "address") in found
    assert ("people_contact_point", "lookup") not in found


@pytest.mark.django_db
def test_a_worker_that_is_silent_is_wrong():
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
    assert levels(running.worker) == [Level.WRONG]
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")
    assert levels(running.worker) == [Level.OK]
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '2 min'")
    assert levels(running.worker) == [Level.WRONG]


@pytest.mark.django_db
def test_a_job_that_failed_lately_is_told():
    assert levels(running.jobs) == [Level.OK]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name) values ('clock', 'a.b')"
        )
        cursor.execute("update procrastinate_jobs set status = 'doing'")
        cursor.execute("update procrastinate_jobs set status = 'failed'")
    (finding,) = running.jobs()
    assert (finding.level, "a.b" in finding.sentence) == (Level.WARNING, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "level"),
    [
        ({}, Level.OK),
        ({"next_try_at": timedelta(minutes=4)}, Level.OK),
        ({"next_try_at": timedelta(minutes=6)}, Level.WRONG),
        ({"next_try_at": timedelta(hours=-1), "tries_count": 2}, Level.WARNING),
        ({"given_up_at": timedelta(days=6)}, Level.WARNING),
        ({"given_up_at": timedelta(days=8)}, Level.OK),
        ({"next_try_at": timedelta(days=1), "sent_at": timedelta(days=1)}, Level.OK),
    ],
)
def test_an_outbox_that_is_stuck_is_wrong(values: dict[str, object], level: Level):
    now = clock.now()
    queue_mail(
        {
            name: now - value if isinstance(value, timedelta) else value
            for name, value in values.items()
        }
    )
    assert levels(running.outbox) == [level]


@pytest.mark.django_db
def test_why_messages_were_given_up_is_told_without_an_address():
    now = clock.now()
    queue_mail({"given_up_at": now, "last_trouble": "refused for good (550)"})
    queue_mail({"given_up_at": now - timedelta(days=8), "last_trouble": "long ago"})
    (finding,) = running.outbox()
    said = "password_reset by email, refused for good (550)"
    assert finding.sentence == f"1 messages were given up in the last week: {said}."


@pytest.mark.django_db
def test_the_audit_can_only_be_added_to_and_its_chain_holds():
    organisation = make_organisation()
    assert keeping_log.grow_chains() > 0
    assert levels(upkeep.audit) == [Level.OK]
    with inside(organisation):
        entry = Entry.objects.create(organisation_id=organisation.id, kind="change", verb="x")
        Link.objects.create(
            organisation_id=organisation.id,
            entry_id=entry.id,
            at=entry.at,
            body=bytes(32),
            hash=bytes(32),
        )
    (finding,) = upkeep.audit()
    assert finding.level is Level.WRONG
    said = f"the log of {organisation.slug} does not hold at row {entry.id}: unchained."
    assert finding.sentence == said


@pytest.mark.django_db
def test_help_lines_nobody_looked_up_for_a_year_are_told():
    organisation = make_organisation()
    HelpLine.objects.update(checked_on=clock.today() - timedelta(days=365))
    assert levels(upkeep.help_lines) == [Level.OK]
    HelpLine.objects.filter(number="113").update(checked_on=clock.today() - timedelta(days=366))
    (finding,) = upkeep.help_lines()
    assert (finding.level, organisation.name in finding.sentence) == (Level.WARNING, True)


@pytest.mark.django_db
def test_every_check_says_something_about_its_subject():
    assert list(dict.fromkeys(each.subject for each in findings())) == list(CHECKS)


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({}, Level.OK),
        ({"idporten": {"client_id": "x", "secret": "y"}}, Level.OK),
        ({"idporten": {"secret": "y"}}, Level.WRONG),
        ({"idporten": {"client_id": "x", "key_file": "/nowhere/key.pem"}}, Level.WRONG),
    ],
)
def test_half_a_provider_is_wrong(
    settings: LazySettings, said: dict[str, dict[str, str]], level: Level
):
    settings.IDENTITY_PROVIDERS = said
    assert levels(checks.sign_in_elsewhere) == [level]
