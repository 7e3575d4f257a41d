"""What can be installed in several ways is the same in each of them."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent


def project(path):
    return tomllib.loads((ROOT / path).read_text())["project"]


def ranges(lines):
    """Map names to ranges; nnlab is ours and comes from here."""
    found = {requirement.name: requirement.specifier for requirement in map(Requirement, lines)}
    return {name.lower(): specifier for name, specifier in found.items() if name != "nnlab"}


ROOT_PROJECT, KIT = project("pyproject.toml"), project("course/pyproject.toml")
DIRECT = ranges([*ROOT_PROJECT["dependencies"], *KIT["dependencies"]])
EXTRAS = ranges([*ROOT_PROJECT["optional-dependencies"]["test"], *KIT["optional-dependencies"]["lab"]])
VERSIONS, SITE_VERSIONS = (ROOT / "versions.txt").read_text(), (ROOT / "versions-site.txt").read_text()
SITE = ranges(tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["site"])


def pinned(versions):
    found = re.findall(r"^([\w.-]+)==([\w.]+)", versions, re.M)
    return {name.lower(): Version(version) for name, version in found}


PINNED = pinned(VERSIONS)


class TestTheTwoDistributions:
    def test_agree_where_both_name_a_package(self):
        ours, kits = ranges(ROOT_PROJECT["dependencies"]), ranges(KIT["dependencies"])
        assert {name: ours[name] for name in kits} == kits

    def test_want_the_same_python(self):
        assert ROOT_PROJECT["requires-python"] == KIT["requires-python"]


class TestEnvironmentFile:
    CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]

    def test_names_the_same_direct_dependencies_with_the_same_ranges(self):
        listed = ranges([line for line in self.CONDA if isinstance(line, str)])
        assert f"python{listed.pop('python')}" == f"python{ROOT_PROJECT['requires-python']}"
        del listed["pip"]
        assert listed == DIRECT

    def test_installs_both_distributions(self):
        [pip] = [line["pip"] for line in self.CONDA if isinstance(line, dict)]
        assert {"-e ./course", "-e ."} <= set(pip)


class TestVersions:
    @pytest.mark.parametrize("name", sorted(DIRECT | EXTRAS))
    def test_each_direct_dependency_is_pinned_within_its_range(self, name):
        assert PINNED[name] in (DIRECT | EXTRAS)[name]

    @pytest.mark.parametrize("name", sorted(SITE))
    def test_so_is_what_builds_the_site(self, name):
        assert pinned(SITE_VERSIONS)[name] in SITE[name]

    def test_the_kit_has_the_same_front_ends_on_the_site(self):
        names = ("anywidget", "ipywidgets")
        assert [pinned(SITE_VERSIONS)[name] for name in names] == [PINNED[name] for name in names]


@pytest.mark.parametrize("versions", [VERSIONS, SITE_VERSIONS], ids=["versions.txt", "versions-site.txt"])
class TestPins:
    def test_every_line_is_a_pin_or_a_hash(self, versions):
        pin = r"[A-Za-z0-9._-]+==[\w.]+( ; [^\\]+)? ?\\?"
        for line in versions.splitlines():
            assert re.fullmatch(rf"{pin}|    --hash=sha256:[0-9a-f]{{64}} ?\\?|#.*|", line), line

    def test_every_pin_has_hashes(self, versions):
        pins = re.split(r"\n(?=\w)", versions.strip())
        assert all("--hash=sha256:" in pin for pin in pins if not pin.startswith("#"))

    def test_no_address_is_in_it(self, versions):
        assert not re.search(r"://|index-url|find-links|@ ", versions)
