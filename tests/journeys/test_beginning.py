"""The first minutes of an installation, and of somebody new in it."""

from __future__ import annotations

from playwright.sync_api import expect

from .acts import begin, come_in, invite
from .conftest import Hall, look
from .installation import Installation
from .post import PostOffice, link_in


def test_the_first_who_comes_sets_up_the_organisation(someone: Hall) -> None:
    page = someone()
    page.goto("/")
    look(page, "first-run")
    begin(page)

    expect(page.get_by_text("Ferrow Freight").first).to_be_visible()
    look(page, "home-of-the-first")


def test_a_newcomer_comes_in_by_a_mail(someone: Hall, post: PostOffice) -> None:
    pavel, nora = someone(), someone()
    begin(pavel)
    invite(pavel, "nora@ferrow.example")
    look(pavel, "invitations")

    nora.goto(link_in(post.wait_for("nora@ferrow.example"), "/invitation/"))
    look(nora, "invitation")
    come_in(nora, post, "nora@ferrow.example", "Nora Vik")

    for question in ("What you asked for", "What you could learn", "You could answer"):
        expect(nora.get_by_role("heading", name=question)).to_be_visible()
    expect(nora.get_by_role("heading", level=1)).to_contain_text("Nobody waits for you")
    look(nora, "home-of-a-newcomer")


def test_who_comes_later_is_led_to_the_door(someone: Hall) -> None:
    begin(someone())
    page = someone()
    page.goto("/")

    expect(page.get_by_label("Password")).to_be_visible()
    look(page, "sign-in")


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(
    someone: Hall, installation: Installation
) -> None:
    page = someone()
    begin(page)
    expect(page.get_by_text("Ferrow Freight").first).to_be_visible()
    installation.kill()
    installation.start()

    page.reload()

    expect(page.get_by_text("Ferrow Freight").first).to_be_visible()
