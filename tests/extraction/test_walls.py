"""A wall, an error page or an empty shell is never taken for a story, nor a story for one."""

# ruff: noqa: E501 -- markup and text are easier to read unbroken

from __future__ import annotations

import json

import pytest

from tests.extraction.pages import PARAGRAPHS, page, paragraphs
from tuireader.extraction import WALLS, Warn, document, extract, is_wall


def simple(title: str, text: str, extra: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body>{extra}<h1>{title}</h1>{text}</body></html>"


LOCKED = json.dumps({"@type": "NewsArticle", "headline": "The ferry", "isAccessibleForFree": False})
WALL_PAGES = {
    "captcha-words": (
        Warn.CAPTCHA,
        simple("Just a moment...", "<p>Verify you are human by completing the action below.</p>"),
    ),
    "captcha-structure": (
        Warn.CAPTCHA,
        simple("gazette.example", "<div id='px-captcha'></div><p>Please press the button.</p>"),
    ),
    "captcha-russian": (Warn.CAPTCHA, simple("Ой!", "<p>Подтвердите, что вы человек.</p>")),
    "denied": (Warn.CAPTCHA, simple("Access Denied", "<p>You don't have permission.</p>")),
    "consent": (
        Warn.CONSENT_WALL,
        simple(
            "The Ossel Gazette",
            "<div><p>We value your privacy. We and our 812 partners store and/or access information "
            "on a device, such as cookies.</p><p>Accept all cookies</p><p>Manage preferences</p></div>",
        ),
    ),
    "consent-german": (
        Warn.CONSENT_WALL,
        simple(
            "Osseler Bote",
            "<p>Mit Werbung weiterlesen: Wir und unsere 145 Partner verwenden Cookies. Sie können "
            "Ihre Einwilligung jederzeit widerrufen.</p><p>Alle akzeptieren</p><p>PUR-Abo werbefrei</p>",
        ),
    ),
    "missing": (Warn.SOFT_404, simple("Page not found", "<p>Try our search or go home.</p>")),
    "missing-words": (
        Warn.SOFT_404,
        simple("The Ossel Gazette", "<p>Sorry, the page you are looking for no longer exists.</p>"),
    ),
    "missing-french": (Warn.SOFT_404, simple("Page introuvable", "<p>Retour à l'accueil.</p>")),
    "paywall": (
        Warn.PAYWALL,
        page(
            paragraphs(PARAGRAPHS[:2]),
            after="<div class='offer'><p>Subscribe to continue reading this story.</p></div>",
        ),
    ),
    "paywall-german": (
        Warn.PAYWALL,
        page(paragraphs(PARAGRAPHS[:2]), after="<div><p>Weiterlesen mit Bote+</p></div>"),
    ),
    "paywall-said": (
        Warn.PAYWALL,
        page(paragraphs(PARAGRAPHS[:2]), data=json.loads(LOCKED)),
    ),
    "shell": (
        Warn.SCRIPT_SHELL,
        '<html><head><title>Gazette</title></head><body><div id="root"></div><script src="/a.js">'
        "</script><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
    ),
    "login": (
        Warn.LOGIN_WALL,
        simple("The Ossel Gazette", "<p>Please sign in to view this page.</p>"),
    ),
    "nothing": (Warn.NO_STORY, simple("The Ossel Gazette", "<p>Hello.</p>")),
}


@pytest.mark.parametrize("name", WALL_PAGES)
def test_a_wall_is_known(name: str) -> None:
    warning, markup = WALL_PAGES[name]
    found = extract(markup)
    assert warning in found.warnings
    assert is_wall(found)


STORIES = {
    "plain": page(),
    "with a cookie banner": page(
        after="<div class='cookie-banner'><p>We value your privacy. We use cookies. Accept all "
        "cookies or manage preferences.</p></div>"
    ),
    "with an offer": page(
        paragraphs() * 1,
        after="<div class='promo'><p>Subscribe to read more of our stories every week.</p></div>",
    ),
    "about robots": page(
        paragraphs()
        + "<p>“Are you a robot?” the ticket machine asked her on Friday, and she said that she was not.</p>"
    ),
    "about a missing page": page(
        paragraphs() + "<p>The museum's oldest page was not found in the archive, a clerk said.</p>"
    ),
    "short": page(paragraphs(PARAGRAPHS[:3])),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_no_wall(name: str) -> None:
    assert not is_wall(extract(STORIES[name]))


def test_a_written_document_is_no_wall() -> None:
    assert not is_wall(document("A short note", ["Only this."]))


def test_every_wall_is_one_of_the_codes() -> None:
    assert set(Warn) >= WALLS.keys()
