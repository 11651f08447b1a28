"""The measures that maps show, each with a shade for every département."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from generator.compute import EditionData
from generator.french.formatting import share, unit_for
from generator.french.words import word
from generator.pages.explore.map import Measure, Shade
from generator.portrait.exposure import FIRST_MARKET
from generator.portrait.model import Totals
from generator.portrait.ranking import Axis, Ranking, Standing, quantile_classes, signed_classes, standings
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements, departements_among

CLASSES: Final = 5
SIDE_CLASSES: Final = 2
"""How many classes a measure has, if enough départements have a value, and how many on each side of zero."""


def topic_measure(direction: Direction, title: str, ranking: Ranking) -> Measure:
    """Each département's trade in a topic."""
    among = max((place.rank for place in ranking.places), default=0)
    notes = {place.territory: _rank(Standing(place.rank, among)) for place in ranking.places}
    traded = {place.territory: place.value_eur for place in ranking.places}
    values = {t: traded.get(t, 0) for t in departements()}
    return Measure(
        key=direction.value,
        hue=direction.value,
        title=title,
        shades=value_shades(values, unit_for(*values.values()), notes),
    )


def home_measures(data: EditionData) -> tuple[Measure, ...]:
    """The measures of the map on the home page."""
    totals = {t: data.portraits[t].totals for t in departements_among(data.portraits)}
    exports = {t: own.export_eur for t, own in totals.items()}
    first = {t: data.analyses[t].first(Axis.PRODUCT, Direction.EXPORT) for t in totals}
    parts = {
        "market": {t: data.analyses[t].exposure.value_eur for t in totals},
        "union": {t: data.portraits[t].eu.export_eur for t in totals},
        "product": {t: own.value_eur if own else 0 for t, own in first.items()},
    }
    shades = {
        **{d.value: _amounts(data, d, departements()) for d in Direction},
        "balance": _balances(totals),
        **{key: _ranked_shares(values, exports) for key, values in parts.items()},
    }
    market = data.names.countries.forms(FIRST_MARKET).subject
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


def _ranked_shares(parts: Mapping[Territory, int], wholes: Mapping[Territory, int]) -> dict[Territory, Shade]:
    return share_shades(parts, wholes, standings({t: Fraction(parts[t], wholes[t]) for t in parts if parts[t]}))


def exports_measure(data: EditionData) -> Measure:
    """The exports of every département."""
    shades = _amounts(data, Direction.EXPORT, departements())
    return Measure("export", "export", word("carte", "titre_export"), shades)


def members_measure(data: EditionData, owner: Territory) -> Measure:
    """The exports of a région's départements."""
    members = [t for t in departements() if t.region_code == owner.code]
    return Measure(
        key="export",
        hue="export",
        title=word("carte", "titre_membres"),
        shades=_amounts(data, Direction.EXPORT, members),
    )


def _amounts(data: EditionData, direction: Direction, among: Iterable[Territory]) -> dict[Territory, Shade]:
    values = {t: data.portraits[t].totals.of(direction) for t in among}
    write = unit_for(*values.values())
    notes = {}
    for t in values:
        rank, both = data.analyses[t].standing.get(direction), data.evolutions.get(t)
        own = [_rank(rank)] if rank else []
        if both and both.is_year_on_year:
            change = write.change(both.before.of(direction), both.after.of(direction))
            own += [word("carte", "en_un_an", change=change)] if change else []
        notes[t] = ", ".join(own)
    return value_shades(values, write, notes)


def _rank(standing: Standing) -> str:
    key = "premier" if standing.rank == 1 else "rang"
    return word("carte", key, rank=standing.rank, among=standing.among)


def value_shades(
    values: Mapping[Territory, int], write: Callable[[int], str], notes: Mapping[Territory, str] | None = None
) -> dict[Territory, Shade]:
    """The shades of amounts in euros or of counts, in class 0 where zero. ``notes``: texts after the values."""
    notes = notes or {}
    texts = {t: write(value) for t, value in values.items()}
    classes = _classes({t: value for t, value in values.items() if value}, texts)
    return {t: Shade(texts[t], classes.get(t, 0), value, notes.get(t, "")) for t, value in values.items()}


def _balances(totals: Mapping[Territory, Totals]) -> dict[Territory, Shade]:
    classes = signed_classes({t: each.balance_eur for t, each in totals.items()}, SIDE_CLASSES)
    write = unit_for(*(max(each.export_eur, each.import_eur) for each in totals.values()))
    return {t: Shade(write.balance(each), classes[t], each.balance_eur) for t, each in totals.items()}


def share_shades(
    parts: Mapping[Territory, int], wholes: Mapping[Territory, int], ranks: Mapping[Territory, Standing | None]
) -> dict[Territory, Shade]:
    """The shades of parts of wholes, in euros, with their ranks: class 0 for no part, « – » for an empty whole."""
    texts = {t: share(part, wholes[t]) or "–" for t, part in parts.items()}
    classes = _classes({t: Fraction(part, wholes[t]) for t, part in parts.items() if part}, texts)
    notes = {t: _rank(rank) for t, rank in ranks.items() if rank}
    return {
        t: Shade(texts[t], classes.get(t, 0), part / wholes[t] if wholes[t] else 0, notes.get(t, ""))
        for t, part in parts.items()
    }


def _classes(values: Mapping[Territory, int | Fraction], texts: Mapping[Territory, str]) -> dict[Territory, int]:
    """Classes of about equal size, of two values or more, from the palest to the darkest shade.

    Values with the same text share one, so that the legend's steps do not overlap.
    """
    count = min(CLASSES, max(2, len(values) // 2))
    # 1, 5; 1, 3, 5; 2 to 5
    apart = (CLASSES - 1) // (count - 1)
    classes = {t: CLASSES - (count - n) * apart for t, n in quantile_classes(values, count).items()}
    by_text = {texts[t]: classes[t] for t in sorted(values, key=lambda t: values[t], reverse=True)}
    return {t: by_text[texts[t]] for t in values}
