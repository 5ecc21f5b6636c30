"""Addresses as people paste them, and tables as they upload them."""

import pytest

from members import invitees
from members.invitees import Invitee
from portal.lib.tables import UnreadableTableError


def pairs(text: str) -> list[tuple[str, str]]:
    return [(each.name, each.email) for each in invitees.read(text).invitees]


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("a@x.org", [("", "a@x.org")]),
        ("a@x.org,b@x.org;c@x.org\nd@x.org\te@x.org", [("", f"{each}@x.org") for each in "abcde"]),
        ("a@x.org b@x.org", [("", "a@x.org"), ("", "b@x.org")]),
        ("Anna Smith <Anna@X.org>", [("Anna Smith", "anna@x.org")]),
        ('"Smith, Anna" <a@x.org>, B <b@x.org>', [("Smith, Anna", "a@x.org"), ("B", "b@x.org")]),
        ("Smith, Anna <a@x.org>; Jones, Bo <b@x.org>", [("Smith, Anna", "a@x.org"), ("Jones, Bo", "b@x.org")]),
        ("Anna Smith a@x.org", [("Anna Smith", "a@x.org")]),
        ("<a@x.org>", [("", "a@x.org")]),
        ("mailto:a@x.org.", [("", "a@x.org")]),
        ("Jürgen Groß <j@münchen.de>", [("Jürgen Groß", "j@münchen.de")]),
        ("j@xn--mnchen-3ya.de", [("", "j@münchen.de")]),
        ("Anna\u202e\u200b Smith <a@x.org>", [("Anna Smith", "a@x.org")]),
        ("rubbish\nmore, b@x.org", [("", "rubbish"), ("", "more"), ("", "b@x.org")]),
        ("", []),
        ("\n , ;\n", []),
    ],
)  # fmt: skip
def test_whatever_is_pasted(pasted: str, read: list[tuple[str, str]]) -> None:
    assert pairs(pasted) == read


def test_lines_are_counted_as_they_stand() -> None:
    read = invitees.read("a@x.org\n\nb@x.org, c@x.org").invitees

    assert [each.line for each in read] == [1, 3, 3]


def test_a_table_says_more() -> None:
    text = (
        "E-mail;Name;City;Role;Job title;Groups\n"
        'a@x.org;Anna;Utrecht;coordinator;"Officer; housing";"Urban farming|Night"\n'
    )

    box = invitees.read(text)

    (anna,) = box.invitees
    assert (anna.line, anna.email, anna.name, anna.city) == (2, "a@x.org", "Anna", "Utrecht")
    assert (anna.role, anna.title) == ("coordinator", "Officer; housing")
    assert anna.groups == ("Urban farming", "Night")
    assert box.columns == ("email", "name", "city", "role", "title", "groups")


def test_a_line_break_in_a_name_is_none() -> None:
    """What would be a second header of a mail is one line."""
    (eve,) = invitees.read('email,name\ne@x.org,"Eve\r\nBcc: all@x.org"\n').invitees

    assert eve.name == "Eve Bcc: all@x.org"


@pytest.mark.parametrize(
    "text",
    [
        'Anna <a@x.org>\nrubbish\n"Smith, B" <b@x.org>',
        'email,name,groups\na@x.org,"Smith, A",\nrubbish,=1+1,Night\n',
    ],
)
def test_what_is_left_is_read_again_as_it_was(text: str) -> None:
    box = invitees.read(text)

    again = invitees.read(box.text_of(box.invitees))

    assert [each.email for each in again.invitees] == [each.email for each in box.invitees]
    assert [each.name for each in again.invitees] == [each.name for each in box.invitees]
    assert again.columns == box.columns


def test_too_many_are_refused_before_anything_is_done() -> None:
    text = "\n".join(f"p{number}@x.org" for number in range(invitees.MOST + 1))

    with pytest.raises(UnreadableTableError, match="at most 5000"):
        invitees.read(text)


def test_five_thousand_are_read() -> None:
    text = "\n".join(f"Person {number} <p{number}@x.org>" for number in range(invitees.MOST))

    assert len(invitees.read(text).invitees) == invitees.MOST


@pytest.mark.parametrize(
    "sign", [")", "<", '"', " ", ",", "@", ".", "=", "\u202e", "ab,", f"a@b{'.)' * 490}x\n"]
)
def test_no_text_takes_long(sign: str) -> None:
    """A second would be far too much; what is quadratic takes minutes here."""
    read = invitees.read(sign * (200_000 // len(sign)) + "a@x.org").invitees

    assert isinstance(read[-1], Invitee)


def test_a_table_as_wide_as_a_novel_is_refused() -> None:
    with pytest.raises(UnreadableTableError, match="at most 500 are read"):
        invitees.read("email" + "," * 300_000 + "\na@x.org" * 4000)
