"""What was done to a meeting, verb by verb, in the words of its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from portal.lib.acts import Act

LIFE: Final = {
    "draft_meeting": gettext_lazy("Draft begun"),
    "draft_next": gettext_lazy("Next meeting drafted from this one"),
    "publish": gettext_lazy("Meeting published"),
    "plan_publishing": gettext_lazy("Publication planned"),
    "take_back_plan": gettext_lazy("Planned publication taken back"),
    "publishing_refused": gettext_lazy("Planned publication refused"),
    "report": gettext_lazy("Report published"),
    "set_report_audience": gettext_lazy("Readers of the report changed"),
    "fix_dates": gettext_lazy("Dates fixed"),
    "propose_dates": gettext_lazy("Tentative dates set"),
    "link_after": gettext_lazy("Linked with the meeting before"),
    "change_facts": gettext_lazy("Facts of the page changed"),
    "name_contact": gettext_lazy("Staff contact named"),
    "name_organiser": gettext_lazy("Organiser named"),
    "replace_organiser": gettext_lazy("Organiser replaced"),
    "rewrite_from_archive": gettext_lazy("Read from the old site"),
}
TEXTS: Final = {
    "describe_meeting": gettext_lazy("Page changed"),
    "write_text": gettext_lazy("Text changed"),
    "restore_words": gettext_lazy("Earlier words restored"),
    "forget_versions": gettext_lazy("Earlier versions forgotten"),
    "add_part": gettext_lazy("Practical information added"),
    "edit_part": gettext_lazy("Practical information changed"),
    "step_part": gettext_lazy("Order of the practical information changed"),
    "remove_part": gettext_lazy("Practical information removed"),
    "copy_parts": gettext_lazy("Practical information copied from another meeting"),
    "add_picture": gettext_lazy("Picture added"),
    "describe_picture": gettext_lazy("Words of a picture changed"),
    "note_consent": gettext_lazy("Noted what is known of the people on a picture"),
    "remove_picture": gettext_lazy("Picture removed"),
}
AGENDA: Final = {
    "add_day": gettext_lazy("Day added"),
    "edit_day": gettext_lazy("Date or heading of a day changed"),
    "duplicate_day": gettext_lazy("Day duplicated"),
    "remove_day": gettext_lazy("Day removed"),
    "cancel_day": gettext_lazy("Day cancelled"),
    "restore_day": gettext_lazy("Day takes place after all"),
    "add_item": gettext_lazy("Item added"),
    "edit_item": gettext_lazy("Item changed"),
    "move_item": gettext_lazy("Item moved"),
    "place_item": gettext_lazy("Item moved"),
    "step_item": gettext_lazy("Item moved"),
    "shift_from": gettext_lazy("Items shifted"),
    "duplicate_item": gettext_lazy("Item duplicated"),
    "remove_item": gettext_lazy("Item removed"),
    "cancel_item": gettext_lazy("Item cancelled"),
    "restore_item": gettext_lazy("Item takes place after all"),
    "add_speaker": gettext_lazy("Speaker added"),
    "set_speakers": gettext_lazy("Speakers changed"),
    "attach_documents": gettext_lazy("Documents of an item changed"),
    "write_agenda": gettext_lazy("Agenda pasted"),
    "take_over_agenda": gettext_lazy("Agenda taken over from another meeting"),
    "undo": gettext_lazy("Undone"),
    "redo": gettext_lazy("Done again"),
}
BESIDE: Final = {
    "fill_countdown": gettext_lazy("Countdown filled in"),
    "add_step": gettext_lazy("Step added to the countdown"),
    "edit_step": gettext_lazy("Step of the countdown changed"),
    "tick_step": gettext_lazy("Step of the countdown done"),
    "untick_step": gettext_lazy("Step of the countdown to be done after all"),
    "remove_step": gettext_lazy("Step of the countdown removed"),
    "note_cities": gettext_lazy("Attendance of cities noted"),
    "change_cities": gettext_lazy("Attendance of cities changed"),
    "note_person": gettext_lazy("Attendance of a person noted"),
}
REGISTRATION: Final = {
    "change_registration": gettext_lazy("Settings of the registration changed"),
    "name_security_readers": gettext_lazy("Named who reads what the venue’s security asks for"),
    "add_option": gettext_lazy("Option added"),
    "edit_option": gettext_lazy("Option changed"),
    "step_option": gettext_lazy("Order of the options changed"),
    "remove_option": gettext_lazy("Option removed"),
    "choose_question_sets": gettext_lazy("Ready questions chosen"),
    "add_question": gettext_lazy("Question added"),
    "edit_question": gettext_lazy("Question changed"),
    "step_question": gettext_lazy("Order of the questions changed"),
    "remove_question": gettext_lazy("Question removed, with its answers"),
    "copy_registration": gettext_lazy("Registration taken over from another meeting"),
    "export_registrations": gettext_lazy("List of registrations taken away"),
    "confirm_export_deleted": gettext_lazy("List that was taken away said to be deleted"),
    "delete_answers": gettext_lazy("Answers deleted, their time was over"),
}
WORDS: Final = LIFE | TEXTS | AGENDA | BESIDE | REGISTRATION


def said(act: Act) -> str:
    """A few words. A verb that nobody has written words for is said as it is."""
    if not act.verb:
        is_first = all(change.is_first for change in act.changes)
        return _("Found when its history began") if is_first else _("Changed outside the portal")
    if act.verb == "release_agenda":
        return _("Agenda released: release %(number)s") % {"number": act.facts.get("number", "")}
    return str(WORDS.get(act.verb, act.verb.replace("_", " ").capitalize()))


def is_agenda(act: Act) -> bool:
    """An act on the agenda that is being prepared, of which there are many."""
    return act.verb in AGENDA
