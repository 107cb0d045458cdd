from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .person import Person


class Topic(models.Model):
    """A skill or subject that needs, courses and people share. ``folded`` is the name without case and accents."""

    name = models.CharField(_("name"), max_length=60)
    folded = models.CharField(max_length=60, unique=True, editable=False)

    def __str__(self) -> str:
        return self.name


class Relation(models.TextChoices):
    EXPLAIN = "explain", _("I can explain")
    LEARN = "learn", _("I want to learn")


class TopicLink(models.Model):
    """What a person can explain or wants to learn."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="people_links")
    relation = models.CharField(max_length=8, choices=Relation)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic", "relation"], name="topic_link_is_said_once"
            ),
        ]
        indexes = [
            models.Index(fields=["topic", "relation", "id"], name="topic_link_first_who_can")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.relation} {self.topic_id}"
