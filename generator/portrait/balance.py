"""Balance by partner country: the ten first in imports and the ten first in exports, together."""

from __future__ import annotations

from generator.portrait.model import PartnerBalance
from generator.portrait.ranking import leading, ranked
from generator.portrait.trade import Scope
from generator.reference.direction import Direction


def partner_balances(scope: Scope) -> tuple[PartnerBalance, ...]:
    """The union of both lists, ordered by import + export, descending, ties by code. In euros."""
    imports, exports = scope.by_country(Direction.IMPORT), scope.by_country(Direction.EXPORT)
    partners = {*leading(imports), *leading(exports)}
    order = ranked({code: imports[code] + exports[code] for code in partners})
    return tuple(PartnerBalance(code, imports[code], exports[code]) for code in order)
