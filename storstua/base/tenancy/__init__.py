"""The walls between organisations, in the database itself, and how one comes inside them."""

from storstua.base.tenancy.entering import (
    INSTALLATION,
    after_commit,
    ainside,
    do_for_each,
    each_organisation,
    found_everywhere,
    inside,
    now_inside,
    organisation_ids,
    streamed,
)
from storstua.base.tenancy.keys import KeepInOrganisation, cross_keys, is_organisation_bound
from storstua.base.tenancy.walls import (
    OUTSIDE,
    WALL,
    RaiseWalls,
    in_each_organisation,
    wall_column,
    walled,
)

__all__ = [
    "INSTALLATION",
    "OUTSIDE",
    "WALL",
    "KeepInOrganisation",
    "RaiseWalls",
    "after_commit",
    "ainside",
    "cross_keys",
    "do_for_each",
    "each_organisation",
    "found_everywhere",
    "in_each_organisation",
    "inside",
    "is_organisation_bound",
    "now_inside",
    "organisation_ids",
    "streamed",
    "wall_column",
    "walled",
]
