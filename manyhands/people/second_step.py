"""allauth's second step as we use it: a code from an app, codes for a lost phone, secrets kept under lock."""

from __future__ import annotations

import base64
import secrets
from io import BytesIO

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from .letters import organisation_name


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """In our words; what an app shares with us lies in the database under the installation's secret."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code does not fit, or has been used. Take the next."),
        "cannot_generate_recovery_codes": gettext_lazy("Switch the second step on first."),
    }

    def get_totp_issuer(self) -> str:
        return organisation_name()

    def build_totp_svg(self, url: str) -> str:
        """Black on white, whatever the page's colours: cameras read nothing else."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage, border=2).save(drawn)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was locked; where the installation's secret is another now, something no code fits."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _lock() -> Fernet:
    key = salted_hmac("people.second_step", "lock", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
