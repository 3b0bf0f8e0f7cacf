"""Tables and views of an archive: making them, and bringing an older archive up to them."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from compare.lexicon.loader import own, shipped_text
from compare.resources import shipped

if TYPE_CHECKING:
    from compare.archive.store import Archive

VERSION = 2


def scripts(folder: str) -> dict[str, str]:
    """The SQL of `tables` or `views` by file name, in order."""
    files = sorted((shipped("sql") / folder).glob("*.sql"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


@cache
def digest() -> str:
    """What an archive must have been prepared with: the scripts, and the rules its names are filed by."""
    rules = [shipped_text(f"{name}.toml") for name in ("indicators", "pairing", "series", "units")]
    parts = (*scripts("tables").values(), *scripts("views").values(), *rules)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def own_rules() -> str:
    """A digest of the user's own indicators, empty where there are none."""
    entries = own().tables.get("indicators")
    return hashlib.sha256(repr(entries).encode()).hexdigest() if entries else ""


def prepare(archive: Archive) -> None:
    """Make what is missing and write anew what has changed; to be called within a transaction."""
    for script in scripts("tables").values():
        archive.connection.execute(script)
    _derive(archive)
    list_indicators(archive)
    for script in scripts("views").values():
        archive.connection.execute(script)


def _derive(archive: Archive) -> None:
    """Fill the columns that an earlier version didn't write."""
    from compare.archive import records

    _, rows = archive.rows("SELECT DISTINCT report_id FROM measure WHERE measure_key IS NULL")
    for (identity,) in rows:
        extract = records.read(archive, identity)
        columns = {"measure_id": records.measure_ids(extract), **records.derived(extract)}
        archive.connection.execute(
            "UPDATE measure SET measure_key = new.key, hardness = new.hardness FROM ("
            " SELECT unnest(?::VARCHAR[]) AS id, unnest(?::VARCHAR[]) AS key,"
            " unnest(?::INTEGER[]) AS hardness"
            ") AS new WHERE measure.measure_id = new.id",
            list(columns.values()),
        )


def list_indicators(archive: Archive) -> None:
    """Write the table `indicator` anew, the user's own among them, and file all names by it."""
    from compare.archive.filing import file_anew
    from compare.lexicon.indicators import indicators

    entries = tuple(indicators().by_id.values())
    archive.connection.execute("DELETE FROM indicator")
    archive.insert(
        "indicator",
        {
            "canonical": [entry.id for entry in entries],
            "name": [entry.name for entry in entries],
            "indicator_group": [entry.group for entry in entries],
            "unit": [entry.unit for entry in entries],
            "aspect": [entry.aspect for entry in entries],
            "direction": [entry.direction for entry in entries],
            "parent": [entry.parent for entry in entries],
        },
    )
    file_anew(archive)
