"""Actions, views and the absence of signals: the shape that ENGINEERING 3 gives each."""

import ast
from collections.abc import Iterator

import pytest

from tests.conventions.sources import decorators, imports, is_within, modules

APPS = ("members", "visits", "documents", "notices", "portal")
# What stands beside actions and is none: it is called within one, and its caller holds the transaction.
NO_ACTIONS = {
    "visits.actions.rows.take",
    "visits.actions.rows.save",
    "visits.actions.rows.touch",
    "visits.actions.editing.editing",
    "visits.actions.editing.save",
    "visits.actions.editing.save_shifted",
    "visits.actions.copying.copy_items",
    "visits.actions.agenda_speakers.write_speakers",
    "visits.actions.releases.make_release",
    "visits.actions.registration.allotments.keep",
    "visits.actions.registration.answers.keep",
    "visits.actions.registration.answers.keep_said",
    "visits.actions.registration.book.opened",
    "visits.actions.registration.following.offer_until",
    "visits.actions.registration.letters.says_more",
    "visits.actions.registration.letters.tell",
    "documents.actions.documents.digest",
}
# Done by the clock or for whoever asked, so that nobody is named.
BY_NOBODY = {
    "members.actions.account.send_password_reset",
    "members.actions.account.send_login_code",
    "members.actions.addresses.send_address_change",
    "members.actions.access.send_access_mail",
    "members.actions.invitations.note_opened",
    "members.actions.invitations.send_batch",
    "members.actions.waiting.pass_to_staff",
    "members.actions.factors.renew_seals",
    "members.actions.sessions.forget_ended_sessions",
    "visits.actions.publishing.publish_due",
    "visits.actions.registration.offering.see_to_due",
    "visits.actions.registration.reminding.remind_due",
    "visits.actions.registration.reminding.remind_participants",
    "documents.actions.pages.queue_pages",
    "documents.actions.pages.keep_pages",
    "documents.actions.pages.note_failure",
    "documents.actions.pages.give_up_overdue",
}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The public functions of a module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def is_within_a_book(arguments: ast.arguments) -> bool:
    """Done to an open book of registrations: who opened it holds the transaction, and says by whom."""
    return bool(arguments.args) and arguments.args[0].arg == "book"


def misshapen(module: str, tree: ast.Module) -> list[str]:
    """What is wrong with the actions of a module."""
    faults = []
    for function in functions(tree):
        name = f"{module}.{function.name}"
        arguments = function.args
        if name in NO_ACTIONS or is_within_a_book(arguments):
            continue
        if arguments.args or arguments.posonlyargs or arguments.vararg:
            faults.append(f"{name} takes arguments by position")
        if "by" not in {each.arg for each in arguments.kwonlyargs} and name not in BY_NOBODY:
            faults.append(f"{name} does not say by whom")
        if "transaction.atomic" not in decorators(function):
            faults.append(f"{name} is not atomic")
    return faults


def action_modules() -> Iterator[tuple[str, ast.Module]]:
    yield from modules(*(f"{app}.actions" for app in APPS))


def test_actions() -> None:
    assert [fault for name, tree in action_modules() for fault in misshapen(name, tree)] == []


def test_exceptions_are_there() -> None:
    there = {f"{name}.{each.name}" for name, tree in action_modules() for each in functions(tree)}

    assert there >= NO_ACTIONS | BY_NOBODY


@pytest.mark.parametrize(
    "action",
    [
        "@transaction.atomic\ndef publish(meeting, *, by): ...",
        "@transaction.atomic\ndef publish(*, meeting): ...",
        "def publish(*, meeting, by): ...",
    ],
)
def test_actions_bite(action: str) -> None:
    assert len(misshapen("visits.actions.meetings", ast.parse(action))) == 1


def test_actions_let_pass() -> None:
    action = "@transaction.atomic\ndef publish(*, meeting, by): ...\ndef _slug(meeting): ..."

    assert misshapen("visits.actions.meetings", ast.parse(action)) == []


def heard_signals(tree: ast.AST) -> list[str]:
    return [name for name in imports(tree) if any(is_within(name, each) for each in SIGNALS)]


def test_no_signals() -> None:
    assert {name: heard for name, tree in modules() if (heard := heard_signals(tree))} == {}


def test_no_signals_bites() -> None:
    assert heard_signals(ast.parse("from django.db.models.signals import post_save")) != []
    assert heard_signals(ast.parse("from django.dispatch import receiver")) != []


# Views -------------------------------------------------------------------------------------------

POLICIES = {"everyone", "signed_in", "coordinators", "preparers", "staff", "administrators"}


def no_views(module: str, tree: ast.Module) -> list[str]:
    """Views that are classes, and functions that take a request and say neither who may come nor that they are inner."""
    classes = [
        f"{module}.{node.name} is a view that is a class"
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("View") for base in node.bases)
    ]
    open_ones = [
        f"{module}.{function.name} has no policy, or two"
        for function in functions(tree)
        if is_view(function) and len(POLICIES & decorators(function)) != 1
    ]
    return classes + open_ones


def is_view(function: ast.FunctionDef) -> bool:
    """Is given nothing but a request and what stands in an address, and gives a response."""
    first = function.args.args[0].arg.lstrip("_") if function.args.args else ""
    gives = ast.unparse(function.returns) if function.returns else ""
    in_address = all(
        each.annotation is None or ast.unparse(each.annotation) in {"str", "int"}
        for each in function.args.args[1:]
    )
    return first == "request" and "HttpResponse" in gives and in_address


def view_modules() -> Iterator[tuple[str, ast.Module]]:
    """The error pages are asked for by Django, not by an address."""
    for name, tree in modules(
        *(f"{app}.views" for app in APPS), *(f"{app}.manage" for app in APPS)
    ):
        if name != "portal.views.errors":
            yield name, tree


def test_views() -> None:
    assert [fault for name, tree in view_modules() for fault in no_views(name, tree)] == []


@pytest.mark.parametrize(
    "view",
    [
        "class Home(TemplateView): ...",
        "def home(request: HttpRequest) -> HttpResponse: ...",
        "@everyone\n@signed_in\ndef home(request: HttpRequest) -> HttpResponse: ...",
        "@require_safe\ndef city(request: ReaderRequest, slug: str) -> HttpResponseBase: ...",
    ],
)
def test_views_bite(view: str) -> None:
    assert len(no_views("portal.views.home", ast.parse(view))) == 1


def test_views_let_pass() -> None:
    view = (
        "@everyone\n@require_safe\ndef home(request: HttpRequest) -> HttpResponse: ...\n"
        "def refusal(request: ReaderRequest, document: Document) -> HttpResponse: ..."
    )

    assert no_views("portal.views.home", ast.parse(view)) == []
