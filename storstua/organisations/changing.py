"""What every change to an organisation does: ask who may, and let all pages see it."""

from collections.abc import Mapping

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations import permissions
from storstua.organisations.models import Area, HelpLine, Organisation, Topic, TopicName


def seen_anew(organisation: Organisation) -> None:
    """Count the organisation's version up, so that every process reads its facts again."""
    Organisation.objects.filter(id=organisation.id).update(version=F("version") + 1)
    organisation.refresh_from_db(fields=["version"])


def has_strip(organisation: Organisation, country: object) -> bool:
    """True when the pages of a country have a number to ring."""
    lines = HelpLine.objects.filter(organisation=organisation, country=country, is_in_strip=True)
    return lines.exists()


def refuse_empty_strip(organisation: Organisation, country: object, field: str = "") -> None:
    """Refuse what would leave the pages of a country without one."""
    if not has_strip(organisation, country):
        raise Refusal(_("Minst ett hjelpenummer for landet må vises øverst."), field=field)


def ask(by: Viewer, organisation: Organisation) -> None:
    """Refuse those who may not change this organisation."""
    if not permissions.may_change(by, organisation):
        raise Refusal(_("Bare administratoren kan endre dette."))


def give_names(named: Area | Topic, names: Mapping[str, str]) -> None:
    """Set names by language; languages left out keep theirs, an empty name is taken away."""
    for language, name in names.items():
        if name:
            named.names.update_or_create(
                organisation=named.organisation, language=language, defaults={"name": name}
            )
        else:
            named.names.filter(language=language).delete()


def start_topics(
    organisation: Organisation,
    topics: Mapping[str, Mapping[str, str]],
    position: int,
    *,
    is_open: bool = True,
) -> list[Topic]:
    """Make topics with their names, given by code and language, in this order from `position` on.

    The caller has asked permission.
    """
    started = Topic.objects.bulk_create(
        Topic(organisation=organisation, code=code, position=place, is_open=is_open)
        for place, code in enumerate(topics, position)
    )
    TopicName.objects.bulk_create(
        TopicName(organisation=organisation, topic=topic, language=language, name=name)
        for topic in started
        for language, name in topics[topic.code].items()
    )
    return started
