from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused
from manyhands.kernel.text import fold, squeeze
from manyhands.media.storing import store_image
from manyhands.people.events import PersonChanged, TopicsSaid
from manyhands.people.models import Person, Relation, TopicLink
from manyhands.people.topics import find_or_make_topic

MOST_TOPICS = 30


@transaction.atomic
def change_person(
    person: Person, *, name: str, about: str, time_zone: str, single_keys: bool
) -> Person:
    """One's own words about oneself; everybody does it for themselves."""
    person = Person.objects.locked(person.pk)
    person.name = squeeze(name)
    person.folded = fold(person.name)[:160]
    person.about = squeeze(about)
    person.time_zone, person.single_keys = time_zone, single_keys
    person.save(update_fields=["name", "folded", "about", "time_zone", "single_keys"])
    record(PersonChanged(person_id=person.pk), by=person, about=person)
    return person


@transaction.atomic
def change_photo(person: Person, photo: UploadedFile[Any]) -> Person:
    """A photo of oneself, seen by everybody who has signed in."""
    person = Person.objects.locked(person.pk)
    person.photo = store_image(photo, scope=f"person:{person.pk}", by=person)
    person.save(update_fields=["photo"])
    record(PersonChanged(person_id=person.pk), by=person, about=person)
    return person


@transaction.atomic
def remove_photo(person: Person) -> Person:
    person = Person.objects.locked(person.pk)
    person.photo = None
    person.save(update_fields=["photo"])
    record(PersonChanged(person_id=person.pk), by=person, about=person)
    return person


@transaction.atomic
def set_topics(person: Person, *, explain: Iterable[str], learn: Iterable[str]) -> None:
    """What one can explain and wants to learn, by name; topics that are new are made."""
    person = Person.objects.locked(person.pk)
    wanted = {
        (find_or_make_topic(name).pk, relation)
        for relation, names in ((Relation.EXPLAIN, explain), (Relation.LEARN, learn))
        for name in names
    }
    if len(wanted) > 2 * MOST_TOPICS:
        raise Refused(_("Name at most %(n)d topics of each kind.") % {"n": MOST_TOPICS})
    links = {(link.topic_id, Relation(link.relation)): link for link in person.topic_links.all()}
    gone = [link.pk for key, link in links.items() if key not in wanted]
    person.topic_links.filter(pk__in=gone).delete()
    TopicLink.objects.bulk_create(
        TopicLink(person=person, topic_id=topic_id, relation=relation)
        for topic_id, relation in wanted - links.keys()
    )
    if gone or wanted - links.keys():
        record(TopicsSaid(person_id=person.pk), by=person, about=person)
