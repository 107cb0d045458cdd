from __future__ import annotations

from django.db import models
from django.db.models import Q

from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person

from .need import Need


class AnswerProposal(QuickToLoad):
    """ "This already answers it": an existing course, named by anyone, confirmed by the declarer.

    ``answer_id``, ``answer_title`` and ``answer_url`` name what lies above this floor without knowing it.
    """

    need = models.ForeignKey(Need, models.CASCADE, related_name="proposals")
    answer_id = models.BigIntegerField()
    answer_title = models.CharField(max_length=200)
    answer_url = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="answer_proposals"
    )
    proposed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "answer_id"],
                condition=Q(refused_at=None),
                name="answer_proposal_is_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_title} for {self.need_id}"
