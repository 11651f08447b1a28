"""The site's datasets as a DCAT-AP 3 catalogue (``catalog.jsonld``), for open data portals to harvest.

Resources that datasets share (publisher, licence, language…) are included once, with their classes, as the profile
requires. data.gouv.fr's harvester skips a dataset without ``dct:identifier``, and a place without a polygon.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from generator.context import EditionContext
from generator.exports.json import Json, json_text
from generator.french.words import section, word
from generator.reference.geography import extents
from generator.reference.territories import Territory, france

NAME: Final = "portraits-commerce-exterieur"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_FIXED: Final = json.loads(Path(__file__).with_name("catalog.jsonld").read_text(encoding="utf-8"))
"""The fixed parts of the catalogue: its JSON-LD context and the concepts it refers to."""
MEDIA: Final = {
    ".csv": ("text/csv", "CSV"),
    ".json": ("application/json", "JSON"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".parquet": ("application/vnd.apache.parquet", "PARQUET"),
    ".pdf": ("application/pdf", "PDF"),
    ".zip": ("application/zip", "ZIP"),
}
"""Media type and EU Publications Office file type, by file extension."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to download. ``path``: from the site's root; ``size``: in bytes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """An edition (``territory`` is ``None``) or a portrait. ``path``: of its page, from the site's root."""

    path: str
    edition: EditionContext
    files: Sequence[DataFile]
    territory: Territory | None = None


def urn(path: str) -> str:
    """The permanent identifier (URN) of ``path``, independent of the site's address."""
    return uuid5(NAMESPACE_OID, f"{NAME}/{path}").urn


def catalogue(datasets: Sequence[Dataset], publisher: Mapping[str, str], root: str) -> str:
    """The catalogue of ``datasets``, newest edition first. ``root``: the site's address, with a trailing slash.

    ``publisher``: its ``name`` and ``contact``, empty if unknown; without a contact, the legal notice page is given.
    """
    dates = [dataset.edition.iso_date for dataset in datasets]
    newest = datasets[0].edition
    places = dict.fromkeys([france(), *(d.territory for d in datasets if d.territory)])
    content: Json = {
        "@context": _FIXED["@context"],
        "@id": urn("catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": word("partage", "site"),
        "dct:description": newest.description,
        "dct:publisher": f"{root}#editeur",
        "dct:language": f"{_EU}language/FRA",
        "dct:license": newest.source.licence_url,
        "dct:spatial": f"{root}#{france().key}",
        "dct:issued": min(dates),
        "dct:modified": max(dates),
        "dcat:themeTaxonomy": f"{_EU}data-theme",
        "foaf:homepage": root,
        "dcat:dataset": [_dataset(dataset, newest, root) for dataset in datasets],
        "@included": [*(_place(place, root) for place in places), *_shared(datasets, publisher, root)],
    }
    return json_text(content)


def _dataset(dataset: Dataset, newest: EditionContext, root: str) -> Json:
    edition, territory = dataset.edition, dataset.territory
    place, kind = territory or france(), "titre" if territory else "titre_edition"
    name = dataset.path.strip("/") if territory else f"editions/{edition.year}"
    return {
        "@id": urn(name),
        "@type": "dcat:Dataset",
        "dct:identifier": f"{NAME}/{name}",
        "dct:title": word("fichiers", kind, place=place.name, period=edition.period),
        "dct:description": edition.description,
        "dcat:keyword": [*section("mots_cles").values(), place.name],
        "dcat:theme": f"{_EU}data-theme/ECON",
        "dct:publisher": f"{root}#editeur",
        "dct:creator": f"{root}#{'editeur' if edition.demonstration else 'producteur'}",
        "dcat:contactPoint": f"{root}#contact",
        **({} if edition.demonstration else {"dct:source": edition.source.url}),
        "dct:language": f"{_EU}language/FRA",
        "dct:accessRights": f"{_EU}access-right/PUBLIC",
        "dct:accrualPeriodicity": f"{_EU}frequency/{'QUARTERLY' if edition == newest else 'NEVER'}",
        "dct:issued": edition.iso_date,
        "dct:modified": edition.iso_date,
        "dct:spatial": f"{root}#{place.key}",
        "dct:temporal": [_period(interval, edition.year) for interval in edition.coverage],
        "dcat:landingPage": root + dataset.path,
        "dcat:distribution": [_distribution(file, edition, root) for file in dataset.files],
    }


def _distribution(file: DataFile, edition: EditionContext, root: str) -> Json:
    path = PurePosixPath(file.path)
    media, kind = MEDIA[path.suffix]
    descriptions = section("contenus")
    return {
        "@id": root + file.path,
        "@type": "dcat:Distribution",
        "dct:title": path.name,
        "dct:description": descriptions.get(path.stem, descriptions["autre"]),
        "dcat:accessURL": {"@id": root + file.path},
        "dcat:downloadURL": {"@id": root + file.path},
        "dcat:mediaType": _MEDIA + media,
        "dct:format": f"{_EU}file-type/{kind}",
        "dct:license": edition.source.licence_url,
        "dct:modified": edition.iso_date,
        "dcatap:availability": f"{_EU}planned-availability/STABLE",
        "dcat:byteSize": str(file.size),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
            "spdx:checksumValue": file.sha256,
        },
    }


