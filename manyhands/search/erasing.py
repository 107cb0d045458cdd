"""Nobody is found any more who was erased, nor are the words of their name proposed."""

from __future__ import annotations

from manyhands.people.erasing import After, Part, add_part
from manyhands.people.models import Person

from .index import forget_words, take_out
from .models import Document, DocumentKind


def erase(person: Person, by: Person) -> After:
    known = Document.objects.filter(kind=DocumentKind.PERSON, object_id=person.pk)
    words = {word for text in known.values_list("title_words", flat=True) for word in text.split()}
    take_out([DocumentKind.PERSON], person.pk)
    forget_words(words)
    return lambda: None


add_part("search", Part(erase))
