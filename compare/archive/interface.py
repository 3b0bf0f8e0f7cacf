"""The documented interface of an archive: its tables and views, with what their SQL says of them.

A comment stands at the head of each file and behind each column. A view's column that has none means what the
column of that name means in the views before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.archive import schema

_RELATION = re.compile(r"^CREATE (?:TABLE IF NOT EXISTS|OR REPLACE VIEW) (\w+)", re.MULTILINE)
_TABLE_COLUMN = re.compile(r"^ {4}(\w+) [A-Z][^-]*?-- *(\S.*)$", re.MULTILINE)
_ADDED_COLUMN = re.compile(r"^ALTER TABLE \w+ ADD COLUMN IF NOT EXISTS (\w+) .*;\s*-- *(\S.*)$", re.MULTILINE)
_VIEW_COLUMN = re.compile(r"^(?!\s*--).*?(\w+),? +-- *(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A table or view, or a column of one."""

    relation: str
    kind: str
    """`table` or `view`."""
    column: str
    """Empty for the relation itself."""
    type: str
    comment: str


def interface() -> tuple[Part, ...]:
    """Views, then tables, each followed by its columns in order."""
    from compare.archive.store import Archive

    views, tables = _comments("views"), _comments("tables")
    parts: list[Part] = []
    inherited: dict[str, str] = {}
    with Archive.open(None) as archive:
        for kind, described in (("view", views), ("table", tables)):
            for relation, (head, own) in described.items():
                parts.append(Part(relation, kind, "", "", head))
                if kind == "view":
                    inherited |= own
                known = inherited if kind == "view" else own
                _, rows = archive.rows(f"DESCRIBE {relation}")
                parts += [
                    Part(relation, kind, name, _type(written), known.get(name, ""))
                    for name, written, *_ in rows
                ]
    return tuple(parts)


def _comments(folder: str) -> dict[str, tuple[str, dict[str, str]]]:
    """For each relation what its head says, and what is said of its columns."""
    found = {}
    for text in schema.scripts(folder).values():
        created = _RELATION.search(text)
        assert created is not None
        head, body = text[: created.start()], text[created.end() :]
        patterns = (_VIEW_COLUMN,) if folder == "views" else (_TABLE_COLUMN, _ADDED_COLUMN)
        columns = {match[1]: match[2].strip() for pattern in patterns for match in pattern.finditer(body)}
        found[created[1]] = _head(head, created[1]), columns
    return found


def _head(text: str, relation: str) -> str:
    """The comment at the head of a file as one paragraph, without the relation's name before it."""
    lines = [line.removeprefix("--").strip() for line in text.splitlines() if line.startswith("--")]
    return " ".join(lines).removeprefix(f"{relation}: ")


def _type(written: str) -> str:
    """A STRUCT by its name alone: its fields stand in the SQL."""
    return "STRUCT" if written.startswith("STRUCT") else written
