"""Bringing supporters in, keeping what is said of them, and taking a mistaken one out again."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base.refusal import Refusal, require
from storstua.base.viewer import Viewer
from storstua.organisations import queries as organisations
from storstua.organisations.models import Branch, Policy
from storstua.people.models import Person
from storstua.supporters import permissions
from storstua.supporters.actions.values import ProfileValues, Terms
from storstua.supporters.models import Place, Profile, Supporter, SupporterArea, SupporterTopic
from storstua.supporters.sealing import drawer_of, keep_story

NOT_YOURS = _("Du kan ikke endre dette.")
PROFILE_FIELDS = (
    "role",
    "gender",
    "birth_year",
    "life_phase",
    "languages",
    "contact_forms",
    "sealed_story",
)
# The story is the supporter's own and never changed here.
NAMED_IN_LOG = PROFILE_FIELDS[:-1]
TERM_FIELDS = (
    "office_id",
    "municipality",
    "county",
    "capacity",
    "starting_load",
    "branch",
)


def _refuse_taken_id(organisation_id: int, office_id: str, but: int = 0) -> None:
    taken = Supporter.objects.filter(organisation_id=organisation_id, office_id=office_id)
    if office_id and taken.exclude(id=but).exists():
        raise Refusal(_("En annen har denne id-en fra før."), field="office_id")


def _limit(organisation_id: int) -> int:
    return Policy.objects.values_list("load_limit", flat=True).get(organisation_id=organisation_id)


def _refuse_above_limit(by: Viewer, organisation_id: int, capacity: int) -> None:
    """People keep the organisation's limit; a file may say more, and then the limit counts."""
    most = _limit(organisation_id)
    if capacity > most and not by.is_system:
        sentence = _("Dere har satt grensen til %(most)s samtaler samtidig.")
        raise Refusal(sentence % {"most": most}, field="capacity")


@transaction.atomic
def enrol(
    *,
    by: Viewer,
    person: Person,
    office_id: str = "",
    municipality: str = "",
    county: str = "",
    capacity: int | None = None,
    starting_load: int = 0,
    branch: Branch | None = None,
    profile: ProfileValues | None = None,
    area_ids: Collection[int] = (),
    topic_ids: Collection[int] = (),
) -> Supporter:
    """Bring a person into the service. Follows: nothing is shown and nobody is asked yet.

    `capacity` None is as many talks at a time as the organisation allows. Refuses those who may
    not there, a closed branch, a person who is there already, an id that another one has, and more
    than is allowed.
    """
    branch_id = branch.id if branch else None
    require(permissions.may_enrol_in(by, person.organisation_id, branch_id), NOT_YOURS)
    organisations.refuse_closed(branch)
    if Supporter.objects.filter(person=person).exists():
        raise Refusal(_("Personen er lagt inn fra før."))
    _refuse_taken_id(person.organisation_id, office_id)
    capacity = _limit(person.organisation_id) if capacity is None else capacity
    _refuse_above_limit(by, person.organisation_id, capacity)
    supporter = Supporter(organisation_id=person.organisation_id, person=person)
    Terms(office_id, municipality, county, capacity, starting_load, branch).write_to(supporter)
    supporter.save(force_insert=True)
    row = Profile(organisation_id=person.organisation_id, supporter=supporter)
    (profile or ProfileValues()).write_to(row)
    row.save(force_insert=True)
    _set_areas(supporter, area_ids)
    _set_topics(supporter, topic_ids)
    audit.wrote("enrol supporter", supporter, by=by)
    return supporter


@transaction.atomic
def change_profile(
    *,
    by: Viewer,
    supporter: Supporter,
    seen: int | None = None,
    terms: Terms | None = None,
    profile: ProfileValues | None = None,
    area_ids: Collection[int] | None = None,
    topic_ids: Collection[int] | None = None,
) -> Supporter:
    """Change what is said of a supporter; what is None stays as it is.

    Refuses others than those who keep the record, also where it is moved to, an id that another
    one has, more talks at a time than the organisation allows, and when someone else changed the
    row after version `seen`.
    """
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    require(permissions.may_keep(by, row), NOT_YOURS)
    row.check_version(seen)
    before = _said_of(row)
    if terms is not None:
        _require_move(by, row, terms.branch)
        _refuse_taken_id(row.organisation_id, terms.office_id, but=row.id)
        _refuse_above_limit(by, row.organisation_id, terms.capacity)
        terms.write_to(row)
    if profile is not None:
        kept = Profile.objects.get(supporter=row)
        profile.write_to(kept)
        kept.write(*PROFILE_FIELDS)
    if area_ids is not None:
        _set_areas(row, area_ids)
    if topic_ids is not None:
        _set_topics(row, topic_ids)
    row.write(*TERM_FIELDS)
    changed = [name for name, value in _said_of(row).items() if value != before[name]]
    audit.wrote("change supporter", row, by=by, purpose=",".join(changed))
    return row


