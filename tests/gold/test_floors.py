"""How floors rise: never down, and only on the keys and texts they were measured on."""

from __future__ import annotations

from typing import Any

import pytest
from measure import raised

DIGESTS = {
    "docs/a-2024.md": "1",
    "docs/a-2025.md": "2",
    "measures/a-2024.tsv": "3",
    "pairs/a-2024--a-2025.tsv": "4",
}


def reading(found: float, precision: float, digests: dict[str, str] = DIGESTS) -> dict[str, Any]:
    """What a measurement gives, and what floors.json holds."""
    return {
        "digests": digests,
        "measures": {"a-2024": {"found_f1": found, "exact_f1": 0.9, "headline_exact": 1.0}},
        "pairs": {"all": {"p": precision, "r": 0.8, "verdicts_right": 1.0}},
    }


def test_a_better_reading_raises_the_floor_and_leaves_the_others() -> None:
    assert raised(reading(0.96, 0.95), reading(0.97, 0.95)) == reading(0.97, 0.95)


def test_rounding_neither_lowers_a_floor_nor_is_refused() -> None:
    assert raised(reading(0.96, 0.95), reading(0.9596, 0.95)) == reading(0.96, 0.95)


def test_a_worse_reading_is_refused_with_every_figure_that_fell() -> None:
    with pytest.raises(ValueError, match="below its floor") as refused:
        raised(reading(0.96, 0.95), reading(0.95, 0.9))

    assert str(refused.value).splitlines() == [
        "a-2024: found_f1 0.95 is below its floor, 0.96",
        "all: p 0.9 is below its floor, 0.95",
    ]


def test_another_key_is_refused_even_where_the_figures_are_better() -> None:
    other = {**DIGESTS, "measures/a-2024.tsv": "33"}

    with pytest.raises(ValueError, match=r"^measures/a-2024.tsv: not what its floor was measured on$"):
        raised(reading(0.96, 0.95), reading(0.99, 0.99, other))


def test_a_key_that_is_gone_is_refused() -> None:
    fewer = {path: digest for path, digest in DIGESTS.items() if not path.startswith("pairs/")}

    with pytest.raises(ValueError, match=r"^pairs/a-2024--a-2025.tsv: not what its floor was measured on$"):
        raised(reading(0.96, 0.95), reading(0.96, 0.95, fewer))


def test_a_new_key_starts_a_new_floor_where_it_counts_and_only_there() -> None:
    other = {**DIGESTS, "measures/a-2024.tsv": "33"}

    assert raised(reading(0.96, 0.95), reading(0.9, 0.95, other), new_keys=True) == reading(0.9, 0.95, other)
    with pytest.raises(ValueError, match=r"^all: p 0.9 is below its floor, 0.95$"):
        raised(reading(0.96, 0.95), reading(0.9, 0.9, other), new_keys=True)


def test_a_new_text_starts_new_floors_for_all_that_was_measured_on_it() -> None:
    other = {**DIGESTS, "docs/a-2024.md": "11"}

    assert raised(reading(0.96, 0.95), reading(0.9, 0.9, other), new_keys=True) == reading(0.9, 0.9, other)
