"""Accuracy must not fall: every figure stays at or above its floor in floors.json (see measure.py)."""

from __future__ import annotations

import pytest
from measure import (
    GOLD,
    MEASURE_FIGURES,
    PAIR_FIGURES,
    PAIRS_TOGETHER,
    TOLERANCE,
    Figures,
    digests,
    floors,
    measures_of,
    pairs_together,
)

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the answer keys aren't here (DUIZHAO_SHARED)")


def fallen(figures: Figures, floor: Figures) -> dict[str, tuple[float, float]]:
    """What is below its floor: the figure and the floor, by name."""
    return {
        name: (figures[name], least) for name, least in floor.items() if figures[name] < least - TOLERANCE
    }


def test_keys_and_texts_are_those_that_the_floors_were_measured_on() -> None:
    assert digests() == floors()["digests"]


@pytest.mark.parametrize("key", floors()["measures"])
def test_the_figures_of_a_report_are_read_as_well_as_ever(key: str) -> None:
    floor = floors()["measures"][key]

    assert set(floor) == set(MEASURE_FIGURES)
    assert fallen(measures_of(key), floor) == {}


def test_targets_find_their_results_as_well_as_ever() -> None:
    floor = floors()["pairs"][PAIRS_TOGETHER]

    assert set(floor) == set(PAIR_FIGURES)
    assert fallen(pairs_together(), floor) == {}
