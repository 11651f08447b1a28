"""The measures in ``portrait.json``: all numbers on the page beyond its figures.

Keys are in the order of the schema (REFERENCE.md, « Files »); amounts are whole euros, shares and indices unrounded
fractions of 1; ranks are among the territories of the same kind.
"""

from collections.abc import Iterable

from generator.exports.json import Json, fraction, number, records
from generator.exports.tables import TABLES
from generator.figures.kind import FigureInput
from generator.figures.sparklines import MEASURES
from generator.portrait.analysis import Analysis
from generator.portrait.concentration import Concentration, Dependence, Sourcing
from generator.portrait.diversification import CountryShare, Diversification, Regularity
from generator.portrait.evolution import Change, Changes, Evolution
from generator.portrait.exposure import Exposure
from generator.portrait.ranking import Axis, Standing
from generator.portrait.specialisation import UNIT
from generator.reference.direction import Direction
from generator.reference.names import CodeNames, Names


def measures_json(given: FigureInput, analysis: Analysis) -> Json:
    """The measures of a territory from its ``analysis``; ``evolution`` is null without an edition to compare with."""
    first, names = analysis.exposure, given.names
    others = [each for each in analysis.outside if each.market != first.market]
    return {
        "rangs": {
            **{d.value: _standing(analysis.standing.get(d)) for d in Direction},
            "solde": _standing(analysis.balance_standing),
        },
        "specialites": [
            {
                "produit": weight.code,
                "nom": names.products.official(weight.code),
                "export": weight.value_eur,
                "part": fraction(weight.value_eur, weight.total_eur),
                "part_france": fraction(weight.national_eur, weight.national_total_eur),
                "rapport": float(weight.quotient),
            }
            for weight in analysis.specialities
        ],
        "exposition": [_exposure(each, names) for each in (first, *others)],
        "concentration": {
            d.value: {
                "pays": _concentration(analysis.partners.get(d)),
                "produits": _concentration(analysis.products.get(d)),
            }
            for d in Direction
        },
        "approvisionnements": [_sourcing(each, names.products, names) for each in analysis.sourcing],
        "approvisionnements_cpf4": [_sourcing(each, names.subproducts, names) for each in analysis.fine_sourcing],
        "macf": [{"groupe": each.good, "import": each.value_eur, "masse_kg": each.mass_kg} for each in analysis.cbam],
        "semblables": [
            {
                "type": other.territory.kind.value,
                "code": other.territory.code,
                "nom": other.territory.name,
                "recouvrement": other.overlap / UNIT,
            }
            for other in analysis.similar
        ],
        "evolution": _evolution(given.evolution, names),
        **_diversification(given),
    }


def _exposure(exposure: Exposure, names: Names) -> Json:
    return {
        "pays": exposure.market,
        "nom": names.countries.official(exposure.market),
        "export": exposure.value_eur,
        "part": fraction(exposure.value_eur, exposure.total_eur),
        "rang": _standing(exposure.standing),
        "produits": [
            {"produit": code, "nom": names.products.official(code), "export": value}
            for code, value in exposure.products
        ],
    }


def _sourcing(each: Sourcing, naming: CodeNames, names: Names) -> Json:
    return {
        "produit": each.product_code,
        "nom": naming.official(each.product_code),
        "import": each.value_eur,
        "pays": each.country_code,
        "pays_nom": names.countries.official(each.country_code),
        "import_pays": each.from_country_eur,
        "pays_ue": each.is_from_eu,
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


def _evolution(found: Evolution | None, names: Names) -> Json | None:
    if found is None:
        return None
    return {
        "depuis": found.years[0],
        "trimestres": list(found.quarters),
        **{
            d.value: {
                "avant": found.before.of(d),
                "apres": found.after.of(d),
                "pays": _largest(found.countries[d], names.countries),
                "produits": _largest(found.products[d], names.products),
            }
            for d in Direction
        },
    }


def _largest(changes: Changes, naming: CodeNames) -> list[Json]:
    """The largest rises, then the largest falls."""
    return [_change(each, "code", naming) for each in (*changes.rises, *changes.falls)]


def _change(change: Change, key: str, naming: CodeNames) -> Json:
    amounts = {"avant": change.before_eur, "apres": change.after_eur}
    return {key: change.code, "nom": naming.official(change.code), **amounts}


def _diversification(given: FigureInput) -> Json:
    """The measures of « Diversifier »; ``departements`` for régions and France only."""
    found, members = given.diversification, TABLES["departements"]
    if found is None:
        return {}
    keys = ("code", "nom", "export", "import", "export_avant", "import_avant")
    return {
        "couverture": number(given.portrait.totals.coverage),
        "contributions": _contributions(given.year_on_year, given.names),
        **({"departements": records(members.rows(given), keys)} if members.is_available(given) else {}),
        "rangs_produits": _ranks(found, Axis.PRODUCT, "produit"),
        "rangs_pays": _ranks(found, Axis.COUNTRY, "pays"),
        "regularite": {d.value: [_regularity(each) for each in found.regularity[d]] for d in Direction},
        "debouches": _shares(found.outlets),
        "origines_ue": _shares(found.eu_origins),
        "historique": [
            {"annee": year, **{d.value: _dependence(own.get(d)) for d in Direction}}
            for year, own in found.history.items()
        ],
    }


def _contributions(evolution: Evolution | None, names: Names) -> Json | None:
    if evolution is None:
        return None
    return {
        d.value: {
            "produits": _with_points(evolution.products[d], "produit", names.products),
            "pays": _with_points(evolution.countries[d], "pays", names.countries),
        }
        for d in Direction
    }


def _with_points(changes: Changes, key: str, naming: CodeNames) -> list[Json]:
    return [{**_change(each, key, naming), "points": number(each.points)} for each in changes.contributions]


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
            "pays": each.code,
            "part": float(each.share),
            "part_france": float(each.national_share),
        }
        for each in shares
    ]


def _dependence(found: Dependence | None) -> Json:
    return {key: float(measure(found)) if found else None for key, measure in MEASURES.items()}
