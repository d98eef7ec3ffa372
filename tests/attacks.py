"""Files that mean harm, each made by a function of a folder. This module is the whole list."""

from attacks_archives import VRT, ZIPS
from attacks_markup import MARKUP
from attacks_places import PLACES
from attacks_tables import TABLES

ATTACKS = {**VRT, **ZIPS, **MARKUP, **TABLES, **PLACES}
