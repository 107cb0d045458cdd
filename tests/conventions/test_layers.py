"""What import-linter cannot see: foreign keys named by strings, and what a domain keeps to itself."""

from __future__ import annotations

import ast
import tomllib

from django.apps import apps

from .tree import PACKAGE, ROOT, STAIRCASE, domain_of, height_of, name_of, parsed, python_files

PRIVATE = {"views", "forms", "urls", "receivers", "tasks"}
# These put the parts together.
WIRING = {"config", "cli"}


def test_foreign_keys_point_down_the_staircase():
    upward = []
    for model in apps.get_models():
        own = height_of(model._meta.app_label)
        for field in model._meta.get_fields():
            if not (field.concrete and field.is_relation and field.related_model):
                continue
            other = height_of(field.related_model._meta.app_label)
            if own is not None and other is not None and other > own:
                upward.append(f"{model._meta.label}.{field.name}")

    assert not upward


def test_every_folder_stands_on_the_staircase():
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}

    assert folders == set().union(*STAIRCASE)


def test_the_linter_knows_the_same_staircase():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"]
    steps = [{part.strip() for part in layer.split("|")} for layer in reversed(layers)]

    assert steps == list(STAIRCASE)


def test_a_domains_pages_forms_and_receivers_are_its_own():
    strangers = [
        f"{name_of(path)} imports {module}"
        for path in python_files(PACKAGE)
        if domain_of(path) not in WIRING
        for module in _imported(parsed(path))
        if _is_private_to_another(module, domain_of(path))
    ]

    assert not strangers


def _is_private_to_another(module: str, domain: str) -> bool:
    package, *rest = module.split(".")
    return package == "manyhands" and len(rest) > 1 and rest[0] != domain and rest[1] in PRIVATE


def _imported(tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found
