"""Changes what people can choose to talk about."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.changing import ask, give_names, seen_anew, start_topics
from storstua.organisations.models import Organisation, Topic


@transaction.atomic
def add_topic(
    *,
    by: Viewer,
    organisation: Organisation,
    code: str,
    names: Mapping[str, str],
    is_open: bool = True,
) -> Topic:
    """Add something people want to talk about. Refuses a code already there.

    One that is not open can be chosen when somebody opens it.
    """
    ask(by, organisation)
    if Topic.objects.filter(organisation=organisation, code=code).exists():
        raise Refusal(_("Dette temaet finnes fra før."), field="code")
    position = Topic.objects.filter(organisation=organisation).count()
    (topic,) = start_topics(organisation, {code: names}, position, is_open=is_open)
    seen_anew(organisation)
    audit.wrote("add topic", topic, by=by)
    return topic


@transaction.atomic
def change_topic(*, by: Viewer, topic: Topic, seen: int | None = None, is_open: bool) -> None:
    """Close a topic, or open it again.

    Follows: nobody chooses a closed one any more; where it is chosen already, it stands.
    """
    ask(by, topic.organisation)
    topic.check_version(seen)
    topic.is_open = is_open
    topic.write("is_open")
    seen_anew(topic.organisation)
    audit.wrote("change topic", topic, by=by)


@transaction.atomic
def name_topic(*, by: Viewer, topic: Topic, names: Mapping[str, str]) -> None:
    """Give a topic its names; an empty name is taken away."""
    ask(by, topic.organisation)
    give_names(topic, names)
    seen_anew(topic.organisation)
    audit.wrote("name topic", topic, by=by)
