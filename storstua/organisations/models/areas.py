"""Areas (a diagnosis or a problem, with parts) and topics, with their names per language."""

from django.db import models

from storstua.base.record import OrganisationRecord


class Area(OrganisationRecord):
    """What someone has lived through: a diagnosis or problem, or a part of one."""

    code = models.CharField(max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    # On no page: what an area says of whom it is for has no effect while a talk has one person on
    # either side, and an approval for minors is the supporter's own.
    is_for_minors = models.BooleanField(default=False)
    is_for_families = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    class Meta:
        db_table = "organisations_area"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="area_code_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="area_own"),
        ]

    def __str__(self) -> str:
        return self.code


class AreaName(OrganisationRecord):
    """What an area is called in one language."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=5)
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "organisations_area_name"
        constraints = [
            models.UniqueConstraint(fields=["area", "language"], name="area_name_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="area_name_own"),
        ]


class Topic(OrganisationRecord):
    """Something people want to talk about, such as grief or working life."""

    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    class Meta:
        db_table = "organisations_topic"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="topic_code_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="topic_own"),
        ]

    def __str__(self) -> str:
        return self.code


class TopicName(OrganisationRecord):
    """What a topic is called in one language."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=5)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "organisations_topic_name"
        constraints = [
            models.UniqueConstraint(fields=["topic", "language"], name="topic_name_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="topic_name_own"),
        ]
