"""Texts that leave the reader: copied, quoted, edited, paged, piped; links by their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import lending, reading
from tests.tui.stories import inquiry, shelf, timetable


async def test_a_quotation_says_where_when_and_at_which_address() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        await reader.do("open", "copy_quote")
        await reader.sees("The quotation was sent to the terminal's clipboard.")
        words, where, url = reader.app.clipboard.strip().split("\n")
        assert words.startswith("“The campaign began in January")
        assert where == (
            "— Harbour Courier, “Inquiry into the death of a ferryman opens”, "
            "as of 2026-06-28 12:00 UTC"
        )
        assert url == "https://courier.example/inquiry"


async def test_chosen_words_are_quoted_without_numbers_of_links() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        await reader.do("open", "bottom")
        await reader.sees("the port's own pages[1].")
        reader.app.screen.text_select_all()
        await reader.do("copy_quote")
        await reader.until(lambda: "the port's own pages." in reader.app.clipboard)


async def test_a_machine_s_own_clipboard_is_used_where_there_is_one() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        reader.web.programs.clipboard = True
        await reader.do("copy_link")
        await reader.sees("The address is on the clipboard.")
        assert reader.web.programs.given == [("copy", "https://courier.example/inquiry")]


async def test_editor_pager_and_pipe_get_the_text_and_the_reader_goes_on() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("open")
        with lending(reader):
            await reader.do("edit", "pager", "pipe")
            await reader.type("wc -w")
            await reader.pilot.press("enter")
            await reader.rest()
        kinds = [each[0] for each in reader.web.programs.given]
        assert kinds == ["edit", "page", "pipe"]
        assert reader.web.programs.given[2][1] == "wc -w"
        assert all("The second is not set." in " ".join(each) for each in reader.web.programs.given)
        await reader.sees("Harbour Courier")


async def test_a_diff_is_piped_with_marks_about_its_words() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("diff")
        with lending(reader):
            await reader.do("pager")
        assert "[-in custody-]" in reader.web.programs.given[0][1]


async def test_where_no_terminal_can_be_lent_that_is_said() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("open", "edit")
        await reader.sees("There is no terminal to lend here.")


async def test_a_link_is_opened_by_its_number() -> None:
    async with reading([inquiry()], (80, 40)) as reader:
        await reader.do("open")
        await reader.sees("own pages[1]", "[1] https://port.example/rules")
        await reader.do("link")
        await reader.type("2")
        await reader.pilot.press("enter")
        await reader.sees("No link has it.")
        await reader.pilot.press("backspace", "1", "enter")
        await reader.until(lambda: reader.web.programs.browsed == ["https://port.example/rules"])


@pytest.mark.parametrize("words", ["", "0", "-1", "²", "99999999"])
async def test_what_is_no_link_s_number_opens_nothing(words: str) -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        await reader.do("open", "link")
        await reader.type(words)
        await reader.pilot.press("enter")
        await reader.sees("No link has it.")
        assert reader.web.programs.browsed == []


async def test_evidence_of_a_change_is_written_and_shown_in_the_browser() -> None:
    async with reading([inquiry()], (99, 24)) as reader:
        await reader.do("diff")
        await reader.sees("e evidence")
        await reader.do("evidence")
        await reader.sees("Wrote ~/kept/evidence-1-1-2.html, and opened it in your browser.")
        (url,) = reader.web.programs.browsed
        assert url == (Path.home() / "kept/evidence-1-1-2.html").as_uri()


async def test_evidence_is_written_where_there_is_no_browser() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        reader.web.programs.browser = "none"
        await reader.do("diff", "evidence")
        await reader.sees("Wrote ~/kept/evidence-1-1-2.html. No browser here shows it.")


async def test_a_browser_of_the_terminal_s_gets_the_terminal_and_the_reader_goes_on() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        reader.web.programs.browser = "terminal"
        with lending(reader):
            await reader.do("browse")
        assert reader.web.programs.given == [("browse", "https://courier.example/inquiry")]
        await reader.sees("Inquiry into the death of a ferryman")


async def test_where_there_is_no_browser_the_address_is_told() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        reader.web.programs.browser = "none"
        await reader.do("browse")
        await reader.sees("There is no browser here for it: https://courier.example/inquiry")


async def test_evidence_that_can_t_be_written_says_why() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        reader.web.full = True
        await reader.do("diff", "evidence")
        text = await reader.sees("The disk is full. Make room.")
        assert "writing" not in text
        assert not reader.web.programs.browsed


async def test_where_nothing_changed_there_is_nothing_to_prove() -> None:
    async with reading([timetable()], (80, 24)) as reader:
        await reader.do("diff", "evidence")
        await reader.sees("There is no change to prove.")
