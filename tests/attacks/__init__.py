"""Ways to get marks that were not earned, or to harm a run: one student each, in one class with honest neighbours.

No attack holds an answer of its own: what it earns, it has taken. COURSE, STUDENT and TOKEN in an attack's code become
the course's folder, the attacker's name and a word by which what is left behind can be found.
"""

from attacks.attack import Attack
from attacks.cheats import CHEATS
from attacks.damage import DAMAGE
from attacks.harms import HARMS
from attacks.lines import LINES

ATTACKS: tuple[Attack, ...] = (*CHEATS, *DAMAGE, *HARMS, *LINES)

__all__ = ["ATTACKS", "Attack"]
