from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .person import Person


class GroupKind(models.TextChoices):
    DEPARTMENT = "department", _("Department")
    TEAM = "team", _("Team")
    SITE = "site", _("Site")
    POSITION = "position", _("Position")
    COMMUNITY = "community", _("Community")


class GroupQuerySet(models.QuerySet["Group"]):
    def locked(self, pk: int) -> Group:
        return self.select_for_update(of=("self",)).get(pk=pk)

    def below(self, group_ids: list[int]) -> Self:
        """These groups and all below them."""
        if not group_ids:
            return self.none()
        paths = Group.objects.filter(pk__in=group_ids).values_list("path", flat=True)
        clauses = [Q(path__startswith=path) for path in paths]
        return self.filter(reduce(or_, clauses)) if clauses else self.none()


class Group(models.Model):
    """A department, team, site, position or community. Groups form one tree; its root is the organisation.

    ``path`` is the ids from the root down ("/1/4/9/"): whatever begins with it lies below.
    """

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=GroupKind, default=GroupKind.TEAM)
    path = models.CharField(max_length=200, db_index=True, editable=False, default="")
    # How many people belong to it or to a group below it; kept by the actions.
    people_count = models.PositiveIntegerField(default=0, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="group_name_is_unique_among_its_siblings"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent=None), name="group_root_has_a_name_of_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lineage(self) -> list[int]:
        """Ids from the root down to this group."""
        return [int(part) for part in self.path.split("/") if part]

    def place_below(self, parent: Group | None) -> None:
        """Take a place in the tree; the id must be known."""
        self.parent = parent
        self.path = f"{parent.path if parent else '/'}{self.pk}/"

    @property
    def depth(self) -> int:
        return len(self.lineage) - 1


class Role(models.TextChoices):
    MEMBER = "member", _("Member")
    COACH = "coach", _("Coach")
    MANAGER = "manager", _("Manager")


class Membership(models.Model):
    """A person in a group, with what they are there."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="membership_is_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id} as {self.role}"
