"""The sample's pictures, drawn by code as prints in two or three inks."""

from collections.abc import Callable, Mapping
from io import BytesIO

from courant.exchange.sample.drawings import (
    bridge,
    coast,
    corners,
    fields,
    halls,
    harbour,
    light,
    offices,
    square,
    streets,
    table,
    yard,
)
from courant.exchange.sample.drawings.labels import exif_of, iptc_segment, xmp_packet
from courant.exchange.sample.drawings.pictures import PICTURES, Picture
from courant.exchange.sample.drawings.sheet import Sheet

__all__ = ["PICTURES", "Picture", "draw"]

JPEG_QUALITY = 84

SCENES: Mapping[str, Callable[[tuple[int, int]], Sheet]] = {
    "laat-bridge": bridge.laat_bridge,
    "cranes": harbour.cranes,
    "ferry": harbour.ferry,
    "shipyard": yard.shipyard,
    "lighthouse": light.lighthouse,
    "staircase": light.staircase,
    "wind-farm": coast.wind_farm,
    "gables": coast.gables,
    "courthouse": square.courthouse,
    "market": square.market,
    "flooded-street": streets.flooded_street,
    "tram": streets.tram,
    "bakery": corners.bakery,
    "bicycles": corners.bicycles,
    "archive": offices.archive,
    "auction-hall": halls.auction_hall,
    "stage": halls.stage,
    "council": offices.council,
    "football": fields.football,
    "rowing": fields.rowing,
    "herring": table.herring,
    "tide-table": table.tide_table,
}


def draw(name: str) -> bytes:
    """Return a picture as a JPEG file, labelled as a newsroom's would be.

    The same name gives the same bytes with the same version of Pillow.  About half a second
    of one core each.

    Raises:
        KeyError: There is no picture of that name; ``PICTURES`` lists them.
    """
    picture = PICTURES[name]
    file = BytesIO()
    SCENES[name](picture.size).printed().save(
        file,
        "JPEG",
        quality=JPEG_QUALITY,
        exif=exif_of(picture),
        xmp=xmp_packet(picture),
        extra=iptc_segment(picture),
    )
    return file.getvalue()
