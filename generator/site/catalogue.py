"""The site's datasets as a DCAT catalogue (``catalog.jsonld``), for the portals that harvest open data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from generator.exports.ods import MIME_TYPE
from generator.french.words import word
from generator.prepare import Prepared
from generator.reference.territories import Territory, territories
from generator.site.edition_files import edition_files

_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_FRENCH: Final = {"@id": "http://publications.europa.eu/resource/authority/language/FRA"}

Node = dict[str, object]


def catalogue(prepared: Prepared, url: str) -> str:
    """A dataset for the whole edition, then one for each portrait the build has a page of. ``url``: the site's."""
    root = url.rstrip("/") + "/"
    edition = prepared.context
    content = {
        "@context": _CONTEXT,
        "@id": f"{root}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _text(word("fichiers", "titre_edition", period=edition.period)),
        "dct:description": _text(_description(prepared)),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": word("partage", "site")},
        "dct:language": _FRENCH,
        "dct:modified": _date(edition.iso_date),
        "foaf:homepage": {"@id": root},
        "dcat:dataset": [_whole(prepared, root), *_portraits(prepared, root)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _whole(prepared: Prepared, root: str) -> Node:
    files = edition_files(prepared)
    title = word("fichiers", "titre_edition", period=prepared.context.period)
    kinds = {
        "zip": "application/zip",
        "parquet": "application/vnd.apache.parquet",
        "package": "application/json",
    }
    made = [_distribution(root + path, kinds.get(name, "text/csv"), prepared) for name, path in files.items()]
    return _dataset(f"{root}donnees/", title, prepared, made)


def _portraits(prepared: Prepared, root: str) -> Iterator[Node]:
    files = (
        ("portrait.json", "application/json"),
        ("portrait.ods", MIME_TYPE),
        *((f"{kind.name}.csv", "text/csv") for kind in prepared.kinds),
    )
    for territory in territories():
        if territory in prepared.pages:
            address = f"{root}{territory.path}/"
            title = word("fichiers", "titre", place=territory.name, period=prepared.context.period)
            made = [_distribution(address + name, kind, prepared) for name, kind in files]
            yield {**_dataset(address, title, prepared, made), "dct:spatial": _place(territory)}


def _dataset(address: str, title: str, prepared: Prepared, distributions: list[Node]) -> Node:
    edition = prepared.context
    return {
        "@id": f"{address}#donnees",
        "@type": "dcat:Dataset",
        "dct:title": _text(title),
        "dct:description": _text(_description(prepared)),
        "dct:creator": {"@type": "foaf:Organization", "foaf:name": edition.producer},
        **({} if edition.demonstration else {"dct:source": {"@id": edition.source.url}}),
        "dct:language": _FRENCH,
        "dct:modified": _date(edition.iso_date),
        "dct:temporal": [_period(interval, edition.year) for interval in edition.coverage],
        "dcat:landingPage": {"@id": address},
        "dcat:distribution": distributions,
    }


def _distribution(address: str, kind: str, prepared: Prepared) -> Node:
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": _MEDIA + kind},
        "dct:license": {"@id": prepared.context.source.licence_url},
    }


def _description(prepared: Prepared) -> str:
    return word("fichiers", "demonstration" if prepared.context.demonstration else "description")


def _period(interval: str, year: int) -> Node:
    """``interval``: a year, or two days parted by ``/``."""
    first, last = interval.split("/") if "/" in interval else (f"{year}-01-01", f"{year}-12-31")
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _date(first), "dcat:endDate": _date(last)}


def _place(territory: Territory) -> Node:
    return {"@type": "dct:Location", "dct:identifier": territory.code, "dct:title": _text(territory.name)}


def _date(iso: str) -> Node:
    return {"@value": iso, "@type": "xsd:date"}


def _text(text: str) -> Node:
    return {"@value": text, "@language": "fr"}
