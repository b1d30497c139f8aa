"""nbgrader for this folder: solutions/ is the source of every exercise set, exercises/ its release."""

from attributed.exercises.release import configure

c = get_config()  # noqa: F821 - nbgrader provides it
configure(c)

c.CourseDirectory.course_id = "attributed"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# Whatever runs in a notebook’s folder leaves these behind; students never get them.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".DS_Store"]

# "practice" answers at once; "assessment" releases no accepted answer at all.
c.SealKey.mode = "practice"
