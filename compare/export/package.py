"""The `datapackage.json` beside exported files: a data package of the Frictionless standard."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from compare.values import encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DOUBLE": "number",
    "TIMESTAMP": "datetime",
    "DATE": "date",
}
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "duckdb": "application/vnd.duckdb.file",
}
_BLOCK = 1 << 20


class Resource(NamedTuple):
    """A written file, with name, type and comment of each column."""

    path: Path
    columns: tuple[tuple[str, str, str], ...]


def describe(resources: Sequence[Resource], titles: Mapping[str, str]) -> str:
    """The package as JSON: each file with its size, hash and columns. https://datapackage.org"""
    return (
        encode(
            {
                "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
                "name": "duizhao",
                "title": "政府工作报告目标与完成情况",
                "created": datetime.now(UTC).isoformat(timespec="seconds"),
                "resources": [_resource(one, titles) for one in resources],
            }
        )
        + "\n"
    )


def _resource(one: Resource, titles: Mapping[str, str]) -> dict[str, object]:
    form = one.path.suffix[1:]
    described: dict[str, object] = {
        "name": one.path.stem,
        "path": one.path.name,
        "format": form,
        "mediatype": _MEDIA[form],
        "bytes": one.path.stat().st_size,
        "hash": f"sha256:{_digest(one.path)}",
    }
    if form in {"csv", "jsonl"}:
        described["encoding"] = "utf-8"
    if one.path.stem in titles:
        described["description"] = titles[one.path.stem]
    if one.columns:
        described["type"] = "table"
        described["schema"] = {
            "fields": [
                {"name": name, "type": _type(written), "description": comment}
                for name, written, comment in one.columns
            ]
        }
    return described


def _type(written: str) -> str:
    """The standard's name of a column's type."""
    if written.endswith("[]"):
        return "array"
    if written.startswith("STRUCT"):
        return "object"
    if written.startswith("DECIMAL"):
        return "number"
    if written.endswith(("INT", "INTEGER")):
        return "integer"
    return _TYPES.get(written, "any")


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
