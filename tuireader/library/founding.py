"""Opening a library's file: making it, knowing it again, bringing an older one up to date."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from tuireader.errors import DamagedLibraryError, LibraryError, NewerSchemaError
from tuireader.library import schema
from tuireader.library.place import network
from tuireader.library.storage import Engine
from tuireader.library.storage.layout import checksum
from tuireader.library.storage.rows import physical
from tuireader.library.store import Store

Migration = Callable[[Engine], None]


def _add_mutes(engine: Engine) -> None:
    engine.execute('ALTER TABLE docs_articles ADD COLUMN "muted" INTEGER')
    for statement in schema.LAYOUTS[schema.MUTES].statements(physical(schema.MUTES)):
        engine.execute(statement)


def _find_by_address(engine: Engine) -> None:
    table = physical(schema.FORMERS)
    for name in (schema.FORMERS, schema.ARTICLES):
        for statement in schema.LAYOUTS[name].statements(physical(name)):
            engine.execute(statement)
    engine.execute(
        f'INSERT INTO "{table}" (key, article) SELECT each.value, articles.id '  # noqa: S608
        f"FROM \"{physical(schema.ARTICLES)}\" articles, json_each(doc, '$.was') each"
    )


def _sum_up(engine: Engine) -> None:
    """Give every record its checksum; those on a damaged page go without."""
    names = (
        *("articles", "snapshots", "texts", "checks", "overrulings"),
        *("feeds", "entries", "formers", "mutes"),
    )
    for table in map(physical, names):
        columns = {row[1] for row in engine.rows(f'PRAGMA table_info("{table}")')}
        if "sum" not in columns:
            engine.execute(f'ALTER TABLE "{table}" ADD COLUMN sum INTEGER')
        wanted = sorted(columns - {"id", "sum", "data"})
        with suppress(DamagedLibraryError):
            (last,) = engine.row(f'SELECT max(id) FROM "{table}"')  # noqa: S608
            for start in range(0, last or 0, _BATCH):
                _sum_batch(engine, table, wanted, start)


def _sum_batch(engine: Engine, table: str, names: Sequence[str], start: int) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    wanted = f'SELECT id, {listed} FROM "{table}" WHERE id > ? AND id <= ?'  # noqa: S608
    change = f'UPDATE "{table}" SET sum = ? WHERE id = ?'  # noqa: S608
    with suppress(DamagedLibraryError):
        for number, *row in engine.rows(wanted, (start, start + _BATCH)):
            held = {
                name: value for name, value in zip(names, row, strict=True) if value is not None
            }
            engine.execute(change, (checksum(held), number))


_BATCH = 256

MIGRATIONS: tuple[Migration, ...] = (_add_mutes, _find_by_address, _sum_up)
"""The first brings a library of form 1 to form 2, and so on; never changed once released."""


def found(
    path: Path,
    *,
    read_only: bool = False,
    keep_raw: bool = True,
    patience: float,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> Store:
    """Open a library, made if it is not there, brought up to date if it is older.

    Raises:
        NewerSchemaError: a newer program made it.
        LibraryError: it can't be used, or is none.
    """
    notes = _make_way(path, read_only=read_only)
    store = Store(path, read_only=read_only, keep_raw=keep_raw, patience=patience)
    try:
        notes += _bring_up_to_date(store, migrations)
        store.engine.notes += notes
        store.database.tables()  # Notes which there are, so that nobody has to ask again.
    except BaseException:
        store.database.close()
        raise
    return store


def _make_way(path: Path, *, read_only: bool) -> tuple[str, ...]:
    """Make the folder of a library that is not there yet; return what to know about it."""
    try:
        if path.is_dir():
            raise LibraryError(f"{path} is a folder, not a library.", _ANOTHER)
        if path.exists():
            return ()
    except PermissionError:
        return ()  # whoever opens it says so
    if read_only:
        raise LibraryError(f"There is no library at {path}.", "`tuireader add URL` makes one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {path.parent} can't be made ({error.strerror}).", _ANOTHER
        ) from error
    kind = network(path.parent)
    if kind is None:
        return ()
    return (
        f"{path} is on a network folder ({kind}), where locks may not hold: use it on one computer "
        "at a time, or name a folder of this one: --home DIR.",
    )


_LEGIBLE_WITHOUT = frozenset((_sum_up,))
"""What an older library may lack and be read all the same."""

_ANOTHER = "Name another place: --home DIR."


def _bring_up_to_date(store: Store, migrations: Sequence[Migration]) -> tuple[str, ...]:
    """Make the tables, or bring older ones up to date; return what to know about it."""
    newest = 1 + len(migrations)
    number = _number(store.engine)
    if number > newest:
        raise NewerSchemaError(
            f"{store.path} was made by a newer program (form {number}; this one knows {newest}).",
            "Install the newest tuireader.",
        )
    if number == newest:
        return ()
    if store.read_only and _LEGIBLE_WITHOUT.issuperset(migrations[max(number - 1, 0) :]):
        return ()
    if store.read_only:
        raise LibraryError(
            f"{store.path} is of an older form, which can't be read without changing it.",
            "Open it once with the right to write.",
        )
    if number == 0:
        _make(store.engine, newest)
        _sync_folder(store.path.parent)
        return ()
    backup = _migrate(store, migrations)
    return (f"{store.path} was brought up to date; it is as before in {backup}.",)


def _number(engine: Engine) -> int:
    """Return a library's schema number; 0 for a file that is still empty."""
    return int(engine.row("PRAGMA user_version")[0])


def _make(engine: Engine, newest: int) -> None:
    with engine.transaction():
        if _number(engine):
            return
        for name, layout in schema.LAYOUTS.items():
            for statement in layout.statements(physical(name)):
                engine.execute(statement)
        for statement in schema.INDEXES:
            engine.execute(statement)
        engine.execute(f"PRAGMA application_id = {schema.MARK}")
        engine.execute(f"PRAGMA user_version = {newest}")


def _migrate(store: Store, migrations: Sequence[Migration]) -> Path:
    """Bring a library up to date in one transaction; return the copy made of it before."""
    engine = store.engine
    backup = store.path.with_name(f"{store.path.name}.form-{_number(engine)}")
    engine.copy_to(backup)
    _sync_folder(backup.parent)
    with engine.transaction():
        for migration in migrations[_number(engine) - 1 :]:
            migration(engine)
        engine.execute(f"PRAGMA user_version = {1 + len(migrations)}")
    return backup


def _sync_folder(folder: Path) -> None:
    """Make sure that a new file's name is on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
