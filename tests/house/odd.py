"""What may come in with a form, as Hypothesis draws it: odd values, and odd ways to send them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote_plus, urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.house.forms import Form
from tests.house.malformed import ODD

URLENCODED = "application/x-www-form-urlencoded"
# What a form sends of itself: the proof against forged forms, and the key that it is done once by.
UNSEEN = ("csrfmiddlewaretoken", "once")
ZEROS = "٠०０𝟎۰"


def _in_other_digits(number: int, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in str(number))


# Half letters (Cs) are left out: no body can carry them.
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text(st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1, max_size=8),
    st.text("אבعرب\u202e\u2067\u200f\u0301 ", min_size=1, max_size=12),
    st.builds(str.__mul__, st.sampled_from("xå😀\u0301\0"), st.sampled_from((201, 2001, 20_001))),
    st.sampled_from(ODD),
)
NUMBERS = st.one_of(
    st.integers(-9, 99).map(str),
    st.integers(2**31 - 1, 2**70).map(str),
    st.integers(-(2**70), -10).map(str),
    st.floats().map(str),
    st.decimals().map(str),
    st.builds(_in_other_digits, st.integers(0, 10**6), st.sampled_from(ZEROS)),
    st.sampled_from(("1_000", "1 000", "1,5", "1e3", "0x1f", "½", "²", "\N{MINUS SIGN}3", "+4")),
)
_DAYS = st.tuples(st.integers(-1, 10_000), st.integers(0, 13), st.integers(0, 32))
DATES = st.one_of(
    st.dates().map(date.isoformat),
    _DAYS.map(lambda day: "{:04}-{:02}-{:02}".format(*day)),
    _DAYS.map(lambda day: "{2}.{1}.{0}".format(*day)),
    st.datetimes().map(str),
    st.times().map(str),
    st.sampled_from(("0001-01-01", "9999-12-31", "31.02.2026", "24:00", "99:99", "2026-W01-1")),
)
IDS = st.one_of(
    st.uuids().map(str),
    st.uuids().map(lambda key: key.urn),
    st.uuids().map(lambda key: key.hex[:-1]),
    st.sampled_from(("0", "-1", str(2**31), str(2**63), "not-a-uuid")),
)
ADDRESSES = st.one_of(
    st.emails(),
    st.sampled_from(("a@", "@b", "a@b", "a@b..no", "javascript:1", "http://[", "//x", "+4799")),
)


def values(others: Sequence[str]) -> SearchStrategy[str]:
    """One odd value for one field; `others` are ids of rows that are somebody else's."""
    return st.one_of(TEXT, NUMBERS, DATES, IDS, st.sampled_from(others), ADDRESSES)


@dataclass
class Sent:
    """What is sent with a form: fields by name, files in place of text, or a body as it is.

    `odd` is the field in which something odd was put when everything else is as it should be.
    """

    form: Form
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    body: bytes | None = None
    kind: str = URLENCODED
    odd: str = ""

    def send(self, client: Client) -> HttpResponseBase:
        """The answer to it."""
        path = self.form.path
        if self.form.method == "get":
            return client.get(path, query_params=self.fields)
        if self.body is not None:
            return client.generic("POST", path, self.body, self.kind)
        if self.files:
            files = {
                name: SimpleUploadedFile(f"{name}.csv", what) for name, what in self.files.items()
            }
            return client.post(path, {**self.fields, **files})
        return client.generic("POST", path, urlencode(self.fields, doseq=True), URLENCODED)

    def __str__(self) -> str:
        what = self.body[:300] if self.body is not None else {**self.fields, **self.files}
        return f"{self.form.method} {self.form.path} {self.odd}: {str(what)[:600]}"


@st.composite
def sent(draw: DrawFn, form: Form, others: Sequence[str], keep: Collection[str] = ()) -> Sent:
    """One field odd and the rest as it should be, several odd, or a body that is none.

    The fields in `keep` are never odd: they are somebody's choice of what to do.
    """
    names = [name for name in form.sends if name not in UNSEEN and name not in keep] or ["who"]
    how = draw(st.sampled_from(("one", "one", "one", "several", "body")))
    if how == "body" and form.method == "post":
        body, kind = draw(bodies(form))
        return Sent(form, body=body, kind=kind)
    one = how == "one"
    odd = {draw(st.sampled_from(names))} if one else draw(st.sets(st.sampled_from(names)))
    whole = {name: texts for name, texts in form.sends.items() if name not in UNSEEN}
    found = Sent(form, whole, odd=min(odd) if one else "")
    for name in sorted(odd):
        _put(draw, found, name, values(others))
    return found


def _put(draw: DrawFn, found: Sent, name: str, odd: SearchStrategy[str]) -> None:
    match draw(st.sampled_from(("value",) * 6 + ("missing", "several", "file"))):
        case "missing":
            found.fields.pop(name, None)
        case "several":
            found.fields[name] = draw(st.lists(odd, min_size=2, max_size=5))
        case "file" if found.form.method == "post":
            found.fields.pop(name, None)
            found.files[name] = draw(st.binary(max_size=400))
        case _:
            found.fields[name] = [draw(odd)]


@st.composite
def bodies(draw: DrawFn, form: Form) -> tuple[bytes, str]:
    """A body in another encoding than it says, or broken off, and what it says it is."""
    names = [name for name in form.sends if name not in UNSEEN] or ["who"]
    text = "&".join(f"{quote_plus(name)}=blåbær" for name in names)
    part = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nblåbær\r\n' for name in names
    )
    of_parts = "multipart/form-data; boundary="
    return draw(
        st.one_of(
            st.sampled_from(
                (
                    (text.encode("latin-1"), URLENCODED),
                    (text.replace("å", "%e5").replace("æ", "%ff%c3").encode(), URLENCODED),
                    (text.replace("å", "%ed%a0%80").encode("utf-8"), URLENCODED),
                    (text.encode("utf-16"), f"{URLENCODED}; charset=utf-16"),
                    (text.encode("latin-1"), f"{URLENCODED}; charset=latin-1"),
                    (part.encode("latin-1") + b"--x--", f"{of_parts}x"),
                    (part.encode(), f"{of_parts}x"),
                    (part.encode() + b"--x--", of_parts),
                    (part.encode() + b"--x--", f"{of_parts}y"),
                    (text.encode(), f"{of_parts}x"),
                    (b"{}", "application/json"),
                    (b"", URLENCODED),
                )
            ),
            st.binary(max_size=200).map(lambda body: (body, URLENCODED)),
            st.binary(max_size=200).map(lambda body: (b"--x\r\n" + body, f"{of_parts}x")),
        )
    )
