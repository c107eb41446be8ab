"""Whether two articles match: the rules of ndup, said once more and plainly.

It goes through all of both articles, without keys, hashes and limits on work:
slow, and short.  Texts are lists of words, in scripts written with spaces.
What limits has is named as in the report of a scan.
"""
ANCHOR = 6   # words of the runs that a passage is built on, at most
GAP = 24     # words between two such runs, on either side, at most
CHANGED = 8  # of them, words that have no equal on the other side
EDGE = 12    # words beyond its runs that a passage is tried on
GAIN = 3     # equal words less changed ones that this brings, at least
LIKE = 0.4   # coverage that a match by Jaccard has
HALF = 0.5   # coverage by short passages that is as good as a long one
FORM = 0.25  # coverage of both that a form with other figures has ...
MOST = 0.8   # ... and less than this of the shorter one


def grams(words, size):
    return set(zip(*(words[i:] for i in range(size))))


def jaccard(a, b, size):
    left, right = grams(a, size), grams(b, size)
    union = len(left | right)
    return len(left & right) / union if union else float(a == b)


def common_runs(a, b, size):
    """All maximal runs of so many equal words: (place in a, in b, words)."""
    places, runs = {}, []
    for j in range(len(b) - size + 1):
        places.setdefault(tuple(b[j:j + size]), []).append(j)
    for i in range(len(a) - size + 1):
        for j in places.get(tuple(a[i:i + size]), ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            num = size
            while a[i + num:i + num + 1] == b[j + num:j + num + 1] != []:
                num += 1
            runs.append((i, j, num))
    return runs


def tiles(runs, size):
    """Parts of the runs, of the longest run first, no word twice; then parts of
    which one side is new: what the other article repeats.  By place."""
    used_a, used_b, chosen = set(), set(), []

    def take(i, j, num):
        if num >= size:
            chosen.append((i, j, num))
            used_a.update(range(i, i + num))
            used_b.update(range(j, j + num))

    runs = sorted(runs, key=lambda run: (-run[2], run))
    for is_taken in (any, all):
        for i, j, num in runs:
            begin = 0
            for at in range(num):
                if is_taken((i + at in used_a, j + at in used_b)):
                    take(i + begin, j + begin, at - begin)
                    begin = at + 1
            take(i + begin, j + begin, num - begin)
    return sorted(chosen)


def scores(a, b):
    """For each beginning of a and of b the most equal words less others."""
    table = [[-j for j in range(len(b) + 1)]]
    for i, word in enumerate(a):
        row = [-i - 1]
        for j, other in enumerate(b):
            row.append(max(table[i][j] + (1 if word == other else -1),
                           table[i][j + 1] - 1, row[j] - 1))
        table.append(row)
    return table


def equal_pairs(table, a, b, i, j):
    """The pairs of equal words in such beginnings of i and j words."""
    pairs = []
    while i and j:
        pair = 1 if a[i - 1] == b[j - 1] else -1
        if table[i][j] == table[i - 1][j - 1] + pair:
            i, j = i - 1, j - 1
            if pair == 1:
                pairs.append((i, j))
        elif table[i][j] == table[i - 1][j] - 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def growth(a, b):
    """Pairs of the beginnings that go together best, if it pays."""
    a, b = a[:EDGE], b[:EDGE]
    table = scores(a, b)
    best, i, j = max(((table[i][j], -i, -j) for i in range(len(a) + 1)
                      for j in range(len(b) + 1)))
    return equal_pairs(table, a, b, -i, -j) if best >= GAIN else []


def bridge(a, b, left, right):
    """Pairs of equal words between two runs; None: not bridged."""
    end_a, end_b = left[0] + left[2], left[1] + left[2]
    gap_a, gap_b = a[end_a:right[0]], b[end_b:right[1]]
    longer = max(len(gap_a), len(gap_b))
    if right[0] < end_a or right[1] < end_b or longer > GAP:
        return None
    pairs = equal_pairs(scores(gap_a, gap_b), gap_a, gap_b,
                        len(gap_a), len(gap_b))
    if longer - len(pairs) > CHANGED:
        return None
    return [(end_a + i, end_b + j) for i, j in pairs]


def run_pairs(run):
    return [(run[0] + k, run[1] + k) for k in range(run[2])]


def is_dense(pairs):
    """Two words in three stand equal, on both sides."""
    first, last = pairs[0], pairs[-1]
    return 3 * len(pairs) >= 2 * max(last[0] - first[0], last[1] - first[1]) + 2


def chain(a, b, pairs, runs):
    """Goes on with the next of the runs that can be bridged to, and so on; the
    runs that are in the passage then are no longer in the list."""
    k = 0
    while k < len(runs) and runs[k][0] <= pairs[-1][0] + 1 + GAP:
        last = pairs[-1][0], pairs[-1][1], 1
        between = bridge(a, b, last, runs[k])
        longer = pairs + (between or []) + run_pairs(runs[k])
        if between is not None and is_dense(longer):
            pairs = longer
            del runs[k]
        else:
            k += 1
    return pairs


def free_before(ends, place):
    return max((end for end in ends if end <= place), default=0)


def free_until(begins, place, size):
    return min((begin for begin in begins if begin >= place), default=size)


def grow(a, b, pairs, runs):
    """A passage with what it gains at both ends, up to where others stand."""
    (i, j), (x, y) = pairs[0], pairs[-1]
    before = growth(
        a[free_before([run[0] + run[2] for run in runs], i):i][::-1],
        b[free_before([run[1] + run[2] for run in runs], j):j][::-1])
    behind = growth(
        a[x + 1:free_until([run[0] for run in runs], x + 1, len(a))],
        b[y + 1:free_until([run[1] for run in runs], y + 1, len(b))])
    return ([(i - 1 - left, j - 1 - right) for left, right in before[::-1]]
            + pairs + [(x + 1 + left, y + 1 + right) for left, right in behind])


def passages(a, b, size):
    """Of each passage the pairs of equal words."""
    runs = tiles(common_runs(a, b, size), size)
    left, found = list(runs), []
    while left:
        pairs = chain(a, b, run_pairs(left.pop(0)), left)
        found.append(grow(a, b, pairs, runs))
    return found


def in_runs(pairs, size):
    """Those of the pairs that stand in runs of so many."""
    out, run = set(), []
    for pair in [*pairs, None]:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            out.update(run if len(run) >= size else [])
            run = []
        run.append(pair)
    return out


def figures(words):
    return any(word[0].isdigit() for word in words)


def segments(pairs, a, b):
    """A passage, cut where a figure is replaced by another."""
    part = [pairs[0]]
    for left, right in zip(pairs, pairs[1:]):
        if (figures(a[left[0] + 1:right[0]])
                and figures(b[left[1] + 1:right[1]])):
            yield part
            part = []
        part.append(right)
    yield part


class Reuse:
    """What passages amount to: equal words of the longest one, and of each
    article the equal words of all, of those outside of runs no more than
    inside."""

    def __init__(self, a, b, least):
        size = min(ANCHOR, least)
        cut = [list(segments(pairs, a, b))
               for pairs in passages(a, b, size) if len(pairs) >= least]
        parts = [part for segs in cut for part in segs if len(part) >= least]
        anchored = [in_runs(part, size) for part in parts]
        self.longest = max((min(len(part), 2 * len(runs))
                            for part, runs in zip(parts, anchored)), default=0)
        self.covered = [
            min(len({pair[side] for part in parts for pair in part}),
                2 * len({pair[side] for runs in anchored for pair in runs}))
            for side in (0, 1)]
        self.coverage = max(
            (covered / len(own) for covered, own, other
             in zip(self.covered, (a, b), (b, a))
             if 0 < len(own) <= len(other)), default=0)
        self.is_form = (
            any(len(segs) > 1 for segs in cut) and self.coverage < MOST
            and all(covered >= FORM * len(own)
                    for covered, own in zip(self.covered, (a, b))))


def compare(a, b, limits):
    """Jaccard, and whether the pair matches."""
    similarity = jaccard(a, b, limits["shingle"])
    similar = similarity >= limits["threshold"]
    least = limits["min_coverage"]
    if a == b or least is None:
        return similarity, similar or a == b
    if min(len(a), len(b)) < limits["min_words"]:
        return similarity, False
    reuse = Reuse(a, b, limits["min_passage"])
    run = limits["min_run"]
    return similarity, (
        (similar and reuse.coverage >= LIKE)
        or reuse.longest >= (limits["long_passage"] or len(a) + 1)
        or (reuse.coverage >= least
            and (reuse.longest >= run
                 or (min(reuse.covered) >= 2 * run
                     and reuse.coverage >= HALF and not reuse.is_form))))
