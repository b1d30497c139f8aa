"""What each lesson says in numbers, computed from the data: a module a lesson, found by its number.

`numbers(case)` returns parts of sentences that must stand in the lesson or on its teaching page, with every number
computed. `PAGE` lists parts of sentences whose numbers count something on the page itself, such as “three lines”.
`ATTRIBUTED` lists sentences in which a judging word stands without quotation marks because somebody is named for it.
"""
