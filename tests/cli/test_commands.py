from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def manyhands(*words: str, data: Path, said: str = "", **settings: str):
    """Run the command as a person would; settings of this test run do not reach it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("MANYHANDS_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "manyhands.cli.main", *words],
        env={**clean, "MANYHANDS_DATA": str(data), **settings},
        cwd=ROOT,
        input=said,
        capture_output=True,
        text=True,
        timeout=300,
    )


def is_one_sentence(text: str) -> bool:
    return (
        "Traceback" not in text and len(text.strip().splitlines()) == 1 and text.strip()[-1] == "."
    )


def test_help_speaks_to_a_person(tmp_path):
    help_ = manyhands("--help", data=tmp_path).stdout

    assert "manyhands serve" in help_
    assert {"serve", "demo", "worker", "person"} <= set(help_.split())


def test_it_says_its_version(tmp_path):
    assert manyhands("version", data=tmp_path).stdout.startswith("Manyhands 0.")


@pytest.mark.parametrize(
    ("words", "settings", "about"),
    [
        (["serve"], {"MANYHANDS_DATABASE": "mysql://x"}, "MANYHANDS_DATABASE"),
        (["serve"], {"MANYHANDS_UPLOAD_MAX_MB": "many"}, "UPLOAD_MAX_MB"),
        (["serve"], {"MANYHANDS_METRICS_TOKEN": "short"}, "METRICS_TOKEN"),
        (["person", "add", "a@b.example", "--name", "A"], {}, "no organisation"),
        (["serve", "--data", "/dev/null/below"], {}, "/dev/null/below"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(tmp_path, words, settings, about):
    ended = manyhands(*words, data=tmp_path / "data", **settings)

    assert ended.returncode == 2
    assert about in ended.stderr
    assert is_one_sentence(ended.stderr)
    assert not ended.stdout


def test_a_port_that_is_taken_is_said_before_anything_begins(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = manyhands("serve", "--port", port, data=tmp_path)

    assert ended.returncode == 2
    assert is_one_sentence(ended.stderr)
    assert "--port" in ended.stderr


def test_an_unknown_option_is_one_sentence_too(tmp_path):
    ended = manyhands("serve", "--colour", "red", data=tmp_path)

    assert ended.returncode == 2
    assert "--colour" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "words", [["serve"], ["demo"], ["backup"], ["check"], ["person", "add"], ["person"], []]
)
def test_help_speaks_of_no_types_of_a_switch_or_number(tmp_path, words):
    help_ = manyhands(*words, "--help", data=tmp_path).stdout

    assert "--help" in help_
    assert not re.search(r"--\w+ +<", help_)
