"""What one comparing leaves for the next: who stands near whom, by blocks, so that a new document touches only what it concerns.

    changes      what was added or decided since, and whether that can be compared by blocks
    pages        readings laid out; which names stand everywhere
    texts        rows packed against the text of their document
    index        which documents have which shingle
    copied       pairs of copies, their groups
    things       keys of places, bodies and things; which of them are one
    people       names of persons, which are alike; who is one person
    items        prepared claims by documents and blocks
    found        the findings of each block
    recording    a comparing of everything fills all this anew
    update       the way through them

All of it is derived from readings and judgements: what is missing or of another version is made anew by comparing everything.
"""
