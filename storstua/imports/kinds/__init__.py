"""The four kinds of file that can be read, by the word that names them on the command line."""

from typing import cast

from .activities import ACTIVITIES, ActivityRow
from .columns import Column, Kind
from .members import MEMBERS, MemberRow
from .requests import REQUESTS, RequestRow
from .supporters import SUPPORTERS, SupporterRow

type Row = SupporterRow | RequestRow | ActivityRow | MemberRow

KINDS = {kind.code: cast(Kind[Row], kind) for kind in (SUPPORTERS, REQUESTS, ACTIVITIES, MEMBERS)}

__all__ = [
    "ACTIVITIES",
    "KINDS",
    "MEMBERS",
    "REQUESTS",
    "SUPPORTERS",
    "ActivityRow",
    "Column",
    "Kind",
    "MemberRow",
    "RequestRow",
    "Row",
    "SupporterRow",
]
