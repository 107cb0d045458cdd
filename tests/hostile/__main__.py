"""``bin/hostile``: every address, asked by everybody, with everything that nobody should send; a table at the end."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from . import large
from .server import Running, fill, serving


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/hostile", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same requests")
    parser.add_argument(
        "--data", type=Path, help="a folder to keep the organisation in; default: a new one"
    )
    parser.add_argument(
        "--short", action="store_true", help="leave out what is two gigabytes large"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hostile-") as made:
        folder = chosen.data or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        fill(folder)
        from .walking import Walk  # it knows the models: only now

        with serving(folder) as server:
            is_good = Walk(server, chosen.seed).run(chosen.requests)
            is_good &= large.run(server, gigabytes=0 if chosen.short else 2)
            is_good &= _log_is_empty(server)
    sys.exit(0 if is_good else 1)


def _log_is_empty(server: Running) -> bool:
    errors = server.errors()
    print(f"{'ok  ' if not errors else 'BAD '} errors in the server's log: {len(errors)}")
    for line in errors[:20]:
        print(f"       {line[:300]}")
    return not errors


if __name__ == "__main__":
    main()
