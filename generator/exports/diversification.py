"""The measures of « Diversifier » as ``portrait.json`` holds them; amounts are whole euros, shares fractions of 1."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from generator.portrait.concentration import Dependence, YearOfTrade
from generator.portrait.diversification import Diversification
from generator.portrait.evolution import Change, Member
from generator.portrait.model import Totals
from generator.portrait.outlets import CountryShare
from generator.portrait.ranking import Axis, Rank
from generator.portrait.regularity import Regularity
from generator.reference.direction import Direction
from generator.reference.names import Names

Json: TypeAlias = dict[str, object]


def diversification_json(totals: Totals, found: Diversification, names: Names) -> Json:
    """The keys in the order of the schema; ``departements`` of régions and France only."""
    return {
        "couverture": totals.export_eur / totals.import_eur if totals.import_eur else None,
        "contributions": _contributions(found, names),
        **({} if found.members is None else {"departements": [_member(each) for each in found.members]}),
        "rangs_produits": _ranks(found, Axis.PRODUCT, "produit"),
        "rangs_pays": _ranks(found, Axis.COUNTRY, "pays"),
        "regularite": {d.value: [_regularity(each) for each in found.regularity[d]] for d in Direction},
        "debouches": _shares(found.outlets),
        "origines_ue": _shares(found.union_origins),
        "historique": [_year(each) for each in found.history],
    }


def _contributions(found: Diversification, names: Names) -> Json | None:
    changes = found.contributions
    if changes is None:
        return None
    return {
        d.value: {
            "produits": [
                _contribution(c, "produit", names.product) for c in changes.products[d].contributions
            ],
            "pays": [_contribution(c, "pays", names.country) for c in changes.countries[d].contributions],
        }
        for d in Direction
    }


def _contribution(each: Change, key: str, naming: Callable[[str], str]) -> Json:
    return {
        key: each.code,
        "nom": naming(each.code),
        "avant": each.before_eur,
        "apres": each.after_eur,
        "points": each.change_eur / each.total_eur if each.total_eur else None,
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
        direction.value: [_rank(each, key) for each in found.ranks[axis][direction]]
        for direction in Direction
    }


def _rank(each: Rank, key: str) -> Json:
    return {
        key: each.code,
        "valeur": each.value_eur,
        "rang": each.rank,
        "sur": each.among,
        "part_france": each.value_eur / each.national_eur,
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
        "ue": found.union_eur / found.total_eur,
        "trois_premiers": found.first_partners_eur / found.total_eur,
        "equivalent": float(found.equivalent),
    }
