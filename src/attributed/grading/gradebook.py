"""nbgrader’s gradebook, with one writer: all the marks of a submission are there, or none of them."""

import contextlib
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    InvalidEntry,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import Session, scoped_session, sessionmaker
from tornado.log import app_log

from attributed.errors import KitError
from attributed.grading.course import Course, late_penalties

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

PATIENCE = 120
"""So many seconds a writer waits for another one to finish with a gradebook that is one file."""
NO_RESPONSE = "No response."
"""nbgrader’s comment on an answer that is as it was released."""
_TRIES = 3
_WRITES = "attributed_writes"


@dataclass(frozen=True)
class ReleasedCell:
    """A cell of a released notebook as the gradebook keeps it: what a submission is held against."""

    notebook: str
    grade_id: str
    cell_type: str
    locked: bool
    checksum: str | None
    source: str
    max_score: float | None
    """Its points; None where a cell has none."""
    is_grade: bool
    is_solution: bool
    is_task: bool


@dataclass(frozen=True)
class _Cells:
    """The ids of the cells of a notebook that marks and comments belong to, by name; of those with points, these."""

    notebook_id: str
    grade: dict[str, str]
    solution: dict[str, str]
    task: dict[str, str]
    points: dict[str, float]


class Book:
    """The gradebook of a course, open for one process and one thread: `with Book(course) as book`."""

    def __init__(self, course: Course) -> None:
        """Name the course; the gradebook is opened by `with`."""
        self._course = course
        self._book: Any = None
        self._late: Any = None

    def __enter__(self) -> Self:
        """Open the gradebook.

        Raises:
            KitError: if there is none yet, it cannot be opened, or the course’s settings cannot be read.
        """
        self._late = late_penalties(self._course)
        with _plainly():
            url = _patient(self._course.db_url)
            _require_gradebook(url)
            self._book = _opened(url, self._course.course_id)
        if url.get_backend_name() == "sqlite":
            _lock_before_reading(self._book.engine)
        return self

    def __exit__(self, *_: object) -> None:
        """Close the gradebook."""
        self._book.close()

    def is_released(self, name: str) -> bool:
        """Tell whether the gradebook knows the cells of a set."""
        with self._reading() as session:
            found = select(SourceCell.id).join(Notebook).join(Assignment).where(Assignment.name == name).limit(1)
            return session.execute(found).first() is not None

    def released_cells(self, name: str) -> tuple[ReleasedCell, ...]:
        """Return every cell that nbgrader keeps of a set, by notebook and name.

        Raises:
            KitError: if the set was never released.
        """
        with self._reading() as session:
            of_set = select(Notebook.id).join(Assignment).where(Assignment.name == name).scalar_subquery()
            cells = session.scalars(select(SourceCell).where(SourceCell.notebook_id.in_(of_set))).all()
            base = session.scalars(select(BaseCell).where(BaseCell.notebook_id.in_(of_set))).all()
            kinds = {(cell.notebook_id, cell.name, type(cell)): cell for cell in base}
            found = [_released(cell, kinds) for cell in cells]
        if not found:
            raise _never_released(name)
        return tuple(sorted(found, key=lambda cell: (cell.notebook, cell.grade_id)))

    def marks_in(self, name: str) -> dict[str, dict[str, tuple[float | None, float | None]]]:
        """Return the marks in the gradebook: student -> cell -> what was computed, and what a person gave."""
        found = (
            select(SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score, Grade.manual_score)
            .select_from(Grade)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(Assignment.name == name)
            .order_by(SubmittedAssignment.student_id, BaseCell.name)
        )
        marks: dict[str, dict[str, tuple[float | None, float | None]]] = {}
        with self._reading() as session:
            for student, cell, computed, given in session.execute(found):
                marks.setdefault(student, {})[cell] = (computed, given)
        return marks

    def write(  # noqa: PLR0913, PLR0917 - all of one submission
        self,
        name: str,
        notebook: str,
        student: str,
        marks: Mapping[str, float | None],
        unanswered: Collection[str],
        timestamp: datetime | None,
    ) -> None:
        """Write everything of one submission, as `nbgrader autograde` would, in one transaction.

        What a person has given (marks, extra credit, comments) stays as it is; a mark that a person has given is put
        up for review again, as nbgrader does. A row of a rubric waits for a person unless `marks` has points for it.

        Args:
            name: the set.
            notebook: the notebook’s name, without .ipynb.
            student: the student; an unknown one is added.
            marks: the points of every check; None for one that a person has to mark.
            unanswered: the answer cells that are as they were released.
            timestamp: when it was handed in (UTC); None leaves what the gradebook has.

        Raises:
            KitError: if the set was not released, a name or a mark does not fit the gradebook, or it cannot be
                written; then nothing was written.
        """
        _require_storable(student)
        with _plainly():
            for left in reversed(range(_TRIES)):
                try:
                    with self._writing() as book:
                        cells = _cells_of(book, name, notebook)
                        points = _fitting(cells, marks, unanswered, f"{name}, {student}")
                        page = _page_of(book, name, cells, student, timestamp)
                        _put_grades(book.db, page, cells, points)
                        _put_comments(book.db, page, cells, unanswered)
                        self._penalise(book.db, page, student)
                        book.db.commit()
                except (InvalidEntry, IntegrityError) as error:
                    # Another process has just added the same student.
                    if not (left and isinstance(_behind(error), IntegrityError)):
                        raise
                else:
                    return

    def write_nothing_handed_in(self, name: str, notebook: str, student: str, timestamp: datetime | None) -> None:
        """Give no points for a notebook that is missing from a submission, rubric and all, as nbgrader does.

        Raises:
            KitError: as `write`.
        """
        with self._reading(), _plainly():
            cells = _cells_of(self._book, name, notebook)
        self.write(name, notebook, student, dict.fromkeys(cells.points, 0.0), (), timestamp)

    def _penalise(self, session: Any, page: Any, student: str) -> None:  # noqa: ANN401 - nbgrader carries no types
        """Set the penalty for lateness: nbgrader’s own step, but within this transaction."""
        page.late_submission_penalty = None
        submission = page.assignment
        late = submission.total_seconds_late if submission.assignment.duedate is not None else 0
        if late <= 0:
            return
        session.flush()
        session.expire(page, ["score"])
        try:
            penalty = self._late.plugin_inst.late_submission_penalty(student, page.score, late)
        except Exception as error:
            raise KitError(
                f"The course’s plugin for late submissions failed for {student} ({type(error).__name__}: {error}). "
                "Mend it, and grade again."
            ) from error
        if penalty is not None:
            page.late_submission_penalty = self._late._check_late_penalty(page, penalty)  # noqa: SLF001 - its own rule

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Session]:
        with _plainly():
            try:
                yield self._book.db
            finally:
                self._book.db.remove()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give nbgrader’s gradebook with a session whose commits count only if all goes well until the end."""
        book = self._book
        usual = book.db
        with _without_log(), book.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                book.db = scoped_session(
                    sessionmaker(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
                )
                try:
                    yield book
                finally:
                    book.db.remove()
                    book.db = usual


@contextlib.contextmanager
def _without_log() -> Iterator[None]:
    """Keep nbgrader from printing a traceback, with a student’s rows in it, of an error that is told in a sentence."""
    usual, app_log.disabled = app_log.disabled, True
    try:
        yield
    finally:
        app_log.disabled = usual


def _patient(db_url: str) -> "URL":
    """Return the address of a gradebook; where it is one file, with the time to wait for another writer."""
    url = make_url(db_url)
    if url.get_backend_name() == "sqlite" and "timeout" not in url.query:
        return url.update_query_dict({"timeout": str(PATIENCE)})
    return url


def _require_gradebook(url: "URL") -> None:
    """Make sure that there is a gradebook already: opening it would make one, and nothing would be released in it."""
    none = KitError(
        f"There is no gradebook yet ({url.render_as_string()}): "
        "run `nbgrader generate_assignment SET` for the set first."
    )
    is_file = url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":", "file:"))
    if is_file and not Path(str(url.database)).is_file():
        raise none
    engine = create_engine(url)
    try:
        if not inspect(engine).has_table("assignment"):
            raise none
    finally:
        engine.dispose()


def _opened(url: "URL", course_id: str) -> Any:  # noqa: ANN401 - nbgrader carries no types
    text = url.render_as_string(hide_password=False)
    try:
        return Gradebook(text, course_id)
    except InvalidEntry:  # another process has just added the course
        return Gradebook(text, course_id)


def _lock_before_reading(engine: Engine) -> None:
    """Make SQLite take its lock when a writing transaction begins.

    Otherwise it takes it at the first change, after something was read that another writer may have changed since.
    """

    @event.listens_for(engine, "connect")
    def begin_nothing(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.isolation_level = None  # the driver begins no transactions of its own

    @event.listens_for(engine, "begin")
    def begin(connection: "Connection") -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    engine.dispose()  # connections that were made before begin in the driver’s way


def _released(cell: Any, kinds: Mapping[tuple[str, str, type], Any]) -> ReleasedCell:  # noqa: ANN401
    grade, solution, task = (
        kinds.get((cell.notebook_id, cell.name, kind)) for kind in (GradeCell, SolutionCell, TaskCell)
    )
    with_points = grade or task
    return ReleasedCell(
        notebook=cell.notebook.name,
        grade_id=cell.name,
        cell_type=cell.cell_type,
        locked=bool(cell.locked),
        checksum=cell.checksum,
        source=cell.source or "",
        max_score=with_points.max_score if with_points else None,
        is_grade=grade is not None,
        is_solution=solution is not None,
        is_task=task is not None,
    )


def _cells_of(book: Any, name: str, notebook: str) -> _Cells:  # noqa: ANN401
    try:
        page = book.find_notebook(notebook, name)
    except MissingEntry:
        raise _never_released(name) from None
    found = {
        kind: book.db.scalars(select(kind).where(kind.notebook_id == page.id)).all()
        for kind in (GradeCell, SolutionCell, TaskCell)
    }
    by_name = {kind: {cell.name: cell.id for cell in cells} for kind, cells in found.items()}
    points = {cell.name: cell.max_score for cell in [*found[GradeCell], *found[TaskCell]]}
    return _Cells(page.id, by_name[GradeCell], by_name[SolutionCell], by_name[TaskCell], points)


def _fitting(
    cells: _Cells, marks: Mapping[str, float | None], unanswered: Collection[str], where: str
) -> dict[str, float | None]:
    """Return the marks if they fit the gradebook: of each check one, of no other cell any, and none out of bounds."""
    if unknown := sorted({*marks} - {*cells.points}):
        raise KitError(f"{where}: the gradebook has no points for a cell {unknown[0]!r}. Release the set again.")
    if missing := sorted({*cells.grade} - {*marks}):
        raise KitError(f"{where}: there is no mark for {missing[0]!r}, and nothing was written.")
    if unknown := sorted({*unanswered} - {*cells.solution} - {*cells.task}):
        raise KitError(f"{where}: the gradebook has no answer cell {unknown[0]!r}. Release the set again.")
    for name, mark in marks.items():
        is_number = isinstance(mark, int | float) and not isinstance(mark, bool) and math.isfinite(mark)
        if mark is not None and not (is_number and 0 <= mark <= cells.points[name]):
            raise KitError(f"{where}: {mark!r} for {name!r} is no mark from 0 to {cells.points[name]:g}.")
    return {name: None if mark is None else float(mark) for name, mark in marks.items()}


def _page_of(book: Any, name: str, cells: _Cells, student: str, timestamp: datetime | None) -> Any:  # noqa: ANN401
    """Return the row of a student’s notebook, which is made if need be."""
    book.update_or_create_student(student)
    about = {"timestamp": timestamp} if timestamp else {}
    with book.db.no_autoflush:  # nbgrader builds the rows one by one, and SQLAlchemy would warn of each
        submission = book.update_or_create_submission(name, student, **about)
    found = select(SubmittedNotebook).where(
        SubmittedNotebook.notebook_id == cells.notebook_id, SubmittedNotebook.assignment_id == submission.id
    )
    page = book.db.scalars(found).one_or_none()
    if page is None:
        page = SubmittedNotebook(notebook_id=cells.notebook_id, assignment=submission)
        book.db.add(page)
        book.db.flush()
    return page


def _put_grades(session: Any, page: Any, cells: _Cells, points: Mapping[str, float | None]) -> None:  # noqa: ANN401
    rows = _rows(session, Grade, page, [*cells.grade.values(), *cells.task.values()])
    for name, cell in cells.grade.items():
        _put_score(rows[cell], points[name])
    for name, cell in cells.task.items():
        row, given = rows[cell], points.get(name)
        if given is not None:
            _put_score(row, given)
        elif row.auto_score is not None:  # nothing had been handed in before, and now something was
            _put_score(row, None)


def _put_score(row: Any, points: float | None) -> None:  # noqa: ANN401
    """Set a computed mark by nbgrader’s rule: a person looks where one has marked already, or there is no mark."""
    row.auto_score = points
    row.needs_manual_grade = row.manual_score is not None or points is None


def _put_comments(session: Any, page: Any, cells: _Cells, unanswered: Collection[str]) -> None:  # noqa: ANN401
    rows = _rows(session, Comment, page, [*cells.solution.values(), *cells.task.values()])
    for name, cell in cells.solution.items():
        rows[cell].auto_comment = NO_RESPONSE if name in unanswered else None
    for cell in cells.task.values():
        rows[cell].auto_comment = None


def _rows(session: Any, kind: Any, page: Any, cells: list[str]) -> dict[str, Any]:  # noqa: ANN401
    """Return the rows of a submission by cell; asked for by cell, since that is what the gradebook has an index of."""
    found = session.scalars(select(kind).where(kind.cell_id.in_(cells), kind.notebook_id == page.id))
    rows = {row.cell_id: row for row in found}
    for cell in cells:
        if cell not in rows:
            rows[cell] = kind(cell_id=cell, notebook=page)
            session.add(rows[cell])
    return rows


def _require_storable(student: str) -> None:
    try:
        student.encode()
    except UnicodeEncodeError:
        raise KitError(f"{student!a} cannot be a student in the gradebook: rename the folder, in UTF-8.") from None


def _never_released(name: str) -> KitError:
    return KitError(
        f"{name} was never released: the gradebook does not know it. Run `nbgrader generate_assignment {name}`."
    )


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """Turn what a database says into one sentence."""
    try:
        yield
    except (SQLAlchemyError, ModuleNotFoundError, InvalidEntry) as error:
        cause = _behind(error)
        said = " ".join(str(getattr(cause, "orig", None) or cause).split())[:300]
        raise KitError(f"The gradebook cannot be used ({said}). {_remedy(cause, said)}") from error


def _behind(error: BaseException) -> BaseException:
    """Return what the database said where nbgrader has put an error of its own before it."""
    return error.__context__ if isinstance(error, InvalidEntry) and error.__context__ else error


def _remedy(error: BaseException, said: str) -> str:
    if isinstance(error, ModuleNotFoundError | NoSuchModuleError | ArgumentError):
        return "Install the driver that CourseDirectory.db_url names, or mend that setting."
    if "locked" in said:
        return "Another program holds it: close that, and grade again."
    if re.search(r"no such (column|table)|has no column|(column|relation) \S+ does not exist", said):
        return "It is of an older nbgrader: make a copy of it, then run `nbgrader db upgrade`."
    if isinstance(error, OperationalError | DBAPIError):
        return "Nothing was written; see to the database, and grade again."
    return "Nothing was written."