def _period(interval: str, year: int) -> Json:
    """The period of ``interval``: a year, or two days separated by ``/``."""
    first, last = interval.split("/") if "/" in interval else (f"{year}-01-01", f"{year}-12-31")
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": first, "dcat:endDate": last}


def _place(territory: Territory, root: str) -> Json:
    """One geometry per place, as the profile requires; the centroid is that of its first part (mainland France)."""
    parts = extents(territory)
    shape: Json = {"type": "MultiPolygon", "coordinates": [[part.ring] for part in parts]}
    if len(parts) == 1:
        shape = {"type": "Polygon", "coordinates": [parts[0].ring]}
    longitude, latitude = parts[0].centre
    return {
        "@id": f"{root}#{territory.key}",
        "@type": "dct:Location",
        "dct:identifier": territory.code,
        "skos:prefLabel": territory.name,
        "dcat:bbox": json.dumps(shape),
        "dcat:centroid": f"POINT({longitude} {latitude})",
    }


def _shared(datasets: Sequence[Dataset], publisher: Mapping[str, str], root: str) -> list[Mapping[str, object]]:
    """The resources that datasets refer to, with the classes that the profile requires."""
    source = datasets[0].edition.source
    name, contact = publisher["name"] or word("partage", "site"), publisher["contact"]
    endings = sorted({PurePosixPath(file.path).suffix for dataset in datasets for file in dataset.files})
    agent = ["foaf:Agent", "foaf:Organization"]
    address: Json = {"vcard:hasURL": f"{root}mentions-legales/"}
    if "@" in contact and " " not in contact:
        address = {"vcard:hasEmail": f"mailto:{contact}"}
    pages = ["", *(dataset.path for dataset in datasets if dataset.path)]
    classes = [
        (f"{_EU}language/FRA", "dct:LinguisticSystem"),
        (f"{_EU}access-right/PUBLIC", "dct:RightsStatement"),
        *((f"{_EU}frequency/{frequency}", "dct:Frequency") for frequency in ("NEVER", "QUARTERLY")),
        *((_MEDIA + MEDIA[ending][0], "dct:MediaType") for ending in endings),
        *((f"{_EU}file-type/{MEDIA[ending][1]}", "dct:MediaTypeOrExtent") for ending in endings),
    ]
    return [
        {"@id": f"{root}#editeur", "@type": agent, "foaf:name": name},
        {"@id": f"{root}#producteur", "@type": agent, "foaf:name": source.producer},
        {"@id": f"{root}#contact", "@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": name, **address},
        *({"@id": root + page, "@type": "foaf:Document"} for page in pages),
        {
            "@id": source.licence_url,
            "@type": "dct:LicenseDocument",
            "dct:title": source.licence,
            "dct:type": "http://purl.org/adms/licencetype/Attribution",
        },
        *({"@id": id_, "@type": class_} for id_, class_ in classes),
        *_FIXED["@included"],
    ]
