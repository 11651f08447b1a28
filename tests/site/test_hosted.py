"""Pages give their address on the web, and each portrait lists the files beside it."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from generator.site.hooks import web_address

BESIDE = re.compile(r"^(portrait\.(json|ods|xlsx|pdf)|[a-z-]+\.csv|csv-metadata\.json)$")
"""The data beside a page; its pictures are drawn from them."""


@pytest.mark.parametrize(
    ("address", "hosted"),
    [
        ("https://a.example/index.html", "https://a.example/"),
        ("https://a.example/departements/index.html", "https://a.example/departements/"),
        ("https://a.example/departements/42-loire.html", "https://a.example/departements/42-loire/"),
        ("https://a.example/departements/42-loire/", "https://a.example/departements/42-loire/"),
    ],
)
def test_the_web_address_of_a_page(address: str, hosted: str) -> None:
    assert web_address(address) == hosted


def test_the_archive_gives_web_addresses_and_lists_its_files(demo_archive: Path) -> None:
    with zipfile.ZipFile(next(demo_archive.glob("*.zip"))) as archive:
        root = archive.namelist()[0].split("/")[0]
        for page, address in [("departements/42-loire.html", "departements/42-loire/"), ("index.html", "")]:
            html = archive.read(f"{root}/{page}").decode()
            assert f'<link rel="canonical" href="https://portraits.example/{address}">' in html
            assert f'<meta property="og:url" content="https://portraits.example/{address}">' in html
        html = archive.read(f"{root}/departements/42-loire.html").decode()
        beside = {
            name.rpartition("/")[2]
            for name in archive.namelist()
            if re.fullmatch(f"{root}/departements/42-loire/[^/]+", name)
        }
    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    described = {file["contentUrl"].rpartition("/")[2] for file in data["distribution"]}
    assert described == {name for name in beside if BESIDE.match(name)}
