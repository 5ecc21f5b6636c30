"""The editor of formatted texts in a real browser: keys, a clipboard of Word's, pictures; no complaint of the page's policy."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_pages import faults_here, sign_in
from tests.cities import image
from tests.factories import make_meeting, make_staff
from tests.pictures import make_picture
from visits.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = Path(__file__).parents[1] / "portal" / "lib" / "clipboards" / "word.html"
PASTE = """(editor, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  // Who pastes goes on writing, whether the portal has answered or not.
  document.execCommand("insertText", false, "Af");
}"""

# What the next key would meet, asked in the same breath as the button is pressed.
PRESS = """button => {
  button.click();
  const { focusNode, focusOffset } = getSelection();
  return [document.activeElement.isContentEditable, focusNode.textContent, focusOffset];
}"""
# On a busy machine the browser says only later that the caret has moved.
GO_BACK_AND_ENTER = """editor => {
  getSelection().collapse(editor.querySelector("p").firstChild, 3);
  const enter = { key: "Enter", keyCode: 13, bubbles: true, cancelable: true };
  editor.dispatchEvent(new KeyboardEvent("keydown", enter));
}"""


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Brno", introduction="<p>Before</p>")


def edit(page: Page, meeting: Meeting, live_server: Any) -> None:
    sign_in(page, make_staff(), live_server)
    page.goto(f"/manage/meetings/{meeting.slug}/texts/introduction/")
    # The text area has the same name, until the editor takes its place.
    expect(page.locator("[contenteditable=true]")).to_be_focused()


def saved(page: Page, meeting: Meeting) -> str:
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    meeting.refresh_from_db()
    return meeting.introduction


def test_a_text_is_written_by_keys_alone(
    open_browser: Open, live_server: Any, meeting: Meeting
) -> None:
    page = open_browser()
    edit(page, meeting, live_server)
    keys = page.keyboard

    page.get_by_role("textbox", name="Text").press("Control+End")
    keys.press("Enter")
    keys.press("Alt+F10")
    expect(page.get_by_role("button", name="Heading", exact=True)).to_be_focused()
    keys.press("Enter")
    keys.type("Trams")
    expect(page.get_by_role("button", name="Heading", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    keys.press("Enter")
    keys.press("Control+b")
    keys.type("Bold")
    keys.press("Control+b")
    keys.type(" ")
    keys.press("Control+k")
    page.get_by_label("Words of the link").fill("Brno")
    page.get_by_label("Address").fill("javascript:alert(1)")
    keys.press("Enter")
    expect(page.get_by_text("This is no address of a page or of e-mail.")).to_be_visible()
    page.get_by_label("Address").fill("www.brno.cz")
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Control+Shift+8")
    keys.type("Boots")

    assert saved(page, meeting) == (
        "<p>Before</p><h2>Trams</h2><p><strong>Bold</strong> "
        '<a href="https://www.brno.cz" rel="noopener">Brno</a></p><ul><li>Boots</li></ul>'
    )


def test_the_next_key_finds_the_caret_however_busy_the_machine_is(
    open_browser: Open, live_server: Any, meeting: Meeting
) -> None:
    page = open_browser()
    edit(page, meeting, live_server)
    editor = page.get_by_role("textbox", name="Text")
    editor.press("Control+End")

    assert page.get_by_role("button", name="Bold").evaluate(PRESS) == [True, "Before", 6]
    editor.press("Control+k")
    assert page.get_by_role("button", name="Cancel").evaluate(PRESS) == [True, "Before", 6]
    editor.press("Control+k")
    page.get_by_label("Words of the link").fill("Brno")
    page.get_by_label("Address").fill("www.brno.cz")
    set_it = page.get_by_role("button", name="Set the link")
    assert set_it.evaluate(PRESS) == [True, "Brno", 4]
    page.keyboard.type(", too")
    editor.evaluate(GO_BACK_AND_ENTER)

    assert saved(page, meeting) == (
        '<p>Bef</p><p>ore<a href="https://www.brno.cz" rel="noopener">Brno</a>, too</p>'
    )


def test_words_clipboard_and_a_new_picture_are_put_in(
    open_browser: Open, live_server: Any, meeting: Meeting
) -> None:
    make_picture(meeting, alt="A depot")
    page = open_browser()
    edit(page, meeting, live_server)
    editor = page.get_by_role("textbox", name="Text")
    editor.get_by_text("Before").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(editor.get_by_role("paragraph")).to_have_count(2)

    editor.evaluate(PASTE, WORD.read_text())
    expect(page.get_by_text("2 pictures from elsewhere were left out")).to_be_visible()
    page.keyboard.type("ter")
    editor.get_by_text("Before").click()
    page.get_by_role("button", name="Picture").click()
    expect(page.get_by_role("button", name="A depot")).to_be_visible()
    page.get_by_text("Add a picture").click()
    file = {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": image(120, 90, "JPEG")}
    page.locator("dialog input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("What is to be seen").fill("A bridge")
    page.get_by_role("button", name="Add it and put it in").click()

    expect(editor.get_by_role("img", name="A bridge")).to_be_visible()
    assert list(faults_here(page, "editor")) == []
    text = saved(page, meeting)
    assert 'alt="A bridge" width="120" height="90"></figure>' in text
    assert text.index("Before") < text.index("<h2>Programme</h2>")
    assert "<ul><li>Helmets<ul><li>Yellow ones</li></ul></li><li>Boots</li></ul>" in text
    assert '<th scope="col"><strong>Time</strong></th>' in text
    assert text.endswith("<p>After</p>"), text
