"""Start the kit: ``python start.py lab``.

Old Pythons must still be able to read this file, to say that they are too old. So it is written
in the words that Python 2.7 knows, and the work is done in the folder launch/.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (the one file that an older Python gets to read)
    sys.exit("Attributed needs Python 3.11 or newer, and this is Python " + sys.version.split()[0] + ".")

from launch import main

if __name__ == "__main__":
    sys.exit(main())
