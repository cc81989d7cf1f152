"""Builds one of the demo's organisations: its own facts, policy, areas and branches."""

from storstua.base.viewer import Viewer
from storstua.demo.scenery import Scenery
from storstua.organisations import actions as organisations
from storstua.organisations.models import Branch, Level, Organisation


def build(by: Viewer, place: Scenery) -> Organisation:
    """The organisation, with all that an administrator would have set."""
    organisation = organisations.found(by=by, slug=place.slug, name=place.name, **place.values)
    organisations.set_policy(by=by, organisation=organisation, **place.policy)
    for area in place.areas:
        organisations.add_area(
            by=by,
            organisation=organisation,
            code=area.code,
            names=area.names,
            is_for_minors=area.is_for_minors,
            is_for_families=area.is_for_families,
        )
    return organisation


def add_branches(by: Viewer, organisation: Organisation, place: Scenery) -> dict[str, Branch]:
    """The county branches by their county."""
    return {
        county: organisations.add_branch(
            by=by,
            organisation=organisation,
            name=f"{place.name} {county}",
            level=Level.COUNTY,
            county=county,
        )
        for county in place.county_branches
    }
