"""Every action of the reader in one table. Importing this imports nothing: the first page needs it.

The bindings, the help screen, the bar at the foot, the palette and the README's key table are all
made from it, so none of them can tell a different story. An action's `id` is what the config's
`[keys]` names, and `action_<id>` the method that does it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Action:
    """One thing the reader can do.

    `keys`: in Textual's names. `text`: a word or two for the bar; `help`: a phrase for the help
    screen and the palette. `bar`: its rank there, 0 for not at all; `pair`: the action whose key
    stands there with its own.
    """

    __slots__ = ("bar", "help", "id", "keys", "pair", "places", "text")

    def __init__(
        self,
        id: str,
        keys: tuple[str, ...],
        text: str,
        help: str,
        places: frozenset[str],
        bar: int,
        pair: str,
    ) -> None:
        self.id = id
        self.keys = keys
        self.text = text
        self.help = help
        self.places = places
        self.bar = bar
        self.pair = pair

    def with_keys(self, keys: tuple[str, ...]) -> Action:
        """Return the same action on other keys."""
        return Action(self.id, keys, self.text, self.help, self.places, self.bar, self.pair)


PLACES = (
    *("library", "article", "timeline", "diff", "changes", "help", "search", "trace"),
    *("sources", "feeds", "welcome", "settings"),
)
_LIBRARY, _ARTICLE, _TIMELINE, _DIFF, _CHANGES, _HELP, _SEARCH, _TRACE, *_REST = PLACES
_SOURCES, _FEEDS, _WELCOME, _SETTINGS = _REST
_ALL = frozenset(PLACES)
_LISTS = frozenset({_LIBRARY, _CHANGES, _TIMELINE, _SEARCH, _TRACE})
_TEXTS = frozenset({_ARTICLE, _DIFF})
_HOME = frozenset({_LIBRARY, _WELCOME})
_STORIES = _LISTS | _TEXTS
_OPENING = _LISTS | {_SOURCES, _FEEDS, _SETTINGS}
_LOOKING = frozenset({_LIBRARY, _CHANGES, _FEEDS})
_WORDING = frozenset({_SEARCH, _ARTICLE})
_NOT_CHANGES, _NOT_SOURCES, _NOT_FEEDS, _NOT_SETTINGS, _NOT_SEARCH = (
    _ALL - {_HELP, each} for each in (_CHANGES, _SOURCES, _FEEDS, _SETTINGS, _SEARCH)
)
_UNREAD = frozenset({_LIBRARY, _ARTICLE})
_MARKED = frozenset({*_TEXTS, _LIBRARY, _CHANGES})


def _action(
    id: str,
    keys: str,
    text: str,
    help: str,
    places: Iterable[str] = _ALL,
    bar: int = 0,
    pair: str = "",
) -> Action:
    """Return a row of the table; `keys`: parted by spaces."""
    row = tuple(keys.split())
    where = frozenset(places)
    return Action(id, row, text, help, where, bar, pair)


ACTIONS: tuple[Action, ...] = (
    _action("open", "enter l right", "read", "open what the cursor is on", _OPENING, 1),
    _action("diff", "d", "diff", "what changed, side by side", _STORIES - {_TIMELINE, _DIFF}, 2),
    _action("next_change", "n", "change", "the next change", [_DIFF], 1, "previous_change"),
    _action("previous_change", "N", "change before", "the change before", [_DIFF]),
    _action("older", "[", "snapshot", "the snapshot before", _TEXTS, 3, "newer"),
    _action("newer", "]", "newer", "the snapshot after", _TEXTS),
    _action("inline", "x", "inline", "side by side, or in one column", [_DIFF], 4),
    _action("only", "c", "fold", "fold what stayed the same", [_DIFF], 5),
    _action("evidence", "e", "evidence", "write a file that proves the change", [_DIFF], 6),
    _action("timeline", "t", "timeline", "every text it had", _STORIES - {_TIMELINE}, 6),
    _action("check", "r", "check", "look at this article now", _STORIES, 7),
    _action("check_due", "R", "check due", "look at all that are due", [_LIBRARY, _CHANGES]),
    _action("demo", "D", "demo", "look around in sample stories, offline", [_WELCOME], 1),
    _action("first_feed", "f", "follow", "follow a feed, or a paper's page", [_WELCOME], 2),
    _action("add", "a", "add", "save an article by its address", _HOME, 8),
    _action("inbox", "i", "changes", "what publishers changed, newest first", _NOT_CHANGES, 9),
    _action("find", "/", "search", "search in headlines, or in the text", [_LIBRARY, _ARTICLE], 10),
    _action("next_match", "n", "next match", "the next place that fits", [_ARTICLE]),
    _action("previous_match", "N", "previous match", "the place before that fits", [_ARTICLE]),
    _action("search", "s", "search all", "search every text of every article", _NOT_SEARCH, 14),
    _action("trace", "w ctrl+t", "trace", "where a wording stood, when it vanished", _WORDING, 5),
    _action("sources", "L", "sources", "what each source changed, and told of", _NOT_SOURCES, 17),
    _action(
        "disclosures", "f", "filter", "unread, silent, partly, disclosed, removed", [_CHANGES], 3
    ),
    _action("kinds", "c", "kind", "factual, sourcing, rewrite, update, copyedit", [_CHANGES], 4),
    _action("silent_first", "S", "silent first", "silent factual ones first", [_CHANGES], 5),
    _action("feeds", "F", "feeds", "what is followed, and what it shows", _NOT_FEEDS, 18),
    _action("follow", "a", "follow", "follow a feed, or the feed of a page", [_FEEDS], 2),
    _action("save_entry", "S", "save", "make an article of this entry", [_FEEDS], 3),
    _action("refresh", "r", "refresh", "look at this feed now", [_FEEDS], 4, "refresh_all"),
    _action("refresh_all", "R", "refresh all", "look at all feeds now", [_FEEDS]),
    _action("rule", "e", "rule", "which entries become articles", [_FEEDS], 5),
    _action("unfollow", "D delete", "unfollow", "follow it no more; articles stay", [_FEEDS], 6),
    _action(
        "settings", "comma", "settings", "colours, keys, and all that can be set", _NOT_SETTINGS, 19
    ),
    _action("stop", "X", "stop", "end the looks that are under way", _LOOKING),
    _action("since", "U", "since read", "what changed since you last read it", _MARKED),
    _action("choose", "v", "choose words", "choose words with the arrow keys", [_ARTICLE]),
    _action("filter", "f", "filter", "unread, changed, silent, starred …", [_LIBRARY], 11),
    _action("read", "m", "mark", "mark as read or unread", _MARKED, 12),
    _action("read_all", "M", "mark all", "mark all of this list as read", [_LIBRARY]),
    _action("star", "*", "star", "put a star on it, or take it off", _MARKED),
    _action("tag", "T", "tag", "give it tags, or take them off", _MARKED),
    _action("archive", "A", "archive", "put it into the archive, or back", _MARKED),
    _action("remove", "D delete", "remove", "take it out of the list", _MARKED),
    _action("mute", "!", "mute", "hide or show a source or a phrase", _MARKED),
    _action("undo", "z", "undo", "take back what was done last", _MARKED | {_FEEDS, _SETTINGS}, 16),
    _action("browse", "o", "browser", "open the page in your browser", {*_STORIES, _FEEDS}, 15),
    _action("copy_link", "y", "copy link", "copy the address", {*_STORIES, _FEEDS}),
    _action("copy_text", "Y", "copy text", "copy what is shown as text", _TEXTS),
    _action("pane", "tab", "pane", "go to the other pane", [_LIBRARY, _FEEDS]),
    _action("copy_quote", '"', "copy quote", "copy a passage with where it stood", [_ARTICLE]),
    _action("edit", "E", "editor", "open the text in $EDITOR", _TEXTS),
    _action("pager", "p", "pager", "show the text in $PAGER", _TEXTS),
    _action("pipe", "|", "pipe", "hand the text to a command", _TEXTS),
    _action("link", "#", "link", "open a link by its number", [_ARTICLE]),
    _action("wider", "+ =", "wider", "longer lines", [_ARTICLE]),
    _action("narrower", "-", "narrower", "shorter lines", [_ARTICLE]),
    _action(
        "next_unread",
        "u",
        "next unread",
        "the next unread one, as Space at an end",
        _UNREAD,
    ),
    _action("down", "j down", "down", "a line down"),
    _action("up", "k up", "up", "a line up"),
    _action(
        "page_down",
        "space pagedown",
        "page down",
        "a page down",
    ),
    _action("page_up", "b pageup", "page up", "a page up"),
    _action("top", "g home", "top", "to the beginning"),
    _action("bottom", "G end", "bottom", "to the end"),
    _action("help", "?", "help", "the keys of this screen", _ALL - {_HELP}),
    _action("back", "q h left escape", "back", "back to where you were", _ALL - _HOME),
    _action(
        "show_all",
        "escape h left",
        "show all",
        "end search and filter, as q does first",
        [_LIBRARY],
    ),
    _action("leave", "q", "quit", "leave the reader", _HOME),
    _action("command_palette", "ctrl+p", "palette", "every action, found by typing"),
    _action("quit", "ctrl+q", "quit", "leave at once"),
)

_SHOWN = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "tab": "Tab",
    "comma": ",",
    "delete": "Del",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def shown(key: str) -> str:
    """Return a key as people write it: `Enter`, `^p`, `?`."""
    return "^" + key[5:] if key.startswith("ctrl+") else _SHOWN.get(key, key)


def actions(place: str, keys: Mapping[str, str] | None = None) -> Iterator[Action]:
    """Yield the actions of a screen, with the user's own keys where `keys` names the action."""
    for action in ACTIONS:
        if place in action.places:
            own = keys.get(action.id) if keys else None
            yield action.with_keys(tuple(own.split(","))) if own else action


