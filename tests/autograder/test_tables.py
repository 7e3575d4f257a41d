import csv
import io

import pytest

from autograder.tables import csv_bytes


def read(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


class TestCsvBytes:
    def test_what_is_written_is_read_again(self):
        cells = ["ada", 'say "so", please', "two\nlines", "zoë", 1.5, -2, ""]
        assert read(csv_bytes(["a"] * 7, [cells]))[1] == [str(cell) for cell in cells]

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "=cmd|'/c calc'!A0"])
    def test_no_text_begins_like_a_formula(self, cell):
        assert read(csv_bytes(["a"], [[cell]]))[1] == [f"'{cell}"]
