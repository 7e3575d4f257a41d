"""nbgrader's exchange: collect what students really put there, and give back to those who handed in through it.

Everybody may write into the exchange. So a folder there may claim to be somebody else's, a link in it may lead to what
only the collector may read, and a file in it may be one that cannot be copied: none of this may reach the classroom,
or keep the others' work from it.
"""

import glob
import os
import pwd
import shutil
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback
from nbgrader.utils import ignore_patterns

from autograder.classroom import MARKS_OF_EXCHANGE

__all__ = ["CollectOwn", "ReleasePages"]


class CollectOwn(ExchangeCollect):
    """nbgrader's own collecting, without what belongs to another account, and without following links."""

    src_records: list

    def init_src(self):
        """Choose one submission of each student who has one."""
        super().init_src()
        self.src_records = [record for record in self.src_records if self._own(record)]

    def _sort_by_timestamp(self, records):
        """Put the newest first, but before all what is the student's own: the first is taken."""
        for record in records:
            if not self._own(record):
                self.log.error("%s belongs to another account: it is left out", record["filename"])
        return sorted(super()._sort_by_timestamp(records), key=self._own, reverse=True)

    def _own(self, record):
        if not self.check_owner:
            return True
        path = os.path.join(self.inbound_path, record["filename"])
        try:
            return pwd.getpwuid(os.lstat(path).st_uid).pw_name == record["username"]
        except KeyError:
            return False

    def do_copy(self, src, dest, log=None):
        """Copy a submission, links as links; one that cannot be copied is left out."""
        ignore = ignore_patterns(
            exclude=self.coursedir.ignore,
            include=self.coursedir.include,
            max_file_size=self.coursedir.max_file_size,
            log=self.log,
        )
        try:
            if os.path.islink(src):
                raise OSError("it is a link")
            if self.get_size(src) > 1000 * self.coursedir.max_dir_size:
                raise OSError("it is too large")
            shutil.copytree(src, dest, symlinks=True, ignore=ignore)
        except (shutil.Error, OSError) as error:
            shutil.rmtree(dest, ignore_errors=True)
            self.log.error("%s cannot be copied, and is left out: %s", src, error)
            return
        if self.coursedir.groupshared:
            _share(dest)


class ReleasePages(ExchangeReleaseFeedback):
    """nbgrader's own releasing of feedback, without those who handed in by another way; it would stop at the first."""

    def copy_files(self):
        """Copy the pages of all who can fetch them."""
        pages = map(Path, glob.glob(self.src_path))
        others = [
            path.parent.name
            for path in pages
            if not all((path / name).is_file() for name in MARKS_OF_EXCHANGE)
        ]
        for student in others:
            self.log.warning("%s did not hand in through the exchange: give the page back yourself", student)
        self.coursedir.student_id_exclude = ",".join([self.coursedir.student_id_exclude, *others])
        super().copy_files()


def _share(folder):
    """Let the group that grades write, as nbgrader does for `groupshared`."""
    for path, _, files in os.walk(folder):
        os.chmod(path, os.stat(path).st_mode | 0o2770)
        for name in files:
            file = os.path.join(path, name)
            if not os.path.islink(file):
                os.chmod(file, os.stat(file).st_mode | 0o660)
