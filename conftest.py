"""What every test stands on: the database as the app role sees it, and strict templates."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import translation
from procrastinate.tasks import Task
from psycopg.pq import TransactionStatus
from whitenoise.base import WhiteNoise
from whitenoise.responders import StaticFile

from storstua.organisations import queries
from storstua.organisations.models import Organisation
from storstua.people.tests.browsing import Browser
from storstua.ui.tests.reading import page_of
from storstua.vault import stretching

# A test says whether something is right, never how fast this machine is just now.
hypothesis.settings.register_profile(
    "unhurried",
    parent=hypothesis.settings(),
    deadline=None,
    # The suite runs on two kinds of PostgreSQL, with other examples each time.
    max_examples=60,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("unhurried")

ENTER_FIRST = """
select set_config('app.organisation', %(id)s, true)
where nullif(current_setting('app.organisation', true), '') is null
"""


class Undefined(str):
    """A template variable that does not exist: an error, unless the template asks `if`."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"The template uses '{name}', which nobody set.")

    def __contains__(self, part: object) -> bool:
        return part == "%s"


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.VAULT_KEY_FILE = Path(tmp_path_factory.mktemp("keys")) / "vault.key"
    settings.KEYSTORE = str(tmp_path_factory.mktemp("keystore") / "keys.sqlite3")
    settings.ERASURE_JOURNAL = tmp_path_factory.mktemp("journal") / "erasures"


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Passwords of tests protect nothing, and hashing them well would take most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def quick_words() -> Iterator[None]:
    """So with receipt words, of which each request has some, and with the passphrases of backups.
    The vault's own tests pay."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stretching, "COST", {"iterations": 1, "lanes": 1, "memory_cost": 8})
        yield


@pytest.fixture(scope="session", autouse=True)
def files_looked_up_once() -> Iterator[None]:
    """Each browser of a test loads the middleware, and with it every file that is served."""
    known: dict[tuple[str, str], dict[str, StaticFile]] = {}
    look_up = WhiteNoise.update_files_dictionary

    def look_up_once(self: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in known:
            look_up(self, root, prefix)
            known[root, prefix] = dict(self.files)
        self.files |= known[root, prefix]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WhiteNoise, "update_files_dictionary", look_up_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def inside_the_first() -> Iterator[None]:
    """What a test itself reads and writes, outside any request, is in its first organisation.

    For another one: `with inside(other): …`, or a factory, which enters by itself. Requests, jobs
    and commands enter where they belong, in tests as everywhere.
    """

    def enter(instance: Organisation, **_details: object) -> None:
        for alias in ("default", "audit"):
            driver = connections[alias].connection
            if driver is not None and connections[alias].in_atomic_block:
                driver.execute(ENTER_FIRST, {"id": str(instance.pk)})

    post_save.connect(enter, sender=Organisation)
    yield
    post_save.disconnect(enter, sender=Organisation)


@pytest.fixture(scope="session", autouse=True)
def jobs_begin_nowhere() -> Iterator[None]:
    """A job enters organisations by itself: it must not live on where a test happens to be."""
    call = Task.__call__

    def from_nowhere(task: Task, *args: object, **kwargs: object) -> object:
        with nowhere():
            return call(task, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Task, "__call__", from_nowhere)
        yield


@contextmanager
def nowhere() -> Iterator[None]:
    """As a connection is before anyone enters."""
    driver = connections["default"].connection
    if driver is None:
        yield
        return
    before = driver.execute("select current_setting('app.organisation', true)").fetchone()[0]
    driver.execute("select set_config('app.organisation', '', true)")
    try:
        yield
    finally:
        if driver.info.transaction_status is TransactionStatus.INTRANS:
            driver.execute("select set_config('app.organisation', %s, true)", [before or ""])


@pytest.fixture(autouse=True)
def in_norwegian() -> Iterator[None]:
    """Each test begins in Bokmål, also when the page asked for before it was in German."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def fresh_facts() -> Iterator[None]:
    queries._facts.cache_clear()
    yield
    queries._facts.cache_clear()


@pytest.fixture
def in_a_demo() -> Iterator[None]:
    """An installation that is a demo, where the cast comes in with one click."""
    # What a real installation answers to is fixed before this one says that it is a demo.
    import_module(settings.ROOT_URLCONF)
    with override_settings(STORSTUA_DEMO=True):
        yield


@pytest.fixture
def client() -> Browser:
    """A browser with nobody signed in."""
    return Browser()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: pytest.FixtureDef
) -> Iterator[None]:
    """The owner makes and migrates the test database; the tests use it as the app role."""
    keep = request.config.getvalue("reuse_db") and not request.config.getvalue("create_db")
    with django_db_blocker.unblock():
        owner = connections["owner"]
        if worker := getattr(request.config, "workerinput", {}).get("workerid"):
            owner.settings_dict["NAME"] += f"_{worker}"
        base = owner.settings_dict["NAME"]
        name = owner.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=keep)
        for alias in ("default", "audit"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        for alias in ("default", "audit"):
            connections[alias].close()
        if not request.config.getvalue("reuse_db"):
            owner.creation.destroy_test_db(base, verbosity=0)


class Counted:
    """Counts the queries of a page on the default connection, savepoints left out."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, address: str) -> int:
        """The number of queries of a page that has been shown before."""
        page_of(self.client.get(address))
        with CaptureQueriesContext(connections["default"]) as captured:
            self.client.get(address)
        statements = (query["sql"] for query in captured.captured_queries)
        return sum(not sql.startswith(("SAVEPOINT", "RELEASE")) for sql in statements)


@pytest.fixture
def queries_of(client: Client) -> Counted:
    """`queries_of(address)`: how many queries a warm page takes for whoever `client` is."""
    return Counted(client)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the database may use both of the app's connections."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", ["default", "audit"])
