"""Keeps sessions in the database under a hash of their key, with an idle and an absolute end.

Whoever reads the table holds no cookie that opens anything (the key in the cookie has 165 bits,
its hash cannot be turned back). A session ends when nobody has used it for its idle time, and
twelve hours after it began at the latest; both ends stand in the row, so a wrong clock in a
browser changes nothing. One that was last used in the future opens nothing either.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from storstua.base import clock
from storstua.base.right_clock import MAY_DIFFER
from storstua.people.models import Session

BEGAN, IDLE, SEEN, BROWSER = "began", "idle", "seen", "browser"
# A page that is read does not have to write the session each time.
WRITE_AFTER = timedelta(minutes=1)


def hashed(key: str) -> str:
    """What stands in the table for a session's key."""
    return sha256(key.encode()).hexdigest()


class SessionStore(DatabaseStore):
    """Django's database store, with hashed keys and two ends."""

    @classmethod
    def get_model_class(cls) -> type[Session]:  # type: ignore[override] # our own table
        """The table of sessions."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        now = clock.now()
        # Used in what is not yet: the clock was wrong then, or is now.
        row = Session.objects.filter(
            session_key=hashed(key or ""), expire_date__gt=now, seen_at__lt=now + MAY_DIFFER
        ).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str | None) -> bool:
        """True when a session has this key."""
        return Session.objects.filter(session_key=hashed(session_key or "")).exists()

    def delete(self, session_key: str | None = None) -> None:
        """End a session; its own when no key is given."""
        if key := session_key or self.session_key:
            Session.objects.filter(session_key=hashed(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:  # type: ignore[override] # our own table
        """The row for what the session holds now."""
        return Session(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined] # not in the stubs
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=data.get(SESSION_KEY),
            browser=data.get(BROWSER, ""),
            seen_at=clock.now(),
        )

    def get_expiry_date(self, **_kwargs: Any) -> datetime:
        """When the session ends: unused for its idle time, or twelve hours after it began."""
        now = clock.now()
        ends = now + timedelta(seconds=self.get(IDLE, settings.SESSION_COOKIE_AGE))
        if began := self.get(BEGAN):
            longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
            ends = min(ends, datetime.fromtimestamp(began, UTC) + longest)
        return ends

    def get_expiry_age(self, **_kwargs: Any) -> int:
        """Seconds until the session ends."""
        return max(0, int((self.get_expiry_date() - clock.now()).total_seconds()))

    def stay(self, idle: timedelta | None = None) -> None:
        """Note that the session is in use, for another `idle` (the same as before when None)."""
        now = clock.now().timestamp()
        seconds = self.get(IDLE) if idle is None else int(idle.total_seconds())
        if seconds != self.get(IDLE):
            self[IDLE] = seconds
        if now - self.get(SEEN, 0) >= WRITE_AFTER.total_seconds():
            self[SEEN] = now


def of(request: Any) -> SessionStore:
    """The session of a request, as what it is."""
    return cast(SessionStore, request.session)
