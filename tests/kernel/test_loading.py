"""Rows that become objects without ceremony are the objects that Django would have made."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.db.models.signals import post_init, pre_init

from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person

QUICK = [model for model in apps.get_models() if issubclass(model, QuickToLoad)]


def as_django(model, names, values):
    return models.Model.from_db.__func__(model, "default", names, values)


@pytest.mark.parametrize("model", QUICK, ids=lambda model: model.__name__)
def test_a_whole_row_is_the_same(model):
    names = [field.attname for field in model._meta.concrete_fields]
    values = [f"value {at}" for at, _name in enumerate(names)]
    quick, slow = model.from_db("default", names, values), as_django(model, names, values)

    assert _known(quick) == _known(slow)
    assert (quick._state.adding, quick._state.db) == (slow._state.adding, slow._state.db)


def test_what_was_not_asked_for_is_fetched_when_it_is_read(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        person = Person.objects.only("name").get(pk=cast.amara.pk)
    assert person.get_deferred_fields() >= {"email", "about"}
    with django_assert_num_queries(1):
        assert person.email == cast.amara.email


def test_what_was_loaded_is_changed_and_kept(cast):
    person = Person.objects.get(pk=cast.amara.pk)
    person.about = "Dispatcher"
    person.save()

    assert Person.objects.get(pk=cast.amara.pk).about == "Dispatcher"


@pytest.mark.parametrize("signal", [pre_init, post_init])
@pytest.mark.parametrize("model", QUICK, ids=lambda model: model.__name__)
def test_nobody_listens_to_what_is_not_sent(model, signal):
    assert not signal.has_listeners(model)


def _known(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}
