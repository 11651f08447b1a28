"""Activities: every product of non-zero value, imports beside exports, down to CPF4."""

from __future__ import annotations

from collections import defaultdict

from generator.portrait.model import Activity, SubActivity
from generator.portrait.ranking import ranked
from generator.portrait.trade import Scope
from generator.reference.direction import Direction


def activities(scope: Scope) -> tuple[Activity, ...]:
    """A129 products ordered by import + export, descending, ties by code. In euros."""
    imports, exports = scope.by_product(Direction.IMPORT), scope.by_product(Direction.EXPORT)
    details = _details(scope)
    return tuple(
        Activity(code, imports[code], exports[code], details.get(code, ()))
        for code in ranked(imports + exports)
    )


def _details(scope: Scope) -> dict[str, tuple[SubActivity, ...]]:
    imports, exports = scope.details[Direction.IMPORT], scope.details[Direction.EXPORT]
    by_product: dict[str, dict[str, int]] = defaultdict(dict)
    for (product, cpf4), value in (imports + exports).items():
        by_product[product][cpf4] = value
    return {
        product: tuple(
            SubActivity(cpf4, imports[product, cpf4], exports[product, cpf4]) for cpf4 in ranked(values)
        )
        for product, values in by_product.items()
    }
