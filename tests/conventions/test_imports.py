"""Imports point one way, and templates follow them."""

import ast
import re

import pytest

from tests.conventions.sources import imports, is_within, modules, templates

# From below to above: each may import what stands before it.
LAYERS = (
    ("portal.lib", "portal.models", "portal.templatetags"),
    ("members",),
    ("visits",),
    ("documents",),
    ("notices",),
    ("portal",),
)
# What the parts of an app do not import, in any app.
INSIDE = {
    "models": {"actions", "forms", "views", "manage", "feeds", "urls"},
    "actions": {"forms", "views", "manage", "feeds", "urls"},
    "forms": {"views", "manage", "feeds", "urls"},
}
# An app's folders of templates; the portal's own span the apps.
FOLDERS = {
    "account": 1,
    "members": 1,
    "mfa": 1,
    "socialaccount": 1,
    "usersessions": 1,
    "visits": 2,
    "print": 2,
    "documents": 3,
    "notices": 4,
    "portal": 5,
}
SHARED = ("base.html", "bare.html", "desk.html", "desk/", "ui/", "emails/base")
LIBRARIES = {"i18n", "static", "l10n", "tz", "cache"}
# Filters that mean something on paper alone.
ON_PAPER = {"paper"}


def layer_of(module: str) -> int | None:
    """Where a module stands; none when it is not ours."""
    for layer, packages in enumerate(LAYERS):
        if any(is_within(module, package) for package in packages):
            return layer
    return None


def upward(module: str, tree: ast.AST) -> list[str]:
    """The imports of ``module`` that point up."""
    own = layer_of(module)
    assert own is not None, module
    return [
        f"{module} imports {name}"
        for name in imports(tree)
        if (layer := layer_of(name)) is not None and layer > own
    ]


def test_one_way() -> None:
    assert [fault for name, tree in modules() for fault in upward(name, tree)] == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("portal.lib.mail", "from members.models import Person"),
        ("portal.models", "import visits.models"),
        ("members.reader", "from visits.models import Meeting"),
        ("visits.views.meeting", "from documents.models import Document"),
        ("documents.access", "from portal.views.home import home"),
        ("members.reader", "def later():\n    from visits.models import Meeting"),
    ],
)
def test_one_way_bites(module: str, line: str) -> None:
    assert len(upward(module, ast.parse(line))) == 1


def test_one_way_lets_pass() -> None:
    line = "from members.models import Person\nfrom portal.lib import mail\nimport django.db"

    assert upward("visits.actions.meetings", ast.parse(line)) == []


def inside_out(module: str, tree: ast.AST) -> list[str]:
    """The imports within an app that point from facts to acts, or from acts to pages."""
    app, _, rest = module.partition(".")
    part = rest.split(".")[0]
    return [
        f"{module} imports {name}"
        for name in imports(tree)
        if any(is_within(name, f"{app}.{above}") for above in INSIDE.get(part, ()))
    ]


def test_inside_an_app() -> None:
    assert [fault for name, tree in modules() for fault in inside_out(name, tree)] == []


def test_inside_an_app_bites() -> None:
    tree = ast.parse("from visits.actions.meetings import publish")

    assert len(inside_out("visits.models.meeting", tree)) == 1
    assert inside_out("visits.views.meeting", tree) == []


def records_read(tree: ast.AST) -> list[str]:
    """What would make the reading of archive pages more than text to understanding."""
    return [
        name
        for name in imports(tree)
        if "models" in name.split(".") or is_within(name, "django.db") or is_within(name, "members")
    ]


def test_archive_pages_are_read_without_records() -> None:
    assert {
        name: records_read(tree) for name, tree in modules("visits.archive", "visits.paste")
    } == {name: [] for name, _ in modules("visits.archive", "visits.paste")}


def test_archive_pages_bite() -> None:
    assert records_read(ast.parse("from visits.models import Meeting")) != []


# Templates ---------------------------------------------------------------------------------------

NAMES_TEMPLATE = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
LOADS = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")


def strange_templates(name: str, text: str) -> list[str]:
    """What a template extends or includes that is neither shared, nor of its own app, nor of one below."""
    own = FOLDERS.get(name.split("/", maxsplit=1)[0], 0)
    return [
        f"{name} names {other}"
        for other in NAMES_TEMPLATE.findall(text)
        if not other.startswith(SHARED) and FOLDERS.get(other.split("/", maxsplit=1)[0], 9) > own
    ]


def strange_libraries(name: str, text: str) -> list[str]:
    loaded = {each for line in LOADS.findall(text) for each in line.split()}
    allowed = LIBRARIES | ON_PAPER if name.startswith("print/") else LIBRARIES
    return [f"{name} loads {library}" for library in sorted(loaded - allowed)]


def test_templates_stay_at_home() -> None:
    faults = [fault for name, text in templates() for fault in strange_templates(name, text)]

    assert faults == []


def test_templates_load_only_what_every_app_may() -> None:
    assert [fault for name, text in templates() for fault in strange_libraries(name, text)] == []


def test_templates_bite() -> None:
    line = '{% include "documents/document/_facts.html" %}{% load documents_extras %}'

    assert len(strange_templates("visits/meeting/meeting.html", line)) == 1
    assert len(strange_templates("ui/_day.html", line)) == 1
    assert strange_templates("portal/home/home.html", line) == []
    assert strange_libraries("visits/meeting/meeting.html", line) != []
    assert strange_libraries("visits/meeting/meeting.html", "{% load paper %}") != []
