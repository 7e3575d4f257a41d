"""A file's name tells whose it is, however a learning-management system writes it, or nobody is told."""

import pytest

from autograder.owners import Owners
from autograder.roster import Student

NAME = "02_activations"
ROSTER = [
    Student("ada", "Ada", "Lovelace", ""),
    Student("ada_b", "Ada", "Byron", ""),
    Student("c.diaz", "Carla", "Díaz", ""),
    Student("u17", "Li", "Wei", ""),
    Student("u18", "Wei", "Li", ""),
    Student("1204", "Mononym", "", ""),
]


class TestOwners:
    @pytest.mark.parametrize(
        ("name", "owner"),
        [
            (f"ada_{NAME}.ipynb", "ada"),
            (f"ada_b_{NAME}.ipynb", "ada_b"),
            (f"ADA-{NAME}.ipynb", "ada"),
            ("ada.ipynb", "ada"),
            ("Ada Lovelace_1711_assignsubmission_file_", "ada"),
            ("byronada_1711_99_02_activations-1.ipynb", "ada_b"),
            ("byronada_LATE_1711_99_02_activations.ipynb", "ada_b"),
            ("Díaz, Carla_1711_assignsubmission_file_", "c.diaz"),
            ("diazcarla_1_2_x.ipynb", "c.diaz"),
            ("c.diaz_x.ipynb", "c.diaz"),
            ("1204_x.ipynb", "1204"),
            ("adalbert_x.ipynb", None),
            ("x_ada_02.ipynb", None),
            (f"{NAME}.ipynb", None),
            ("Wei Li_1_assignsubmission_file_", None),  # two students' names, in one order or the other
            ("u18_x.ipynb", "u18"),
            ("", None),
        ],
    )
    def test_is_told_by_what_comes_first(self, name, owner):
        assert Owners(ROSTER).of([name]) == owner

    def test_a_folder_goes_before_what_is_in_it(self):
        assert Owners(ROSTER).of(["Carla Díaz_1_assignsubmission_file_", "ada_x.ipynb"]) == "c.diaz"

    def test_the_closest_is_named(self):
        assert Owners(ROSTER).closest(["Carla Diazz_1_assignsubmission_file_"]) == "c.diaz"
        assert Owners(ROSTER).closest(["zzz.ipynb"]) is None
