"""A territory's portrait: totals, trade with the EU, balance by partner, activities and flows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.portrait.model import Activity, Flow, Flows, PartnerBalance, Portrait, Totals
from generator.portrait.ranking import FIRST, ranked
from generator.portrait.series import Quarterly, series
from generator.portrait.trade import Pair, Scope, eu_part, nested
from generator.reference.direction import Direction
from generator.reference.industry import industry_of
from generator.reference.names import OTHERS
from generator.reference.territories import Kind, Territory, france


def portraits(scopes: Mapping[Territory, Scope], year: int, editions: Sequence[Quarterly] = ()) -> Iterator[Portrait]:
    """The portrait of each territory, with the totals of its région and of France for its shares.

    ``year``: the edition's, which determines EU membership. ``editions``: those that the series covers, oldest first.
    """
    for territory, scope in scopes.items():
        parent = territory.own_region
        yield Portrait(
            territory=territory,
            totals=scope.totals,
            region_totals=scopes[parent].totals if parent else None,
            france_totals=None if territory.kind is Kind.FRANCE else scopes[france()].totals,
            balance=partner_balances(scope),
            activities=activities(scope),
            flows={direction: flows(scope, direction) for direction in Direction},
            industry=industry_of(territory),
            eu=Totals(*(eu_part(scope.countries[d], year) for d in Direction)),
            series=series(editions, territory),
        )


def eu_by_product(scope: Scope, year: int) -> dict[str, Totals]:
    """The trade in each product with the other EU members, in euros, by product code."""
    exports, imports = (
        {code: eu_part(values, year) for code, values in scope.countries_by_product[direction].items()}
        for direction in Direction
    )
    return {c: Totals(exports.get(c, 0), imports.get(c, 0)) for c in exports.keys() | imports.keys()}


def partner_balances(scope: Scope) -> tuple[PartnerBalance, ...]:
    """The largest partners of either direction, by import + export, descending, ties by code."""
    imports, exports = scope.countries[Direction.IMPORT], scope.countries[Direction.EXPORT]
    partners = {*ranked(imports)[:FIRST], *ranked(exports)[:FIRST]}
    order = ranked({code: imports[code] + exports[code] for code in partners})
    return tuple(PartnerBalance(code, imports[code], exports[code]) for code in order)


def activities(scope: Scope) -> tuple[Activity, ...]:
    """A129 products by import + export, descending, ties by code."""
    imports, exports = scope.products[Direction.IMPORT], scope.products[Direction.EXPORT]
    fine_imports, fine_exports = scope.details[Direction.IMPORT], scope.details[Direction.EXPORT]
    classes = nested(fine_imports + fine_exports)

    def details(code: str) -> tuple[Activity, ...]:
        return tuple(
            Activity(cpf4, fine_imports[code, cpf4], fine_exports[code, cpf4]) for cpf4 in ranked(classes.get(code, {}))
        )

    return tuple(Activity(code, imports[code], exports[code], details(code)) for code in ranked(imports + exports))


MAIN_FLOWS = 5
"""The maximum number of main flows of one direction."""


def flows(scope: Scope, direction: Direction) -> Flows:
    """Non-zero pairs by value, descending; ties by product then country (exports), country then product (imports).

    The first ``MAIN_FLOWS`` without ``AUTRES`` at either end are main. The flows add up to the territory's total.
    """
    all_products, all_countries = ranked(scope.products[direction]), ranked(scope.countries[direction])
    products, countries = all_products[:FIRST], all_countries[:FIRST]
    pairs: defaultdict[Pair, int] = defaultdict(int)
    for (product, country), value in scope.cells[direction].items():
        ends = (product if product in products else OTHERS, country if country in countries else OTHERS)
        pairs[ends] += value

    def order(pair: Pair) -> tuple[int, str, str]:
        first, second = pair if direction == Direction.EXPORT else pair[::-1]
        return (-pairs[pair], first, second)

    ordered = sorted((pair for pair, value in pairs.items() if value), key=order)
    main = [pair for pair in ordered if OTHERS not in pair][:MAIN_FLOWS]
    return Flows(
        direction=direction,
        total_eur=sum(pairs.values()),
        rows=tuple(Flow(*pair, pairs[pair], pair in main) for pair in ordered),
        products=products,
        countries=countries,
        other_products=len(all_products) - len(products),
        other_countries=len(all_countries) - len(countries),
    )
