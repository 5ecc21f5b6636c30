"""What is asked when people are invited, and when an invitation is accepted."""

from typing import Any, Final, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import invitees, names
from members.invitees import Box
from members.models import City, Group, Invitation, Person, Post
from members.reader import Reader
from members.screening import Asked
from portal.lib import tables
from portal.lib.select import LongSelect
from portal.lib.tables import UnreadableTableError

LARGEST_FILE: Final = 1024 * 1024
OFFICES: Final = (Person.Office.STAFF, Person.Office.ADMINISTRATOR)


class InviteForm(forms.Form):
    """Whom, to which city, as what, into which groups. A file that is uploaded is read into the box, and stays there."""

    box = forms.CharField(
        label=_("Addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "Paste them as you have them: one a line, or with commas, also as “Name &lt;address&gt;”."
        ),
    )
    file = forms.FileField(
        label=_("Or a table"),
        required=False,
        help_text=_(
            "A CSV file whose first line names its columns: email, and where you like name, city, role, title, groups."
        ),
    )
    city = forms.ModelChoiceField(
        label=_("City"), queryset=City.objects.none(), required=False, widget=LongSelect
    )
    role = forms.ChoiceField(label=_("As"))
    groups = forms.ModelMultipleChoiceField(
        label=_("Working groups"),
        queryset=Group.objects.open(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    second_posts = forms.BooleanField(
        label=_("Also invite those who hold a post in another city: they get a second one."),
        required=False,
    )

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, Any] | None, *, reader: Reader
    ) -> None:
        self.upload_fault = ""
        if data is not None and files and (upload := files.get("file")):
            data = self._with_upload(data, upload)
        super().__init__(data, files)
        self.reader = reader
        cities = cast("forms.ModelChoiceField[City]", self.fields["city"])
        cities.queryset = City.objects.members()
        if not reader.is_staff:
            cities.queryset = cities.queryset.filter(pk__in=reader.coordinated_city_ids)
            cities.required = True
            cities.initial = min(reader.coordinated_city_ids, default=None)
            del self.fields["second_posts"]
        else:
            cities.help_text = _("For all of them, unless a line of the table names another.")
        roles = cast("forms.ChoiceField", self.fields["role"])
        roles.choices = [(kind.value, kind.label.capitalize()) for kind in Post.Kind]
        if reader.is_administrator:
            roles.choices += [
                (Person.Office.STAFF.value, _("Staff of the secretariat")),
                (Person.Office.ADMINISTRATOR.value, _("Administrator of the portal")),
            ]

    def _with_upload(self, data: QueryDict, upload: "UploadedFile[Any]") -> QueryDict:
        """The form as if the file's text had been pasted."""
        if (upload.size or 0) > LARGEST_FILE:
            self.upload_fault = gettext(
                "This file is larger than 1 MB, so it was not read. A table of 5,000 people is smaller: split it, or "
                "leave out the columns that are not needed."
            )
            return data
        try:
            text = tables.decoded(upload.read())
        except UnreadableTableError as error:
            self.upload_fault = str(error)
            return data
        data = data.copy()
        data["box"] = text
        return data

    def clean_file(self) -> None:
        if self.upload_fault:
            raise ValidationError(self.upload_fault)

    def clean_box(self) -> Box:
        try:
            box = invitees.read(self.cleaned_data["box"])
        except UnreadableTableError as error:
            raise ValidationError(str(error)) from error
        if not box.invitees and not self.upload_fault:
            raise ValidationError(
                _("There is no address here yet: paste at least one, or choose a file.")
            )
        return box

    @property
    def read_box(self) -> Box:
        return cast("Box", self.cleaned_data["box"])

    @property
    def asked(self) -> Asked:
        """What holds for all, from a form that is valid."""
        role = self.cleaned_data["role"]
        if role in OFFICES:
            return Asked(office=Person.Office(role))
        return Asked(
            city=self.cleaned_data["city"],
            kind=Post.Kind(role),
            groups=tuple(self.cleaned_data["groups"]),
            second_posts=self.cleaned_data.get("second_posts", False),
        )

    def leave(self, box: Box, left: list[invitees.Invitee]) -> None:
        """Let the box hold only what is left of it, for the page that is shown next."""
        data = cast("QueryDict", self.data).copy()
        data["box"] = box.text_of(left)
        self.data = data


class AcceptForm(forms.Form):
    """Who accepts without an account yet: the name, the job, and a password, or none for a passkey."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=names.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As colleagues in other cities should read it."),
        validators=[names.validate],
    )
    title = forms.CharField(
        label=_("Your job title"),
        max_length=names.LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        validators=[names.validate],
    )
    password = forms.CharField(
        label=_("A password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least twelve characters; not one of the most common, and not close to your name or address. Leave it "
            "empty to use a passkey (your fingerprint, face or telephone): you set it up on the next page."
        ),
    )

    def __init__(self, data: Any, *, invitation: Invitation, name: str) -> None:
        title = invitation.title
        super().__init__(data, initial={"name": name, "title": title})
        self.email = invitation.email
        if invitation.city is None:
            del self.fields["title"]

    def clean_name(self) -> str:
        return names.one_line(self.cleaned_data["name"])

    def clean_title(self) -> str:
        return names.one_line(self.cleaned_data["title"])

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            person = Person(name=self.cleaned_data.get("name", ""), email=self.email)
            validate_password(password, person)
        return password
