"""Jinja2 as Django's template engine: globals, filters, pages, fragments, forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined
from jinja2_fragments import render_block as _render_block
from markupsafe import Markup

from manyhands.kernel.clock import now
from manyhands.kernel.requests import request_began, request_id

from . import faces, filters, icons, links
from .assets import asset, styles_of
from .keeping import kept
from .themes import theme_of
from .wording import speak

ContextProvider = Callable[[HttpRequest], Mapping[str, Any]]
_providers: list[ContextProvider] = []
_globals: dict[str, Any] = {}


def on_every_page(provider: ContextProvider) -> ContextProvider:
    """Let a higher domain add to the context of each page (registered at start-up; must not query eagerly)."""
    _providers.append(provider)
    return provider


def in_every_template(name: str, value: Any) -> None:
    """Let a higher domain add a function that its own macros call (registered at start-up)."""
    _globals[name] = value


def environment(**options: Any) -> Environment:
    """The Jinja environment that Django's backend asks for."""
    env = Environment(  # noqa: S701 - autoescape arrives in options, always on
        **{
            **options,
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
        }
    )
    speak(env)
    env.globals.update(
        url=links.url,
        has_url=links.has_url,
        static=staticfiles_storage.url,
        asset=asset,
        styles_of=styles_of,
        icon=icons.icon,
        face=faces.face,
        hands=faces.hands,
        kept=kept,
        theme_of=theme_of,
        is_demo=settings.DEMO,
        now=now,
        request_id=request_id,
        request_began=request_began,
    )
    env.globals.update(_globals)
    env.filters.update(filters.ALL)
    return env


def jinja() -> Environment:
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)  # noqa: S101 - the settings say so
    return engine.env


def components() -> Any:
    """The macros of ``ui/all.html``. In every context, because a block alone runs no import of its page."""
    template = jinja().get_template("ui/all.html")
    return template.make_module() if settings.DEBUG else template.module


def context_for(request: HttpRequest, context: Mapping[str, Any] | None) -> dict[str, Any]:
    """What every template may use, and what the view gives."""
    person = getattr(request, "user", None)
    known: dict[str, Any] = {
        "request": request,
        "me": person if person is not None and person.is_authenticated else None,
        "csrf_input": csrf_input(request),
        "csrf_token": csrf_token(request),
        "toasts": get_messages(request),
        "ui": components(),
    }
    for provider in _providers:
        known.update(provider(request))
    known.update(context or {})
    return known


def csrf_token(request: HttpRequest) -> Any:
    """Masked once for each answer, when first asked for: Django masks it anew for each form, and nine of them cost more
    than their rows."""
    known = request.__dict__
    if "_token" not in known:
        known["_token"] = SimpleLazyObject(lambda: get_token(request))
    return known["_token"]


def csrf_input(request: HttpRequest) -> Any:
    """The hidden field of a form."""
    field = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')
    return SimpleLazyObject(lambda: field.format(csrf_token(request)))


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The same for pages that a third party renders by Django's own way (a context processor)."""
    return context_for(request, None)


def render_page(request: HttpRequest, template: str, context: Mapping[str, Any] | None) -> str:
    return jinja().get_template(template).render(context_for(request, context))


def render_block(
    request: HttpRequest, template: str, block: str, context: Mapping[str, Any] | None
) -> str:
    """One block of a page alone. Toasts of the moment ride along, out of band."""
    from .toasts import waiting_toasts

    html = _render_block(jinja(), template, block, **context_for(request, context))
    return html + waiting_toasts(request)


class FormRenderer(BaseRenderer):
    """Django's forms, drawn with our own Jinja templates where we have one."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/form_field.html"

    def get_template(self, template_name: str) -> Any:
        return engines["jinja2"].get_template(template_name)
