"""Reads what it can of the customs' label files; no label is required.

As documented: ``code;libellé;début;fin``, validity as YYYYMM, and ``Departement_region.txt``. In fact: UTF-8 or cp1252,
with or without a header, other separators, fields and dates. Labels are untrusted: whatever writes them escapes them.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from generator.customs.files import SEPARATORS, RawFile, sample_of, text_of
from generator.errors import DataError
from generator.reference.names import CleanLabel, Names, Nomenclature, clean_label

DEMO_MARK_LABEL = "DEMONSTRATION - montants inventés"
"""The label of one extra row in each label file of a demonstration; it has expired, so it never labels a code."""

_YEAR_FIRST = re.compile(r"([12]\d{3}|9999)(?:[-/.]?(0[1-9]|1[0-2])(?:[-/.]?[0-3]\d(?:[ T].*)?)?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(?:(?:[0-3]?\d[-/.])?(0?[1-9]|1[0-2])[-/.])([12]\d{3}|9999)(?: .*)?", re.ASCII)
_MAX_BYTES = 16 << 20
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_NOMENCLATURE = re.compile(r"(?<![a-z])(nc\d|sh\d|cpf[1-356]|naf|a(?!129)\d{1,3})(?!\d)", re.IGNORECASE)
Months = tuple[int, int]  # the first and the last of a period, as YYYYMM
_ALWAYS: Months = (0, 999912)


class LabelKind(Enum):
    """What a label file labels; the value is the pattern of its codes."""

    PRODUCTS = r"[A-Z]\d\d[A-Z]"
    SUBPRODUCTS = r"\d{4}"
    COUNTRIES = r"[A-Z][A-Z0-9]"
    DEPARTEMENTS = r"\d[0-9A-E]|97[1-6]"

    def fits(self, fields: list[str]) -> bool:
        """Whether a row begins with a code of this kind and a second field."""
        return len(fields) > 1 and re.fullmatch(self.value, fields[0], re.ASCII) is not None


@dataclass(slots=True)
class LabelFile:
    """One file: number of lines without a label, characters removed from its labels, labels shortened."""

    name: str
    unread: int = 0
    dropped: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class LabelFiles:
    """The names by the labels in force, all codes of the files by kind, whether a label is the demonstration's mark."""

    names: Names
    codes: dict[LabelKind, set[str]]
    demonstration: bool
    files: tuple[LabelFile, ...]


def label_kind_of(raw: RawFile) -> LabelKind | None:
    """The kind of label file that at least half of the first lines fit, if any."""
    if _OTHER_NOMENCLATURE.search(raw.path.stem):
        return None
    rows = [fields for line in sample_of(raw) if (fields := _fields(line))]
    counts = {kind: sum(kind.fits(row) and _is_label(row) for row in rows) for kind in LabelKind}
    kind = max(LabelKind, key=counts.__getitem__)
    return kind if rows and counts[kind] * 2 >= len(rows) else None


def _is_label(row: list[str]) -> bool:
    """Whether a row labels its code, unlike a row of figures: by a letter, or by two dates."""
    return _LETTER.search(row[1]) is not None or sum(_months_of(field) is not None for field in row[2:]) > 1


def read_labels(files: Iterable[tuple[LabelKind, RawFile]], year: int, nomenclature: Nomenclature) -> LabelFiles:
    """The labels valid in ``year``, of several for a code the one that starts last. Raises ``DataError``."""
    in_force: dict[LabelKind, dict[str, tuple[int, str]]] = {kind: {} for kind in LabelKind}
    codes: dict[LabelKind, set[str]] = {kind: set() for kind in LabelKind}
    demonstration, read = False, []
    for kind, raw in files:
        file = LabelFile(raw.name)
        read.append(file)
        for label in _labels(kind, raw):
            if label is None:
                file.unread += 1
                continue
            code, text, (start, end) = label
            file.dropped += text.dropped
            file.cut += text.cut
            demonstration = demonstration or text.text.strip() == DEMO_MARK_LABEL
            codes[kind].add(code)
            is_in_force = start <= year * 100 + 12 and year * 100 + 1 <= end
            if text.text and is_in_force and start > in_force[kind].get(code, (-1, ""))[0]:
                in_force[kind][code] = start, text.text
    products, subproducts, countries = (
        {code: words for code, (_, words) in sorted(in_force[kind].items())}
        for kind in (LabelKind.PRODUCTS, LabelKind.SUBPRODUCTS, LabelKind.COUNTRIES)
    )
    names = Names(products, subproducts, countries, nomenclature)
    return LabelFiles(names, codes, demonstration, tuple(read))


def _labels(kind: LabelKind, raw: RawFile) -> Iterator[tuple[str, CleanLabel, Months] | None]:
    """Code, label and validity of each line that is not blank; ``None`` for a line without a label of the kind."""
    text, is_larger = text_of(raw, _MAX_BYTES)
    if is_larger:
        raise DataError(f"the labels are larger than {_MAX_BYTES} bytes", file=raw.name)
    for line in text.split("\n"):
        row = line.strip("\r\x1a ")
        if not row.strip("; \t"):
            continue
        fields = None if "\0" in row else _fields(row)
        if fields is None or not kind.fits(fields):
            yield None
            continue
        code, words, *rest = fields
        while words.endswith(" ") and rest and rest[0].startswith(" ") and not _months_of(rest[0]):
            # a label with « ; » that should have been quoted
            words = f"{words};{rest.pop(0)}"
        yield code, clean_label(words), _ALWAYS if kind is LabelKind.DEPARTEMENTS else _validity(rest)


def _validity(fields: list[str]) -> Months:
    """The period from the first date to the second in the fields after a label; without a date, always."""
    dates = [months for field in fields if (months := _months_of(field))]
    if len(dates) == 1 and not fields[0].strip():  # an end without a start
        return _ALWAYS[0], dates[0][1]
    return dates[0][0] if dates else _ALWAYS[0], dates[1][1] if len(dates) > 1 else _ALWAYS[1]


def _months_of(field: str) -> Months | None:
    """The months of a date, which may be a year, a month or a day; ``None`` when the field is not a date."""
    text = field.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month = match.groups()
    elif match := _YEAR_LAST.fullmatch(text):
        month, year = match.groups()
    else:
        return None
    return int(year) * 100 + int(month or 1), int(year) * 100 + int(month or 12)


def _fields(row: str) -> list[str] | None:
    """The fields of one line, ``None`` when its quotes do not match."""
    # the first one: codes have no separator, labels may have any
    delimiter = min((s for s in SEPARATORS if s in row), key=row.index, default=";")
    try:
        code, *rest = next(csv.reader([row], delimiter=delimiter, strict=True), [""])
    except csv.Error:
        return None
    return [code.strip(), *rest]