def _said_of(row: Supporter) -> dict[str, object]:
    """What is said of a supporter, by the names of the form; the log notes which were changed."""
    profile = Profile.objects.filter(supporter=row).values(*NAMED_IN_LOG).get()
    areas = SupporterArea.objects.filter(supporter=row).values_list("area_id", flat=True)
    topics = SupporterTopic.objects.filter(supporter=row).values_list("topic_id", flat=True)
    terms = {name: getattr(row, name) for name in TERM_FIELDS}
    return {**terms, **profile, "areas": set(areas), "topics": set(topics)}


def _require_move(by: Viewer, row: Supporter, branch: Branch | None) -> None:
    branch_id = branch.id if branch else None
    if branch_id != row.branch_id:
        require(permissions.may_enrol_in(by, row.organisation_id, branch_id), NOT_YOURS)
        organisations.refuse_closed(branch)


@transaction.atomic
def change_own(
    *,
    by: Viewer,
    supporter: Supporter,
    seen: int | None = None,
    capacity: int,
    story: str,
    life_phase: str,
    languages: Collection[str],
    contact_forms: Collection[str],
    topic_ids: Collection[int],
) -> Supporter:
    """Let a supporter change their own story, ways and room for talks; it counts at once.

    What the organisation has decided (areas, place, approval for minors) stays. Refuses others, and
    more talks at a time than the organisation allows.
    """
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    require(permissions.is_own(by, row), NOT_YOURS)
    row.check_version(seen)
    _refuse_above_limit(by, row.organisation_id, capacity)
    profile = Profile.objects.get(supporter=row)
    keep_story(profile, story.strip())
    profile.life_phase = life_phase
    profile.languages, profile.contact_forms = list(languages), list(contact_forms)
    profile.write("sealed_story", "life_phase", "languages", "contact_forms")
    _set_topics(row, topic_ids)
    row.capacity = capacity
    row.write("capacity")
    audit.wrote("change own profile", row, by=by)
    return row


def _set_areas(supporter: Supporter, area_ids: Collection[int]) -> None:
    """Keep exactly these areas; rows of areas that stay are not touched."""
    wanted = set(area_ids)
    SupporterArea.objects.filter(supporter=supporter).exclude(area_id__in=wanted).delete()
    have = set(SupporterArea.objects.filter(supporter=supporter).values_list("area_id", flat=True))
    SupporterArea.objects.bulk_create(
        SupporterArea(
            organisation_id=supporter.organisation_id, supporter=supporter, area_id=area_id
        )
        for area_id in sorted(wanted - have)
    )


def _set_topics(supporter: Supporter, topic_ids: Collection[int]) -> None:
    """Keep exactly these topics."""
    wanted = set(topic_ids)
    rows = SupporterTopic.objects.filter(supporter=supporter)
    rows.exclude(topic_id__in=wanted).delete()
    have = set(rows.values_list("topic_id", flat=True))
    SupporterTopic.objects.bulk_create(
        SupporterTopic(
            organisation_id=supporter.organisation_id, supporter=supporter, topic_id=topic_id
        )
        for topic_id in sorted(wanted - have)
    )


@transaction.atomic
def remove(*, by: Viewer, supporter: Supporter) -> None:
    """Take out a supporter who was brought in by mistake; the person stays.

    Refuses when someone has been asked or has talked through them: then the role is ended instead.
    """
    require(permissions.may_keep(by, supporter), NOT_YOURS)
    if Place.objects.filter(supporter=supporter).exists():
        raise Refusal(_("[[Likepersonen]] har fått spørsmål. Avslutt oppnevningen i stedet."))
    audit.wrote("remove supporter", supporter, by=by)
    try:
        with transaction.atomic():
            vault.erase(*map(drawer_of, Profile.objects.filter(supporter=supporter)))
            supporter.delete()
    except ProtectedError as fault:
        raise Refusal(
            _("[[Likepersonen]] står i aktiviteter. Avslutt oppnevningen i stedet.")
        ) from fault


SAME_MAIL = "same_mail"
SAME_MOBILE = "same_mobile"


@transaction.atomic
def mark(*, by: Viewer, supporter: Supporter, kind: str, other: Supporter) -> None:
    """Mark that a supporter has the same mail or mobile as another one (SAME_MAIL, SAME_MOBILE).

    A person looks at it later; nobody is merged.
    """
    require(permissions.may_keep(by, supporter), NOT_YOURS)
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    text = f"{kind}:{other.key}"
    if text not in row.marks:
        row.marks = [*row.marks, text]
        row.write("marks")
        audit.wrote("mark supporter", row, by=by, purpose=kind)


@transaction.atomic
def clear_marks(*, by: Viewer, supporter: Supporter) -> None:
    """Take a supporter's marks away after someone has looked at them."""
    require(permissions.may_keep(by, supporter), NOT_YOURS)
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    row.marks = []
    row.write("marks")
    audit.wrote("clear marks", row, by=by)
