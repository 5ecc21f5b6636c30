"""What people say about themselves."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from members import names
from members.languages import EUROPEAN
from members.models import Person, Post

# What is asked and agreed to; it is kept with the consent as it reads here.
WORDING: Final = _(
    "Keep my diet and access needs in my profile, so that they are offered to me again when I register for a meeting. I "
    "can take this back at any time."
)
is_telephone = RegexValidator(
    r"^[+(]?\d[\d\s()./-]{3,}( ?(ext\.?|x) ?\d+)?$",
    _(
        "Write the number in digits, beginning with + and the country’s code, as in +31 30 123 45 67."
    ),
)


class ProfileForm(forms.Form):
    """A person's own record; diet and access needs are asked for apart, with a consent of their own."""

    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        validators=[names.validate],
        help_text=_(
            "Seen by members, with your city and groups, and by everyone where you speak on a public agenda."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        validators=[is_telephone],
        help_text=_("For the secretariat, should a train be late. On no page that others see."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=EUROPEAN,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Those in which you can follow a meeting. For the secretariat; on no page that others see."
        ),
    )
    diet = forms.CharField(
        label=_("Diet"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What you do not eat or drink. Seen by nobody but you."),
    )
    access_needs = forms.CharField(
        label=_("Access needs"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What you need to come in, follow and take part. Seen by nobody but you."),
    )
    keep_needs = forms.BooleanField(label=WORDING, required=False)
    news = forms.ChoiceField(
        label=_("News of your groups and cities"),
        choices=Person.News.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "So far the portal sends no such news, only mails about your account, your posts and your places in groups, "
            "which cannot be switched off. Your choice is kept, and holds from the first news on."
        ),
    )

    def __init__(self, data: Any = None, *, person: Person, posts: Iterable[Post]) -> None:
        self.keeps_needs = person.consents.standing().filter(kind="keep_needs").exists()
        initial = {
            field: getattr(person, field)
            for field in ("name", "phone", "languages", "diet", "access_needs", "news")
        }
        super().__init__(data, initial=initial | {"keep_needs": self.keeps_needs})
        self.posts = list(posts)
        for post in self.posts:
            self.fields[title_of(post)] = forms.CharField(
                label=_("Job title in %(city)s") % {"city": post.city},
                max_length=160,
                required=False,
                initial=post.title,
                validators=[names.validate],
                help_text=_("Seen by members, beside your name."),
            )

    def clean_name(self) -> str:
        return names.one_line(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        return names.one_line(self.cleaned_data["phone"])

    def clean(self) -> None:
        """Who never agreed, and fills in needs without the tick, has forgotten it, or does not want them kept."""
        given = self.cleaned_data
        has_needs = bool(given.get("diet") or given.get("access_needs"))
        if has_needs and not given.get("keep_needs") and not self.keeps_needs:
            self.add_error(
                "keep_needs",
                _("Tick this to have your needs kept, or empty the two fields. Nothing was kept."),
            )

    @property
    def title_fields(self) -> Iterator[forms.BoundField]:
        return (self[title_of(post)] for post in self.posts)

    def titles(self) -> Iterator[tuple[Post, str]]:
        """The posts, each with its title as it was given."""
        for post in self.posts:
            yield post, names.one_line(self.cleaned_data[title_of(post)])


def title_of(post: Post) -> str:
    return f"title_{post.pk}"
