"""A portrait on one side of A4."""

from __future__ import annotations

from generator.figures.balance.draw import small_balance
from generator.figures.figure import Drawing, FigureContext
from generator.pages.environment import environment
from generator.pages.portrait.page import Site, place_name
from generator.pages.sheet.common import FOLDER, part, qr_code
from generator.portrait.model import Portrait
from generator.reference.countries import country_grammar
from generator.reference.territories import france, region

PARTNERS = 6
"""Partners of the small figure: as many as the paper has room for."""


def portrait_sheet(site: Site, portrait: Portrait) -> tuple[str, Drawing | None]:
    """The HTML of the sheet, and the figure that lies beside it as ``balance.svg`` (``None`` without any trade)."""
    territory = portrait.territory
    place = place_name(territory, site.edition)
    said = FigureContext(place, site.edition.period, site.edition.source_line, site.edition.demonstration)
    drawing = small_balance(portrait, site.names, said, PARTNERS)
    address = site.absolute(territory)
    html = (
        environment()
        .get_template("fiche_portrait.html.j2")
        .render(
            part=part(portrait, site.analyses[territory]),
            nation=site.portraits[france()],
            national=site.analyses[france()],
            region=region(territory.region_code) if territory.region_code else None,
            place=place,
            edition=site.edition,
            names=site.names,
            drawing=drawing,
            partners=min(PARTNERS, len(portrait.balance)),
            forms=lambda code: country_grammar(code, site.names.short_country(code)),
            evolved=site.evolutions.get(territory),
            root="../" * (site.folder.count("/") + territory.path.count("/") + 2),
            back=f"../../{territory.slug}.html" if site.flat else "../",
            address=address,
            own_address=f"{address}{FOLDER}/",
            qr_code=qr_code(address),
        )
    )
    return html, drawing
