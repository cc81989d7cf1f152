"""Every change to an organisation; each counts its version up, so that pages see it at once."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations import permissions, starting
from storstua.organisations.models import (
    Area,
    AreaName,
    Branch,
    HelpLine,
    Level,
    Organisation,
    Policy,
    Room,
    Topic,
    TopicName,
    WordForms,
)
from storstua.organisations.slugs import RESERVED


@transaction.atomic
def found(*, by: Viewer, slug: str, name: str, **values: object) -> Organisation:
    """Make an organisation with policy, words, help lines and topics to start from.

    Refuses an address that the installation uses itself, or that is taken.
    """
    if slug in RESERVED or Organisation.objects.filter(slug=slug).exists():
        raise Refusal(_("Adressen er opptatt. Velg en annen."), field="slug")
    organisation = Organisation(slug=slug, name=name, **values)
    organisation.full_clean(exclude=["key"])
    organisation.save(force_insert=True)
    Policy.objects.create(organisation=organisation)
    _start_words(organisation)
    _start_help_lines(organisation)
    for position, (code, names) in enumerate(starting.topics().items()):
        _add_topic(organisation, code, names, position)
    audit.wrote("found organisation", organisation, by=by)
    return organisation


def _start_words(organisation: Organisation) -> None:
    WordForms.objects.bulk_create(
        WordForms(organisation=organisation, language=language, forms=forms)
        for language, forms in starting.WORDS.items()
    )


def _start_help_lines(organisation: Organisation) -> None:
    HelpLine.objects.bulk_create(
        HelpLine(
            organisation=organisation,
            country=line.country,
            name=line.name,
            number=line.number,
            is_in_strip=line.in_strip,
            is_for_young=line.for_young,
            hours=line.hours,
            is_always_open=not line.hours,
            position=position,
            checked_on=starting.CHECKED_ON,
        )
        for position, line in enumerate(starting.HELP_LINES)
    )


def _add_topic(
    organisation: Organisation, code: str, names: Mapping[str, str], position: int
) -> Topic:
    topic = Topic.objects.create(organisation=organisation, code=code, position=position)
    TopicName.objects.bulk_create(
        TopicName(organisation=organisation, topic=topic, language=language, name=name)
        for language, name in names.items()
    )
    return topic


def _seen_anew(organisation: Organisation) -> None:
    """Count the organisation's version up, so that every process reads its facts again."""
    Organisation.objects.filter(id=organisation.id).update(version=F("version") + 1)
    organisation.refresh_from_db(fields=["version"])


def _ask(by: Viewer, organisation: Organisation) -> None:
    if not permissions.may_change(by, organisation):
        raise Refusal(_("Bare administratoren kan endre dette."))


@transaction.atomic
def change(
    *, by: Viewer, organisation: Organisation, seen: int | None = None, **values: object
) -> None:
    """Change the organisation's own facts: name, contact, colour, rooms, listing.

    Refuses others than administrators, and when someone else changed it meanwhile.
    """
    _ask(by, organisation)
    row = Organisation.objects.select_for_update().get(id=organisation.id)
    row.check_version(seen)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.write(*values)
    audit.wrote("change organisation", row, by=by)


@transaction.atomic
def set_policy(
    *, by: Viewer, organisation: Organisation, seen: int | None = None, **values: object
) -> Policy:
    """Set the values the organisation demands and promises; they hold from the next page on."""
    _ask(by, organisation)
    policy = Policy.objects.select_for_update().get(organisation=organisation)
    policy.check_version(seen)
    for name, value in values.items():
        setattr(policy, name, value)
    policy.full_clean()
    policy.write(*values)
    _seen_anew(organisation)
    audit.wrote("set policy", policy, by=by)
    return policy


@transaction.atomic
def set_words(
    *, by: Viewer, organisation: Organisation, language: str, forms: Mapping[str, str]
) -> None:
    """Set the organisation's own word for a peer supporter, in all forms of one language."""
    _ask(by, organisation)
    row, _made = WordForms.objects.update_or_create(
        organisation=organisation, language=language, defaults={"forms": dict(forms)}
    )
    _seen_anew(organisation)
    audit.wrote("set words", row, by=by, purpose=language)


