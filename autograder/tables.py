"""Write tables for spreadsheets, which take some text for formulas and would run it."""

import csv
import io

__all__ = ["csv_bytes", "plain_text"]


def csv_bytes(header, rows):
    """Return a table as the bytes of a CSV file."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(map(plain_text, rows))
    return file.getvalue().encode()


def plain_text(row):
    """Return the cells of a row so that no spreadsheet reads text in them as a formula."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell.lstrip()[:1] in tuple("=+-@") else cell for cell in row
    ]
