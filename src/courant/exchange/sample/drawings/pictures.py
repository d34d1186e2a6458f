"""Which pictures the sample has: their upload names, makers, captions and places."""

from dataclasses import dataclass

YEAR = 2026
COPYRIGHT = f"© {YEAR} The Outer Light, Wendelhaven"
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture and what its file says of itself."""

    name: str
    file_name: str  # as a newsroom's camera or scanner would have it; readers never see it
    creator: str
    caption: str
    size: tuple[int, int] = (1920, 1280)  # pixels
    place: tuple[float, float] | None = None  # latitude, longitude: EXIF that must not survive

    @property
    def credit(self) -> str:
        """Return the words that stand beside the picture."""
        return f"{self.creator} / The Outer Light"


NORTH, EAST = 53.4127, 4.7583  # a point at sea
LOT, BEHNAM = "Lot Kranendonk", "Behnam Tavakkol"
TALL, SQUARE, WIDE = (1280, 1920), (1440, 1440), (2400, 1080)

PICTURES = {
    picture.name: picture
    for picture in (
        Picture("laat-bridge", "IMG_2231.jpg", LOT, "The Laat Bridge.", place=(NORTH, EAST)),
        Picture("cranes", "IMG_2260.jpg", LOT, "Coal Quay.", place=(NORTH, EAST)),
        Picture("ferry", "DSC00417.jpg", LOT, "The ferry Scholekster in fog."),
        Picture("courthouse", "scan_0031.jpg", BEHNAM, "The courthouse on Weighhouse Square."),
        Picture("market", "P1040988.jpg", LOT, "Saturday market under the Weighhouse."),
        Picture("flooded-street", "IMG_1807.jpg", BEHNAM, "Water in Ropewalk."),
        Picture("lighthouse", "DSC00512.jpg", LOT, "The Outer Light.", TALL),
        Picture("staircase", "DSC00519.jpg", LOT, "The stairs of the Outer Light.", TALL),
        Picture("auction-hall", "IMG_3342.jpg", BEHNAM, "The auction hall before five."),
        Picture("football", "DJI_0077.jpg", BEHNAM, "Saltfield from above."),
        Picture("stage", "scan_0044.jpg", LOT, "The stage of the Sail Loft."),
        Picture("tram", "IMG_2914.jpg", BEHNAM, "Line 2 on the quay in the rain."),
        Picture("wind-farm", "DJI_0102.jpg", LOT, "Long Sand at first light.", WIDE),
        Picture("bakery", "IMG_2675.jpg", LOT, "The bakery on Ropewalk at four in the morning."),
        Picture("archive", "scan_0008.jpg", BEHNAM, "The town archive."),
        Picture("bicycles", "P1041203.jpg", BEHNAM, "The rack behind the library."),
        Picture("tide-table", "scan_0052.jpg", LOT, "A fortnight of tides."),
        Picture("herring", "IMG_3390.jpg", LOT, "Three herring.", SQUARE),
        Picture("rowing", "DJI_0131.jpg", BEHNAM, "An eight on the Old Basin."),
        Picture("shipyard", "IMG_2788.jpg", BEHNAM, "The slip at Vane & Dekker."),
        Picture("council", "scan_0061.jpg", BEHNAM, "The council chamber."),
        Picture("gables", "P1041377.jpg", LOT, "Gables on the Old Basin."),
    )
}  # fmt: skip
