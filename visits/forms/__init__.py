"""What pages about meetings and agendas ask for."""

from visits.forms.filters import MeetingFilter

__all__ = ["MeetingFilter"]
