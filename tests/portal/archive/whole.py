"""The folder of invented archive pages, imported as one."""

from pathlib import Path

from django.apps import apps
from django.conf import settings

from portal.archive.folder import Import, Page, import_pages, pages_of
from portal.archive.outcome import Outcome

FOLDER = Path(settings.BASE_DIR) / "tests" / "archive_pages"
GROUPS = ("mobility", "green areas", "housing", "employment", "education", "migration")
REFUSED = {
    "no-year.txt",
    "porto-unknown-host.txt",
    "rotterdam-2018.txt",
    "tallinn-cancelled.txt",
}
OURS = ("portal", "members", "visits", "documents")

Done = list[tuple[Page, Outcome]]


def import_all(*paths: Path, is_dry_run: bool = False) -> Done:
    how = Import(groups=GROUPS, is_dry_run=is_dry_run)
    return import_pages(pages_of(paths or (FOLDER,)), how, lambda _page, _outcome: None)


def import_texts(folder: Path, **texts: str) -> dict[str, Outcome]:
    """Write pages by their names, import the folder, and say what became of each."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return {page.path.stem: outcome for page, outcome in import_all(folder)}


def every_row() -> dict[str, list[dict[str, object]]]:
    """All that the portal keeps, table by table."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for label in OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
