"""What somebody fills in to register, to answer an invitation, and to change it later: one form for all three."""

from visits.forms.registration.form import RegistrationForm
from visits.forms.registration.substitute import SubstituteForm

__all__ = ["RegistrationForm", "SubstituteForm"]
