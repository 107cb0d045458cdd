from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AssetKind(models.TextChoices):
    IMAGE = "image", _("Picture")
    FILE = "file", _("File")


class Asset(models.Model):
    """A stored picture or file. Its bytes lie under MEDIA_ROOT by digest; it knows no people.

    ``scope`` says whose visibility it shares ("course:12", "person:3", "organisation"): the domain that stored it
    registers who may see that scope.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=AssetKind)
    scope = models.CharField(max_length=40, db_index=True)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["digest"], name="asset_by_digest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"

    @property
    def url(self) -> str:
        return reverse("media:file", args=[self.uuid, self.name])

    @property
    def path(self) -> str:
        """Where the bytes lie, relative to MEDIA_ROOT."""
        return f"{self.digest[:2]}/{self.digest}"