@transaction.atomic
def add_area(
    *,
    by: Viewer,
    organisation: Organisation,
    code: str,
    names: Mapping[str, str],
    parent: Area | None = None,
    is_for_minors: bool = False,
    is_for_families: bool = False,
) -> Area:
    """Add an area (a diagnosis or problem), or a part of one. Refuses a code already there."""
    _ask(by, organisation)
    if Area.objects.filter(organisation=organisation, code=code).exists():
        raise Refusal(_("Dette området finnes fra før."), field="code")
    area = Area.objects.create(
        organisation=organisation,
        code=code,
        parent=parent,
        position=Area.objects.filter(organisation=organisation).count(),
        is_for_minors=is_for_minors,
        is_for_families=is_for_families,
    )
    name_area(by=by, area=area, names=names)
    return area


@transaction.atomic
def name_area(*, by: Viewer, area: Area, names: Mapping[str, str]) -> None:
    """Give an area its names; languages left out keep theirs, an empty name is taken away."""
    _ask(by, area.organisation)
    for language, name in names.items():
        if not name:
            AreaName.objects.filter(area=area, language=language).delete()
            continue
        AreaName.objects.update_or_create(
            organisation=area.organisation, area=area, language=language, defaults={"name": name}
        )
    _seen_anew(area.organisation)
    audit.wrote("name area", area, by=by)


@transaction.atomic
def change_area(*, by: Viewer, area: Area, seen: int | None = None, **values: object) -> None:
    """Move an area in the tree, close it, or say that it is for minors or families.

    Refuses to put an area below itself.
    """
    _ask(by, area.organisation)
    area.check_version(seen)
    above = values.get("parent")
    while isinstance(above, Area):
        if above.id == area.id:
            raise Refusal(_("Et område kan ikke ligge under seg selv."), field="parent")
        above = above.parent
    for name, value in values.items():
        setattr(area, name, value)
    area.write(*values)
    _seen_anew(area.organisation)
    audit.wrote("change area", area, by=by)


@transaction.atomic
def add_topic(
    *, by: Viewer, organisation: Organisation, code: str, names: Mapping[str, str]
) -> Topic:
    """Add something people want to talk about. Refuses a code already there."""
    _ask(by, organisation)
    if Topic.objects.filter(organisation=organisation, code=code).exists():
        raise Refusal(_("Dette temaet finnes fra før."), field="code")
    position = Topic.objects.filter(organisation=organisation).count()
    topic = _add_topic(organisation, code, names, position)
    _seen_anew(organisation)
    audit.wrote("add topic", topic, by=by)
    return topic


@transaction.atomic
def add_branch(
    *,
    by: Viewer,
    organisation: Organisation,
    name: str,
    level: Level = Level.LOCAL,
    county: str = "",
    parent: Branch | None = None,
) -> Branch:
    """Add a branch. Refuses a name already there."""
    _ask(by, organisation)
    if Branch.objects.filter(organisation=organisation, name=name).exists():
        raise Refusal(_("Et lag med dette navnet finnes fra før."), field="name")
    branch = Branch.objects.create(
        organisation=organisation, name=name, level=level, county=county, parent=parent
    )
    audit.wrote("add branch", branch, by=by)
    return branch


@transaction.atomic
def set_help_line(
    *, by: Viewer, organisation: Organisation, line: HelpLine | None = None, **values: object
) -> HelpLine:
    """Add or change a help line, with the day its number was last checked."""
    _ask(by, organisation)
    row = line or HelpLine(organisation=organisation)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(validate_constraints=False)
    taken = HelpLine.objects.filter(
        organisation=organisation, country=row.country, number=row.number
    ).exclude(id=row.id)
    if taken.exists():
        raise Refusal(_("Dette nummeret står der fra før."), field="number")
    row.save()
    _seen_anew(organisation)
    audit.wrote("set help line", row, by=by)
    return row


@transaction.atomic
def remove_help_line(*, by: Viewer, line: HelpLine) -> None:
    """Take a help line away."""
    _ask(by, line.organisation)
    line.delete()
    _seen_anew(line.organisation)
    audit.wrote("remove help line", line, by=by)


SMALL_ASSOCIATION = {"open_rooms": [Room.TALK.value, Room.INFORMATION.value]}
