"""The measures that maps show, each with a shade for every département."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from generator.compute import EditionData
from generator.french.formatting import share, unit_for
from generator.french.words import word
from generator.pages.explore.map import Measure, Shade
from generator.portrait.analysis import Analysis
from generator.portrait.exposure import FIRST_MARKET
from generator.portrait.model import Totals
from generator.portrait.ranking import Axis, Ranking, Standing, quantile_classes, signed_classes, standings
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements, departements_among

CLASSES: Final = 5
SIDE_CLASSES: Final = 2
"""How many classes a measure has, and how many on each side of zero if it has both signs."""


def topic_measure(direction: Direction, name: str, ranking: Ranking) -> Measure:
    """Each département's trade in a topic. ``name``: the topic's."""
    places = {place.territory: place for place in ranking.places}
    among = max((place.rank for place in ranking.places), default=0)
    values = {t: places[t].value_eur if t in places else 0 for t in departements()}

    def note(territory: Territory) -> str:
        return _rank(Standing(places[territory].rank, among)) if territory in places else ""

    return Measure(
        key=direction.value,
        hue=direction.value,
        title=word("carte", f"titre_{direction.value}_de", name=name),
        shades=value_shades(values, unit_for(*values.values()), note),
    )


def home_measures(data: EditionData) -> tuple[Measure, ...]:
    """The measures of the map on the home page."""
    everyone, portraits, analyses = departements_among(data.portraits), data.portraits, data.analyses
    exports = {t: portraits[t].totals.export_eur for t in everyone}
    parts = {
        "market": {t: analyses[t].exposure.value_eur for t in everyone},
        "union": {t: portraits[t].eu.export_eur for t in everyone},
        "product": {t: _first_product(analyses[t]) for t in everyone},
    }
    shades = {
        **{d.value: _amounts(data, d) for d in Direction},
        "balance": _balances({t: portraits[t].totals for t in everyone}),
        **{key: _shares_of(exports, values) for key, values in parts.items()},
    }
    market = data.names.country_forms(FIRST_MARKET).subject
    return tuple(
        Measure(
            key=key,
            hue=key if key in ("import", "balance") else "export",
            label=word("carte", key),
            title=word("carte", f"titre_{key}", market=market),
            shades=of,
        )
        for key, of in shades.items()
    )


def _first_product(analysis: Analysis) -> int:
    first = analysis.first(Axis.PRODUCT, Direction.EXPORT)
    return first.value_eur if first else 0


def _shares_of(totals: Mapping[Territory, int], values: Mapping[Territory, int]) -> dict[Territory, Shade]:
    ranks = standings({t: Fraction(value, totals[t]) for t, value in values.items() if value})
    return share_shades({t: (value, totals[t]) for t, value in values.items()}, ranks)


def members_measure(data: EditionData, owner: Territory) -> Measure:
    """The exports of a région's départements, in the classes of all départements."""
    shades = _amounts(data, Direction.EXPORT)
    return Measure(
        key="export",
        hue="export",
        title=word("carte", "titre_membres"),
        shades={t: shade for t, shade in shades.items() if t.region_code == owner.code},
    )


def _amounts(data: EditionData, direction: Direction) -> dict[Territory, Shade]:
    values = {t: data.portraits[t].totals.of(direction) for t in departements()}
    write = unit_for(*values.values())

    def note(territory: Territory) -> str:
        place = data.analyses[territory].standing.get(direction)
        evolved = data.evolutions.get(territory)
        notes = [_rank(place)] if place else []
        if evolved and evolved.is_year_on_year:
            both = evolved.evolution
            change = write.change(both.before.of(direction), both.after.of(direction))
            notes += [word("carte", "en_un_an", change=change)] if change else []
        return ", ".join(notes)

    return value_shades(values, write, note)


def _rank(standing: Standing) -> str:
    key = "premier" if standing.rank == 1 else "rang"
    return word("carte", key, rank=standing.rank, among=standing.among)


def value_shades(
    values: Mapping[Territory, int],
    write: Callable[[int], str],
    note: Callable[[Territory], str] = lambda _: "",
) -> dict[Territory, Shade]:
    """The shades of amounts in euros or of counts, in class 0 where zero. ``note``: the text after each value."""
    texts = {t: write(value) for t, value in values.items()}
    classes = _classes({t: value for t, value in values.items() if value}, texts)
    return {t: Shade(texts[t], classes.get(t, 0), value, note(t)) for t, value in values.items()}


def _balances(totals: Mapping[Territory, Totals]) -> dict[Territory, Shade]:
    classes = signed_classes({t: each.balance_eur for t, each in totals.items()}, SIDE_CLASSES)
    write = unit_for(*(max(each.export_eur, each.import_eur) for each in totals.values()))
    return {t: Shade(write.balance(each), classes[t], each.balance_eur) for t, each in totals.items()}


def share_shades(
    values: Mapping[Territory, tuple[int, int]], ranks: Mapping[Territory, Standing | None]
) -> dict[Territory, Shade]:
    """The shades of parts of a whole, in euros, with their ranks: class 0 for no part, « – » for an empty whole."""
    shares = {t: Fraction(*of) for t, of in values.items() if of[0]}
    texts = {t: share(value, whole) or "–" for t, (value, whole) in values.items()}
    classes = _classes(shares, texts)
    return {
        t: Shade(
            texts[t],
            classes.get(t, 0),
            value / whole if whole else 0,
            _rank(rank) if (rank := ranks.get(t)) else "",
        )
        for t, (value, whole) in values.items()
    }


def _classes(
    values: Mapping[Territory, int | Fraction], texts: Mapping[Territory, str]
) -> dict[Territory, int]:
    """Classes of about equal size. Values with the same text share one, so that the legend's steps do not overlap."""
    classes = quantile_classes(values, CLASSES)
    by_text = {texts[t]: classes[t] for t in sorted(values, key=lambda t: values[t], reverse=True)}
    return {t: by_text[texts[t]] for t in values}
