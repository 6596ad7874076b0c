"""A synthetic Korea: residents, workplaces and job histories, in the dirty extracts that agencies would send.

`build` writes the extracts (contracts: `ieum/lake/feeds`) and, apart from them, the truth. Nobody in it is
real.
"""

from ieum.world.build import WORLD_DATE, FeedFile, WorldReport, build
from ieum.world.dirt import Dirt

__all__ = ["WORLD_DATE", "Dirt", "FeedFile", "WorldReport", "build"]
