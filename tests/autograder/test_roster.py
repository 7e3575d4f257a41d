import pytest

from autograder.errors import CourseError
from autograder.roster import Student, read_roster

HEAD = "id,first_name,last_name,email\n"


@pytest.fixture
def roster(tmp_path):
    def read(text, encoding="utf-8"):
        path = tmp_path / "roster.csv"
        path.write_bytes(text.encode(encoding))
        return read_roster(path)

    return read


class TestReadRoster:
    def test_reads_names_with_commas_accents_and_empty_cells(self, roster):
        students = roster(HEAD + 'ada,Ada,"King, Countess",ada@x.org\n\nbjörn,Björn,,\n')
        assert students == [
            Student("ada", "Ada", "King, Countess", "ada@x.org"),
            Student("björn", "Björn", "", ""),
        ]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
    def test_reads_what_spreadsheets_write(self, roster, encoding):
        text = "Email;ID;Last_Name;First_Name;group\r\na@x.org;ada;L;A;3\r\n"
        assert roster(text, encoding) == [Student("ada", "A", "L", "a@x.org")]

    def test_names_every_bad_row_with_its_line_and_reason(self, roster):
        text = HEAD + "ada,A,L,\n,B,M,\n../x,C,N,\ndan,D,O,nowhere\neve,E,P,e@x.org,surplus\nADA,F,Q,\n"
        with pytest.raises(CourseError) as caught:
            roster(text)
        message = str(caught.value)
        for part in (
            "nothing was written",
            "line 3: the id is empty",
            "line 4: the id must consist of letters",
            "line 5: the email must look like",
            "line 6: 1 columns too many",
            "line 7: the id 'ADA' stands in line 2 already",
        ):
            assert part in message
        assert "\n" not in message

    def test_a_long_list_of_bad_rows_is_cut(self, roster):
        with pytest.raises(CourseError, match=r"line 11: .*and 15 more$"):
            roster(HEAD + "".join(f"a {n},A,B,\n" for n in range(25)))

    def test_emails_belong_to_one_person(self, roster):
        with pytest.raises(CourseError, match=r"line 3: the email 'A@x.org' stands in line 2 already"):
            roster(HEAD + "ada,A,L,a@x.org\nbao,B,M,A@x.org\n")

    def test_lines_are_counted_as_an_editor_does(self, roster):
        with pytest.raises(CourseError, match="line 4: the id is empty"):
            roster(HEAD + 'ada,"A\nB",L,\n,B,M,\n')

    @pytest.mark.parametrize(
        ("text", "encoding", "message"),
        [
            ("", "utf-8", "the first line must name the columns id,first_name,last_name,email"),
            ("id,first_name,email\n", "utf-8", "last_name is missing"),
            (HEAD + "zoë,Z,O,\n", "latin-1", "must be saved as UTF-8"),
        ],
    )
    def test_says_what_is_wrong_with_the_file(self, roster, text, encoding, message):
        with pytest.raises(CourseError, match=message):
            roster(text, encoding)

    def test_a_missing_file_is_named(self, tmp_path):
        with pytest.raises(CourseError, match=r"must be a file, got .*none\.csv"):
            read_roster(tmp_path / "none.csv")
