"""The customs' label files: ``code;libellé;début;fin``, validity as YYYYMM, and ``Departement_region.txt``.

They are said to be UTF-8 and one of them is cp1252. A label that holds `` ; `` is quoted. Labels are untrusted text:
control characters go, nothing else does, and whoever writes them escapes them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from generator.customs.archive import RawFile
from generator.customs.mark import is_demo_label
from generator.errors import DataError
from generator.reference.names import Labels

_MONTH = r"\d{4}(?:0[1-9]|1[0-2])"
_MAX_BYTES = 16 << 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class LabelKind(Enum):
    """What the codes of a label file are: patterns of its fields (code, label, third, fourth), hint in its name."""

    PRODUCTS = (r"[A-Z]\d\d[A-Z]", _MONTH, _MONTH, r"libelle.*a129")
    SUBPRODUCTS = (r"\d{4}", _MONTH, _MONTH, r"libelle.*cpf4")
    COUNTRIES = (r"[0-9A-Z]{2}", _MONTH, _MONTH, r"libelle.*pays")
    DEPARTEMENTS = (r"[0-9A-Z]{2}", r"[0-9A-Z]{2}", r".*", r"departements?_region")

    @property
    def fields(self) -> tuple[str, str, str, str]:
        """Patterns of the four fields."""
        code, third, fourth, _ = self.value
        return code, r".*", third, fourth

    @property
    def hint(self) -> str:
        """Pattern of the file's name, in lower case."""
        return self.value[3]


@dataclass(frozen=True, slots=True)
class LabelFiles:
    """The labels in force, whether any label of any file carries the demonstration's mark, the files read."""

    labels: Labels
    demonstration: bool
    files: tuple[str, ...]


def kind_of_row(row: str) -> LabelKind | None:
    """The kind of label file that begins with this row, if it is one."""
    fields = _parsed(row)
    return next((kind for kind in LabelKind if fields is not None and _fits(kind, fields)), None)


def kind_of_name(name: str) -> LabelKind | None:
    """The kind of label file that has this name."""
    return next((kind for kind in LabelKind if re.match(kind.hint, name.lower())), None)


def read_labels(files: Iterable[tuple[LabelKind, RawFile]], year: int) -> LabelFiles:
    """The labels in force in ``year``: validity meets the year, the latest start wins. Raises ``DataError``."""
    in_force: dict[LabelKind, dict[str, tuple[str, str]]] = {kind: {} for kind in LabelKind}
    demonstration, names = False, []
    for kind, raw in files:
        names.append(raw.name)
        for code, label, start, end in _rows(kind, raw):
            demonstration = demonstration or is_demo_label(label)
            is_in_force = start <= f"{year}12" and f"{year}01" <= end
            if kind is LabelKind.DEPARTEMENTS or not label or not is_in_force:
                continue
            known = in_force[kind].get(code)
            if known is None or known[0] < start:
                in_force[kind][code] = (start, label)
    products, subproducts, countries = (
        {code: label for code, (_, label) in sorted(in_force[kind].items())}
        for kind in (LabelKind.PRODUCTS, LabelKind.SUBPRODUCTS, LabelKind.COUNTRIES)
    )
    return LabelFiles(Labels(products, subproducts, countries), demonstration, tuple(names))


def _rows(kind: LabelKind, raw: RawFile) -> Iterator[tuple[str, str, str, str]]:
    for number, line in enumerate(_text(raw).removesuffix("\n").split("\n"), 1):
        row = line.removesuffix("\r")
        fields = _parsed(row)
        if "\0" in row:
            raise DataError("bytes that are not text", file=raw.name, row=number, value=row)
        if fields is None or not _fits(kind, fields):
            raise DataError(
                "not a row of labels", file=raw.name, row=number, value=row, expected=_expected(kind)
            )
        code, label, start, end = fields
        yield code, _CONTROL.sub(" ", label).strip(), start, end


def _text(raw: RawFile) -> str:
    data = bytearray()
    for block in raw.blocks():
        data += block
        if len(data) > _MAX_BYTES:
            raise DataError(f"more than {_MAX_BYTES} bytes of labels", file=raw.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise DataError("bytes that are neither UTF-8 nor cp1252", file=raw.name, row=row) from error


def _parsed(row: str) -> list[str] | None:
    """The fields of one line, ``None`` when its quotes are wrong."""
    try:
        return next(csv.reader([row], delimiter=";", strict=True), [])
    except csv.Error:
        return None


def _fits(kind: LabelKind, fields: list[str]) -> bool:
    patterns = kind.fields
    return (
        len(fields) == len(patterns)
        and all(re.fullmatch(p, f, re.DOTALL | re.ASCII) for p, f in zip(patterns, fields, strict=True))
        and (kind is LabelKind.DEPARTEMENTS or fields[2] <= fields[3])
    )


def _expected(kind: LabelKind) -> str:
    return "dep;nom;région;nom" if kind is LabelKind.DEPARTEMENTS else "code;libellé;YYYYMM;YYYYMM"
