"""Is what was written well formed? Whether it may be done is for the rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyhands.kernel.access import Refused
from manyhands.kernel.text import squeeze

from .colours import require_readable
from .models import Group, GroupKind, Person, Role
from .zones import zones

LONGEST_PASSWORD = 1000
LONGEST_LIST = 20_000
PASSWORD_HINT = gettext_lazy("12 characters or more; a sentence is easiest")


class NameField(forms.CharField):
    """A name on one line; one made of blanks or of signs that nobody sees is none."""

    def __init__(self, *, autocomplete: str = "off", max_length: int = 80, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value: Any) -> str:
        return squeeze(super().to_python(value) or "")


def a_time_zone(*, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zones, required=required)


class NewPasswordForm(forms.Form):
    """A name and a password, chosen by whoever comes in."""

    name = NameField(label=gettext_lazy("Your name"), autocomplete="name")
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        help_text=PASSWORD_HINT,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    address = ""  # the invitation's, where the form does not ask for one

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        email = cleaned.get("email", self.address)
        if password := cleaned.get("password"):
            try:
                validate_password(password, Person(email=email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class FirstRunForm(NewPasswordForm):
    organisation = NameField(label=gettext_lazy("Your organisation"), max_length=120)
    time_zone = a_time_zone()
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("organisation", "time_zone", "name", "email", "password")


class InvitationsForm(forms.Form):
    """Whom to invite, where to."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy(
            "One a line; “Nora Vik <nora@example.org>” brings a name along, "
            "and so does a row copied from a table."
        ),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("Their group"), queryset=Group.objects.none(), required=False
    )
    role = forms.ChoiceField(
        label=gettext_lazy("As"), choices=Role.choices, initial=Role.MEMBER, required=False
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.order_by("name")
        if not by.is_administrator:
            groups = groups.filter(pk__in={*by.managed, *by.coached})
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = groups
        field.required = not by.is_administrator
        field.empty_label = _("No group yet") if by.is_administrator else None
        if not (by.is_administrator or by.is_manager):
            del self.fields["role"]


class ProfileForm(forms.Form):
    """One's own words about oneself, and how one likes to read."""

    name = NameField(label=gettext_lazy("Name"), autocomplete="name")
    about = forms.CharField(
        label=gettext_lazy("What you do"),
        help_text=gettext_lazy("So that colleagues know what to ask you."),
        max_length=200,
        required=False,
    )
    time_zone = a_time_zone(required=False)
    single_keys = forms.BooleanField(
        label=gettext_lazy("Single keys, such as N for a new need and J and K for rows"),
        required=False,
    )

    def __init__(self, *args: Any, common_zone: str = "UTC", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("As the organisation: %(zone)s") % {"zone": common_zone}), *zones()]


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("New address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        help_text=gettext_lazy("PNG, JPEG or WebP. What the camera wrote into it is taken out."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )


class GroupForm(forms.Form):
    name = NameField(label=gettext_lazy("Name"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=GroupKind.choices, initial=GroupKind.TEAM
    )


class PlaceForm(forms.Form):
    """Where a group lies."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Below"), queryset=Group.objects.order_by("name"), empty_label=None
    )


class OrganisationForm(forms.Form):
    name = NameField(label=gettext_lazy("Name"), max_length=120)
    time_zone = a_time_zone()
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=gettext_lazy("Colour of the marker"),
        help_text=gettext_lazy("Written like #ffe24a; empty means our yellow."),
        required=False,
        error_messages={"invalid": gettext_lazy("Write it like #ffe24a.")},
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("PNG, JPEG or WebP, wider than high; shown at the top left."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"]
        try:
            require_readable(colour)
        except Refused as reason:
            raise ValidationError(str(reason)) from reason
        return colour
