"""The desk's addresses of the agenda of a meeting: its editor, its releases."""

from django.urls import URLPattern, path

from visits.manage.agenda import days, editing, editor, items, moves, release, speakers

AGENDA = "meetings/<slug:slug>/agenda/"
DAY = f"{AGENDA}days/<int:day_id>/"
ITEM = f"{AGENDA}items/<int:item_id>/"

EDITOR = [
    path(AGENDA, editor.agenda, name="manage_agenda"),
    path(f"{AGENDA}undo/", editor.undo, name="manage_agenda_undo"),
    path(f"{AGENDA}redo/", editor.redo, name="manage_agenda_redo"),
    path(f"{AGENDA}people/", speakers.people, name="manage_agenda_people"),
]
DAYS = [
    path(f"{AGENDA}days/add/", days.add_day, name="manage_agenda_day_add"),
    path(f"{AGENDA}days/fill/", days.fill_days, name="manage_agenda_days_fill"),
    path(DAY, days.day, name="manage_agenda_day"),
    path(f"{DAY}duplicate/", days.duplicate_day, name="manage_agenda_day_duplicate"),
    path(f"{DAY}cancel/", days.cancel_day, name="manage_agenda_day_cancel"),
    path(f"{DAY}restore/", days.restore_day, name="manage_agenda_day_restore"),
    path(f"{DAY}remove/", days.remove_day, name="manage_agenda_day_remove"),
    path(f"{DAY}items/", items.add_line, name="manage_agenda_line"),
    path(f"{DAY}items/add/", editing.add, name="manage_agenda_item_add"),
]
ITEMS = [
    path(ITEM, editing.item, name="manage_agenda_item"),
    path(f"{ITEM}menu/", items.menu, name="manage_agenda_item_menu"),
    path(f"{ITEM}step/", moves.step, name="manage_agenda_item_step"),
    path(f"{ITEM}place/", moves.place, name="manage_agenda_item_place"),
    path(f"{ITEM}move/", moves.move, name="manage_agenda_item_move"),
    path(f"{ITEM}shift/", moves.shift, name="manage_agenda_item_shift"),
    path(f"{ITEM}duplicate/", items.duplicate, name="manage_agenda_item_duplicate"),
    path(f"{ITEM}cancel/", items.cancel, name="manage_agenda_item_cancel"),
    path(f"{ITEM}restore/", items.restore, name="manage_agenda_item_restore"),
    path(f"{ITEM}remove/", items.remove, name="manage_agenda_item_remove"),
]
RELEASES = [path("meetings/<slug:slug>/release/", release.release, name="manage_release")]

urlpatterns: list[URLPattern] = [*EDITOR, *DAYS, *ITEMS, *RELEASES]
