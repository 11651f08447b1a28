"""The measures of a portrait as ``portrait.json`` holds them: all that the page says in numbers beyond its figures.

Keys are French (REFERENCE.md, « Files »); amounts are whole euros, shares and indices fractions of 1, unrounded; ranks
are among the territories of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.figures.kind import Evolved
from generator.portrait.analysis import Analysis
from generator.portrait.concentration import Concentration
from generator.portrait.evolution import Changes
from generator.portrait.exposure import Exposure
from generator.portrait.ranking import Standing
from generator.portrait.sourcing import Sourcing
from generator.portrait.specialisation import UNIT
from generator.reference.direction import Direction
from generator.reference.names import Names

Json = dict[str, object]


def measures_json(analysis: Analysis, evolved: Evolved | None, names: Names) -> Json:
    """The keys beyond those of the figures; ``evolution`` is null where there is no edition to compare with."""
    return {
        "rangs": {
            **{d.value: _standing(analysis.highlights.standing.get(d)) for d in Direction},
            "solde": _standing(analysis.highlights.balance_standing),
        },
        "specialites": [
            {
                "produit": weight.code,
                "nom": names.product(weight.code),
                "export": weight.value_eur,
                "part": _part(weight.value_eur, weight.total_eur),
                "part_france": _part(weight.national_eur, weight.national_total_eur),
                "rapport": None if weight.quotient is None else float(weight.quotient),
            }
            for weight in analysis.specialities
        ],
        "exposition": [_exposure(each, names) for each in _exposures(analysis)],
        "concentration": {
            d.value: {
                "pays": _concentration(analysis.partners.get(d)),
                "produits": _concentration(analysis.products.get(d)),
            }
            for d in Direction
        },
        "approvisionnements": [_sourcing(each, names.product, names) for each in analysis.sourcing],
        "approvisionnements_cpf4": [
            _sourcing(each, names.subproduct, names) for each in analysis.fine_sourcing
        ],
        "macf": [
            {"groupe": each.good.value, "import": each.value_eur, "masse_kg": each.mass_kg}
            for each in analysis.border
        ],
        "semblables": [
            {
                "type": other.territory.kind.value,
                "code": other.territory.code,
                "nom": other.territory.name,
                "recouvrement": other.overlap / UNIT,
            }
            for other in analysis.similar
        ],
        "evolution": _evolution(evolved, names),
    }


def _exposures(analysis: Analysis) -> list[Exposure]:
    """That to the first market first, with its rank; then to the first one outside the Union, if another."""
    first = analysis.exposure
    return [first, *(each for each in analysis.outside if each.market != first.market)]


def _exposure(exposure: Exposure, names: Names) -> Json:
    return {
        "pays": exposure.market,
        "nom": names.country(exposure.market),
        "export": exposure.value_eur,
        "part": _part(exposure.value_eur, exposure.total_eur),
        "rang": _standing(exposure.standing),
        "produits": [
            {"produit": code, "nom": names.product(code), "export": value}
            for code, value in exposure.products
        ],
    }


def _sourcing(each: Sourcing, naming: Callable[[str], str], names: Names) -> Json:
    return {
        "produit": each.product_code,
        "nom": naming(each.product_code),
        "import": each.value_eur,
        "pays": each.country_code,
        "pays_nom": names.country(each.country_code),
        "import_pays": each.from_country_eur,
        "pays_ue": each.is_inside,
        "import_hors_ue": each.outside_eur,
        "hhi_hors_ue": float(each.outside_origins.index) if each.outside_origins else None,
        "indice_origines": float(each.origins.index),
        "a_surveiller": each.is_watched,
    }


def _part(value: int, total: int) -> float | None:
    return value / total if total else None


def _standing(standing: Standing | None) -> Json | None:
    return {"rang": standing.rank, "sur": standing.among} if standing else None


def _concentration(found: Concentration | None) -> Json | None:
    if found is None:
        return None
    return {"indice": float(found.index), "equivalent": float(found.equivalent), "nombre": found.count}


def _evolution(evolved: Evolved | None, names: Names) -> Json | None:
    if evolved is None:
        return None
    found = evolved.evolution
    return {
        "depuis": evolved.years[0],
        "trimestres": list(evolved.quarters),
        **{
            d.value: {
                "avant": found.before.of(d),
                "apres": found.after.of(d),
                "pays": _changes(found.countries[d], names.country),
                "produits": _changes(found.products[d], names.product),
            }
            for d in Direction
        },
    }


def _changes(changes: Changes, naming: Callable[[str], str]) -> list[Json]:
    """The largest rises, then the largest falls."""
    return [
        {"code": each.code, "nom": naming(each.code), "avant": each.before_eur, "apres": each.after_eur}
        for each in (*changes.rises, *changes.falls)
    ]
