"""The measures of a portrait as ``portrait.json`` holds them: all that the page says in numbers beyond its figures.

Keys are French, in the order of the schema (REFERENCE.md, « Files »); amounts are whole euros, shares and indices
fractions of 1, unrounded; ranks are among the territories of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.exports.json import Json, fraction, number
from generator.figures.kind import Evolved
from generator.portrait.analysis import Analysis
from generator.portrait.concentration import Concentration, Dependence, YearOfTrade
from generator.portrait.diversification import Diversification, Regularity
from generator.portrait.evolution import Changes, Evolution, Member
from generator.portrait.exposure import Exposure
from generator.portrait.model import Totals
from generator.portrait.outlets import CountryShare
from generator.portrait.ranking import Axis, Standing
from generator.portrait.sourcing import Sourcing
from generator.portrait.specialisation import UNIT
from generator.reference.direction import Direction
from generator.reference.names import Names


def measures_json(analysis: Analysis, evolved: Evolved | None, names: Names) -> Json:
    """The keys beyond those of the figures; ``evolution`` is null where there is no edition to compare with."""
    first = analysis.exposure
    others = [each for each in analysis.outside if each.market != first.market]
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
                "part": fraction(weight.value_eur, weight.total_eur),
                "part_france": fraction(weight.national_eur, weight.national_total_eur),
                "rapport": number(weight.quotient),
            }
            for weight in analysis.specialities
        ],
        # that to the first market first, with its rank
        "exposition": [_exposure(each, names) for each in (first, *others)],
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
            for each in analysis.cbam
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


def _exposure(exposure: Exposure, names: Names) -> Json:
    return {
        "pays": exposure.market,
        "nom": names.country(exposure.market),
        "export": exposure.value_eur,
        "part": fraction(exposure.value_eur, exposure.total_eur),
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


def diversification_json(totals: Totals, found: Diversification, names: Names) -> Json:
    """The measures of « Diversifier »; ``departements`` of régions and France only."""
    return {
        "couverture": number(totals.coverage),
        "contributions": _contributions(found.contributions, names),
        **({} if found.members is None else {"departements": [_member(each) for each in found.members]}),
        "rangs_produits": _ranks(found, Axis.PRODUCT, "produit"),
        "rangs_pays": _ranks(found, Axis.COUNTRY, "pays"),
        "regularite": {d.value: [_regularity(each) for each in found.regularity[d]] for d in Direction},
        "debouches": _shares(found.outlets),
        "origines_ue": _shares(found.eu_origins),
        "historique": [_year(each) for each in found.history],
    }


def _contributions(evolution: Evolution | None, names: Names) -> Json | None:
    if evolution is None:
        return None
    axes = (
        ("produits", "produit", Axis.PRODUCT, evolution.products),
        ("pays", "pays", Axis.COUNTRY, evolution.countries),
    )
    return {
        direction.value: {
            plural: [
                {
                    key: each.code,
                    "nom": axis.name_of(each.code, names),
                    "avant": each.before_eur,
                    "apres": each.after_eur,
                    "points": number(each.points),
                }
                for each in changes[direction].contributions
            ]
            for plural, key, axis, changes in axes
        }
        for direction in Direction
    }


def _member(each: Member) -> Json:
    return {
        "code": each.unit.code,
        "nom": each.unit.name,
        "export": each.totals.export_eur,
        "import": each.totals.import_eur,
        "export_avant": each.before.export_eur if each.before else None,
        "import_avant": each.before.import_eur if each.before else None,
    }


def _ranks(found: Diversification, axis: Axis, key: str) -> Json | None:
    if found.ranks is None:
        return None
    return {
        direction.value: [
            {
                key: each.code,
                "valeur": each.value_eur,
                "rang": each.rank,
                "sur": each.among,
                "part_france": each.value_eur / each.national_eur,
            }
            for each in ranks
        ]
        for direction, ranks in found.ranks[axis].items()
    }


def _regularity(each: Regularity) -> Json:
    return {
        "produit": each.product_code,
        "pays": each.country_code,
        "valeur": each.value_eur,
        "trimestres": each.quarters,
        "meilleur_trimestre": float(each.best_quarter),
    }


def _shares(shares: Iterable[CountryShare]) -> list[Json]:
    return [
        {
            "produit": each.product_code,
            "pays": each.country_code,
            "part": float(each.share),
            "part_france": float(each.national_share),
        }
        for each in shares
    ]


def _year(each: YearOfTrade) -> Json:
    return {
        "annee": each.year,
        **{direction.value: _dependence(each.dependence.get(direction)) for direction in Direction},
    }


def _dependence(found: Dependence | None) -> Json:
    if found is None:
        return {"ue": None, "trois_premiers": None, "equivalent": None}
    return {
        "ue": found.eu_eur / found.total_eur,
        "trois_premiers": found.first_partners_eur / found.total_eur,
        "equivalent": float(found.equivalent),
    }