def bar(place: str, keys: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Return keys and words for the bar at a screen's foot, the most wanted first."""
    here = {action.id: action for action in actions(place, keys)}
    ranked = sorted((each for each in here.values() if each.bar), key=lambda each: each.bar)
    named = ((_keys(each, here.get(each.pair)), _word(each, place)) for each in ranked)
    return tuple((keys, word) for keys, word in named if word)


def ends(place: str, keys: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Return what always stands at the bar's right end: the way back, and to all other keys."""
    here = {action.id: action for action in actions(place, keys)}
    wanted = (here.get(name) for name in ("back", "leave", "help", "command_palette"))
    return tuple((shown(action.keys[0]), action.text) for action in wanted if action)


def _keys(action: Action, pair: Action | None) -> str:
    """Return an action's first key, with that of its pair: `n/N`, `[ ]`."""
    key = shown(action.keys[0])
    if pair is None:
        return key
    return f"{key}/{shown(pair.keys[0])}" if key.isalnum() else f"{key} {shown(pair.keys[0])}"


_WORDS = {
    ("open", _CHANGES): "diff",
    ("open", _TIMELINE): "diff",
    ("open", _SOURCES): "changes",
    ("open", _FEEDS): "entries",
    ("open", _SETTINGS): "change",
    ("diff", _CHANGES): "",
    ("timeline", _DIFF): "",
    ("check", _DIFF): "",
    **dict.fromkeys(((name, _WELCOME) for name in ("inbox", "search", "sources", "feeds")), ""),
}


def _word(action: Action, place: str) -> str:
    """Return an action's word in the bar; one that another stands for has none."""
    if action.id == "inbox" and place not in _HOME:
        return ""  # a key everywhere, but room in the bar only where one begins
    return _WORDS.get((action.id, place), action.text)
