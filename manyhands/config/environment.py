"""What the environment says, read once, typed; a wrong value stops the start with a sentence.

Each variable is explained in ``docs/operating/settings.md``.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from environs import Env, EnvError, validate

# Statements whose text comes back are prepared when a connection is asked them for the second time.
PREPARED_AFTER: Final = 1


class WrongSetting(Exception):
    """A setting cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """All that differs between two installations."""

    data_dir: Path
    secret_key: str
    debug: bool
    demo: bool
    time_travel: bool
    base_url: str
    allowed_hosts: list[str]
    behind_proxy: bool
    database: dict[str, Any]
    time_zone: str
    email_backend: str
    email_host: str
    email_port: int
    email_user: str
    email_password: str
    email_security: str
    email_from: str
    upload_max_mb: int
    picture_max_megapixels: int
    video_hosts: list[str]
    administrators_need_second_step: bool
    embedded_worker: bool
    metrics_token: str
    log_level: str
    log_format: str
    access_log: bool

    @property
    def is_postgresql(self) -> bool:
        return str(self.database["ENGINE"]).endswith("postgresql")


def read_environment() -> Environment:
    """Read every ``MANYHANDS_*`` variable. Raises WrongSetting with a sentence for the operator."""
    env = Env()
    try:
        with env.prefixed("MANYHANDS_"):
            return _read(env)
    except EnvError as error:
        raise WrongSetting(f"A setting cannot be used: {error}") from error


def _read(env: Env) -> Environment:
    data_dir = env.path("DATA", Path("manyhands-data")).resolve()
    base_url = env.str("URL", "http://localhost:8000").rstrip("/")
    return Environment(
        data_dir=data_dir,
        secret_key=env.str("SECRET_KEY", "") or _kept_secret(data_dir),
        debug=env.bool("DEBUG", False),
        demo=env.bool("DEMO", False),
        time_travel=env.bool("TIME_TRAVEL", False),
        base_url=base_url,
        allowed_hosts=env.list("HOSTS", ["*"]),
        behind_proxy=env.bool("BEHIND_PROXY", False),
        database=_database(env, data_dir),
        time_zone=env.str("TIME_ZONE", "UTC"),
        email_backend=_email_backend(env),
        email_host=env.str("EMAIL_HOST", ""),
        email_port=env.int("EMAIL_PORT", 25),
        email_user=env.str("EMAIL_USER", ""),
        email_password=env.str("EMAIL_PASSWORD", ""),
        email_security=env.str(
            "EMAIL_SECURITY", "none", validate=validate.OneOf(["none", "starttls", "tls"])
        ),
        email_from=env.str("EMAIL_FROM", "Manyhands <manyhands@localhost>"),
        upload_max_mb=env.int("UPLOAD_MAX_MB", 50, validate=validate.Range(min=1, max=2048)),
        picture_max_megapixels=env.int(
            "PICTURE_MAX_MEGAPIXELS", 50, validate=validate.Range(min=1, max=200)
        ),
        video_hosts=env.list("VIDEO_HOSTS", []),
        administrators_need_second_step=env.bool("ADMINISTRATORS_NEED_SECOND_STEP", False),
        embedded_worker=env.bool("EMBEDDED_WORKER", True),
        metrics_token=_metrics_token(env),
        log_level=env.str("LOG_LEVEL", "WARNING").upper(),
        log_format=env.str("LOG_FORMAT", "text", validate=validate.OneOf(["text", "json"])),
        access_log=env.bool("ACCESS_LOG", False),
    )


def _email_backend(env: Env) -> str:
    """Real SMTP where a host is named; otherwise mails stay in the outbox table, for the outbox page."""
    backend = "smtp" if env.str("EMAIL_HOST", "") else "dummy"
    return f"django.core.mail.backends.{backend}.EmailBackend"


def _metrics_token(env: Env) -> str:
    """Nobody limits how often a token is tried: it must be beyond guessing."""
    token = env.str("METRICS_TOKEN", "")
    if token and not re.fullmatch(r"[!-~]{20,}", token):
        raise WrongSetting(
            "MANYHANDS_METRICS_TOKEN must have at least 20 letters, digits or signs, without spaces."
        )
    return token


def _kept_secret(data_dir: Path) -> str:
    """The installation's own secret, made at the first start and kept in the data folder."""
    file = data_dir / "secret-key"
    if not file.exists():
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


def _database(env: Env, data_dir: Path) -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL by ``MANYHANDS_DATABASE=postgresql://…``."""
    url = env.str("DATABASE", "")
    if not url:
        return _sqlite(data_dir / "manyhands.sqlite3")
    if url.startswith("sqlite:///"):
        return _sqlite(Path(url.removeprefix("sqlite:///")))
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(url, pool=env.int("DATABASE_POOL", 6))
    raise WrongSetting("MANYHANDS_DATABASE must begin with postgresql:// or sqlite:///.")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "manyhands.kernel.sqlite",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
                "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
            ),
        },
        # Workers of the test suite each get a file: threads and live pages see the same rows.
        "TEST": {"NAME": str(file.with_suffix(".test.sqlite3"))},
    }


def _postgresql(url: str, *, pool: int) -> dict[str, Any]:
    from urllib.parse import parse_qsl, unquote, urlsplit

    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    # Half of what a page costs the server is reading and planning its statements: those that come back are kept there
    # (``kernel/postgresql``). The first of the two options has Django write what can be prepared.
    options |= {"server_side_binding": True, "prepare_threshold": PREPARED_AFTER}
    if pool:
        # The pool waits twice as long after each try in vain: a database that was away for half a minute would stay
        # away for half a minute more. Who gives up soon begins anew with whoever asks next.
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 4, "reconnect_timeout": 2}
    return {
        "ENGINE": "manyhands.kernel.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": options,
    }
