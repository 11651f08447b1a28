"""Sheets: a portrait, or a Territoire d'industrie with its départements, on one A4 side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from generator.compute import EditionData
from generator.figures.balance import BALANCE
from generator.figures.figure import Drawing
from generator.pages.environment import render
from generator.pages.explore.map import locator
from generator.pages.links import Links
from generator.pages.portrait.page import EditionSite, territory_view
from generator.portrait.analysis import Analysis
from generator.portrait.model import Portrait
from generator.portrait.ranking import Axis, Leading
from generator.portrait.specialisation import Weight
from generator.reference.direction import Direction
from generator.reference.industry import IndustryTerritory
from generator.reference.territories import Territory, departements

PARTNERS: Final = 5
"""Partners in the sheet's figure: as many as the paper has room for."""


def portrait_sheet(site: EditionSite, portrait: Portrait) -> tuple[str, Drawing | None]:
    """The HTML of the sheet, and the figure written beside it as ``balance.svg`` (``None`` without any trade)."""
    territory, data = portrait.territory, site.data
    first_partners = replace(portrait, balance=portrait.balance[:PARTNERS])
    balance = BALANCE.draw(replace(data.inputs[territory], portrait=first_partners, live=False))
    drawing = balance.narrow if balance else None
    shared, drawn = vars(territory_view(site, portrait)), min(PARTNERS, len(portrait.balance))
    return render("fiche_portrait.html.j2", **shared, drawing=drawing, drawn_partners=drawn), drawing


@dataclass(frozen=True, slots=True)
class Member:
    """A département of the Territoire d'industrie; ``communes``: how many of its communes are in it.

    ``speciality``: its first one that no other member has and that is not among the shared products.
    """

    portrait: Portrait
    analysis: Analysis
    communes: int
    speciality: Weight | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A Territoire d'industrie and its départements, most communes first.

    ``shared_products``, ``shared_countries``: the codes among the leading exports of every member, in the order of the
    first one; no products where there is only one.
    """

    industry: IndustryTerritory
    members: tuple[Member, ...]
    shared_products: tuple[str, ...]
    shared_countries: tuple[str, ...]

    @property
    def locator(self) -> Markup:
        """The small map of its départements."""
        return locator(member.portrait.territory for member in self.members)


def departements_of_industry(industry: IndustryTerritory) -> list[Territory]:
    """The départements of a Territoire d'industrie, most communes first, ties by code."""
    own = [t for t in departements() if t.code in industry.communes]
    return sorted(own, key=lambda t: (-industry.communes[t.code], t.code))


def dossier(data: EditionData, industry: IndustryTerritory) -> Dossier:
    """The dossier of a Territoire d'industrie."""
    own = departements_of_industry(industry)
    leading = [data.analyses[t].leading for t in own]
    counts = Counter(weight.code for t in own for weight in data.analyses[t].specialities)
    shared = _shared(leading, Axis.PRODUCT) if len(own) > 1 else ()
    members = (
        Member(
            data.portraits[t],
            data.analyses[t],
            industry.communes[t.code],
            next((w for w in data.analyses[t].specialities if counts[w.code] == 1 and w.code not in shared), None),
        )
        for t in own
    )
    return Dossier(industry, tuple(members), shared, _shared(leading, Axis.COUNTRY))


def _shared(leading: Sequence[Leading], axis: Axis) -> tuple[str, ...]:
    first, *others = ([code for code, _ in own[axis][Direction.EXPORT]] for own in leading)
    return tuple(code for code in first if all(code in codes for codes in others))


def dossier_sheet(data: EditionData, links: Links, industry: IndustryTerritory) -> str:
    """The HTML of the sheet of a Territoire d'industrie."""
    shown = dossier(data, industry)
    return render("fiche_territoire.html.j2", edition=data.context, names=data.names, links=links, dossier=shown)
