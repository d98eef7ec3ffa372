"""The map's colours, measured as eyes see them."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from geo import palettes

SIGHTS = (None, "deuteranomaly", "protanomaly", "tritanomaly")


def rgb(colour, opacity=1.0):
    def channels(text):
        return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)]) / 255

    return opacity * channels(colour) + (1 - opacity) * channels(palettes.SEA)


def seen(colour, sight):
    if sight is None:
        return colour
    blind = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(colour, blind, "sRGB1"), 0, 1)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("opacity", [1.0, 0.92, 0.7])
def test_no_two_cells_of_the_bivariate_palette_can_be_taken_for_each_other(sight, opacity):
    cells = [rgb(colour, opacity) for row in palettes.BIVARIATE for colour in row]
    closest = min(
        deltaE(seen(one, sight), seen(other, sight), input_space="sRGB1") for one, other in combinations(cells, 2)
    )
    assert closest >= 15


@pytest.mark.parametrize("ramp", [palettes.DUPLICATION, palettes.INTEGRATION, palettes.COUNT, palettes.INSUFFICIENT])
def test_a_ramp_grows_darker_step_by_step_for_every_sight(ramp):
    for sight in SIGHTS:
        lightness = [cspace_convert(seen(rgb(colour), sight), "sRGB1", "CAM02-UCS")[0] for colour in ramp]
        assert all(low - high >= 4 for low, high in pairwise(lightness)), (sight, lightness)
