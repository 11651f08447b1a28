"""A portrait on one side of A4."""

from __future__ import annotations

from generator.context import place_name, shown_place
from generator.figures.balance.kind import small_balance
from generator.figures.figure import Drawing, FigureContext
from generator.french.formatting import block
from generator.pages.environment import environment
from generator.pages.links import SHEET
from generator.pages.portrait.page import Site, diversified
from generator.pages.sheet.common import part, qr_code
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.model import Portrait
from generator.reference.countries import country_grammar
from generator.reference.names import product_grammar
from generator.reference.territories import Kind, france, region

PARTNERS = 5
"""Partners of the small figure: as many as the paper has room for."""


def portrait_sheet(site: Site, portrait: Portrait) -> tuple[str, Drawing | None]:
    """The HTML of the sheet, and the figure written beside it as ``balance.svg`` (``None`` without any trade)."""
    territory, found = portrait.territory, site.findings
    edition, names = found.context, found.names
    place = place_name(territory, edition)
    said = FigureContext(place, edition.period, edition.source_line, edition.demonstration)
    drawing = small_balance(portrait, names, said, PARTNERS)
    address = site.links.absolute(territory.path)
    html = (
        environment()
        .get_template("fiche_portrait.html.j2")
        .render(
            part=part(portrait, found.analyses[territory]),
            nation=found.portraits[france()],
            national=found.analyses[france()],
            region=region(territory.region_code) if territory.region_code else None,
            place=place,
            g=shown_place(territory, edition).grammar,
            eur=block(portrait.totals.export_eur, portrait.totals.import_eur),
            is_corsica=territory.shows_corsica(edition.corsica_is_one),
            is_small=found.analyses[territory].is_small and territory.kind is not Kind.FRANCE,
            small_millions=SMALL_EXPORTS // 10**6,
            edition=edition,
            names=names,
            drawing=drawing,
            partners=min(PARTNERS, len(portrait.balance)),
            forms=lambda code: country_grammar(code, names.short_country(code)),
            goods=lambda code: product_grammar(code, names.short_product(code)),
            diversify=diversified(site, portrait, site.links.at(territory.path)),
            evolved=found.evolutions.get(territory),
            root="../" * ((site.links.folder + territory.path).count("/") + 2),
            back=site.links.back_from_sheet(territory.path),
            is_hosted=not site.links.flat,
            address=address,
            own_address=f"{address}{SHEET}/",
            qr_code=qr_code(address),
        )
    )
    return html, drawing
