"""Builds one of the demo's organisations: its own facts, policy, areas and branches."""

from dataclasses import replace

from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.demo.scenery import Scenery
from storstua.organisations import actions as organisations
from storstua.organisations.models import Area, Branch, Level, Organisation


def build(by: Viewer, place: Scenery) -> Organisation:
    """The organisation, with all that an administrator would have set."""
    organisation = organisations.found(by=by, slug=place.slug, name=place.name, **place.values)
    own = replace(by, organisation_id=organisation.id)
    with inside(organisation, by=own):
        organisations.set_policy(by=own, organisation=organisation, **place.policy)
        made: dict[str, Area] = {}
        for area in place.areas:
            made[area.code] = organisations.add_area(
                by=own,
                organisation=organisation,
                code=area.code,
                names=area.names,
                parent=made[area.part_of] if area.part_of else None,
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
