"""The portal's own files, as the tests of conventions read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "members", "visits", "documents", "notices")
TEMPLATES = ROOT / "templates"


def modules(*below: str) -> Iterator[tuple[str, ast.Module]]:
    """Each module of ours by its dotted name, migrations left out; only those ``below`` some names when given."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            is_wanted = not below or any(is_within(name, wanted) for wanted in below)
            if "migrations" not in path.parts and is_wanted:
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def templates(ending: str = ".html") -> Iterator[tuple[str, str]]:
    """Each template by its name, as loaders know it, with its text."""
    for path in sorted(TEMPLATES.rglob(f"*{ending}")):
        yield path.relative_to(TEMPLATES).as_posix(), path.read_text(encoding="utf-8")


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in ``tree``, with the imported names behind it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names
            )


def decorators(function: ast.FunctionDef) -> set[str]:
    """The names of a function's decorators, without what they are given."""
    plain = (each.func if isinstance(each, ast.Call) else each for each in function.decorator_list)
    return {ast.unparse(each) for each in plain}
