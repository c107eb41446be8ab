"""The peers: one class each, all with the same shape.

A tool says in `form` what it wants of an article (see job.py), gets articles
in batches by add(), and names candidate pairs by candidates(): pairs of line
numbers, any order, possibly repeated.  Each is used as its own documents say;
where they leave the bands open, bands() decides.  A module is imported only
by the class that uses it.
"""
import itertools
import tempfile

NUM_PERM = 128
SHINGLE = 5


def bands(threshold):
    """Bands of 128 values for tools that want a divisor of 128.

    The S-curve's step, (1 / bands) ** (bands / 128), is at 0.42 or 0.71.
    """
    return 32 if threshold < 0.7 else 16


def pairs_within(groups):
    for group in groups:
        yield from itertools.combinations(sorted(group), 2)


def pairs_of_answers(answers):
    """Pairs from one list of found articles for each article."""
    for i, found in enumerate(answers):
        for j in found:
            if j < i:
                yield j, i


class Datasketch:
    package = "datasketch"
    form = "bytes"
    hashing = {}  # its own default: SHA-1

    def __init__(self, threshold, threads):
        from datasketch import MinHash, MinHashLSH
        self.minhash = MinHash
        self.index = MinHashLSH(threshold=threshold, num_perm=NUM_PERM)
        self.signatures = []

    def add(self, articles):
        self.signatures += self.minhash.generator(
            articles, num_perm=NUM_PERM, **self.hashing)

    def candidates(self):
        for i, signature in enumerate(self.signatures):
            for j in self.index.query(signature):
                yield j, i
            self.index.insert(i, signature)


class DatasketchXxh(Datasketch):
    """With a faster hash function of 32 bits, as its documents advise."""

    def __init__(self, threshold, threads):
        super().__init__(threshold, threads)
        import xxhash
        self.hashing = {"hashfunc": xxhash.xxh32_intdigest}


class TextDedup:
    """Its program deduplicates data sets and shows no pairs: these are its
    functions, put together as its program does, and all pairs of a bucket."""
    package = "text-dedup"
    form = "words"

    def __init__(self, threshold, threads):
        import functools
        import numpy
        from text_dedup import minhash
        num_bands, rows = minhash.optimal_param(threshold, NUM_PERM)
        prime = numpy.uint64((1 << 61) - 1)
        self.embed = functools.partial(
            minhash.embed_func, num_perm=NUM_PERM, ngram_size=SHINGLE,
            min_length=SHINGLE, dtype=numpy.uint64,
            hashranges=[(i * rows, (i + 1) * rows) for i in range(num_bands)],
            permutations=tuple(
                minhash.RNG.randint(low, prime, size=(NUM_PERM,),
                                    dtype=numpy.uint64) for low in (1, 0)),
            hash_func=functools.partial(minhash.sha1_hash, d=32),
            max_hash=numpy.uint32((1 << 32) - 1), modulo_prime=prime)
        self.column = minhash.SIGNATURE_COLUMN
        self.tables = [{} for _ in range(num_bands)]
        self.count = 0

    def add(self, articles):
        for text in articles:
            keys = self.embed(text, self.count)[self.column]
            for table, key in zip(self.tables, keys):
                table.setdefault(key, set()).add(self.count)
            self.count += 1

    def candidates(self):
        for table in self.tables:
            yield from pairs_within(table.values())


class Datatrove:
    """The first two stages of its pipeline, through files, with our words.
    They link each article of a bucket to the next: all pairs of it count."""
    package = "datatrove"
    form = "words"

    def __init__(self, threshold, threads):
        from datatrove.data import Document
        from datatrove.pipeline.dedup import minhash
        from datatrove.utils.logging import logger
        logger.remove()
        self.minhash, self.document = minhash, Document
        minhash.load_word_tokenizer = lambda language: self
        num_bands, rows = (25, 5) if threshold < 0.7 else (14, 8)
        self.config = minhash.MinhashConfig(
            n_grams=SHINGLE, num_buckets=num_bands, hashes_per_bucket=rows)
        self.articles = []

    @staticmethod
    def word_tokenize(text):
        return text.split()

    def add(self, articles):
        self.articles += articles

    def candidates(self):
        with tempfile.TemporaryDirectory() as folder:
            self.minhash.MinhashDedupSignature(
                folder + "/signatures", self.config).run(
                self.document(text, str(i))
                for i, text in enumerate(self.articles))
            step = self.minhash.MinhashDedupBuckets(
                folder + "/signatures", folder + "/buckets",
                config=self.config, lines_to_buffer=-1)
            for bucket in range(self.config.num_buckets):
                step.run(None, bucket, self.config.num_buckets)
                yield from self.pairs(f"{folder}/buckets/{bucket:05d}_00.dups")

    @staticmethod
    def pairs(path):
        import numpy
        groups = [[]]
        for _, one, _, other in numpy.fromfile(path, "<u4").reshape(
                -1, 4).tolist():
            if groups[-1][-1:] != [one]:
                groups.append([one])
            groups[-1].append(other)
        return pairs_within(groups)


class Rensa:
    package = "rensa"
    form = "strings"

    def __init__(self, threshold, threads):
        from rensa import RMinHash, RMinHashLSH
        self.minhash = RMinHash
        self.index = RMinHashLSH(threshold=threshold, num_perm=NUM_PERM,
                                 num_bands=bands(threshold))
        self.signatures = []

    def add(self, articles):
        self.signatures += self.minhash.from_token_sets(
            articles, num_perm=NUM_PERM, seed=42)

    def candidates(self):
        self.index.insert_many(self.signatures)
        return pairs_of_answers(self.index.query_all(self.signatures))


class FastSketch:
    package = "FastSketchLSH"
    form = "strings"

    def __init__(self, threshold, threads):
        import FastSketchLSH
        self.threads = threads
        self.sketch = FastSketchLSH.FastSimilaritySketch(size=NUM_PERM)
        self.index = FastSketchLSH.LSH(
            num_perm=NUM_PERM, num_bands=bands(threshold), num_threads=threads)
        self.sketches = []

    def add(self, articles):
        self.sketches.append(self.sketch.batch(
            articles, num_threads=self.threads))

    def candidates(self):
        import numpy
        sketches = numpy.vstack(self.sketches)
        self.index.insert(sketches)
        found, places = self.index.query(sketches, format="csr")
        rows = numpy.repeat(numpy.arange(len(sketches)),
                            numpy.diff(places.astype(numpy.int64)))
        later = found < rows
        return zip(found[later].tolist(), rows[later].tolist())


class FastSketchHashed(FastSketch):
    """Shingles hashed by Python: "when token hashes are available"."""
    form = "hashes"

    def add(self, articles):
        import numpy
        places = numpy.cumsum([0, *map(len, articles)], dtype=numpy.uint64)
        self.sketches.append(self.sketch.batch_csr(
            numpy.concatenate(articles).view(numpy.uint64), places,
            prehashed=True, num_threads=self.threads))


class Gaoya:
    """Takes words and shingles itself, and compares signatures."""
    package = "gaoya"
    form = "text"

    def __init__(self, threshold, threads):
        from gaoya.minhash import MinHashStringIndex
        self.index = MinHashStringIndex(
            hash_size=32, jaccard_threshold=threshold, num_bands=None,
            band_size=None, num_hashes=NUM_PERM, analyzer="word",
            lowercase=True, ngram_range=(SHINGLE, SHINGLE),
            id_container="smallvec")
        self.articles = []

    def add(self, articles):
        first = len(self.articles)
        self.articles += articles
        self.index.par_bulk_insert_docs(
            list(range(first, len(self.articles))), articles)

    def candidates(self):
        return pairs_of_answers(self.index.par_bulk_query(self.articles))


class FastRustRag:
    """Takes shingles itself, and compares signatures."""
    package = "fastrustrag"
    form = "words"

    def __init__(self, threshold, threads):
        import fastrustrag
        self.pipeline = fastrustrag.DeduplicationPipeline(
            num_bands=bands(threshold), num_hashes=NUM_PERM,
            shingle_size=SHINGLE, similarity_threshold=threshold)

    def add(self, articles):
        self.pipeline.process_documents(articles)

    def candidates(self):
        return ((min(a, b), max(a, b)) for a, b, _ in
                self.pipeline.deduplicate_corpus())


class Tors:
    """Takes words and shingles itself."""
    package = "tors"
    form = "words"
    method = "xxh"

    def __init__(self, threshold, threads):
        import tors
        self.tors = tors
        self.bands = bands(threshold)
        self.signatures = []

    def add(self, articles):
        self.signatures += (self.tors.minhash_signature(
            text, num_perm=NUM_PERM, shingle_size=SHINGLE, method=self.method)
            for text in articles)

    def candidates(self):
        return self.tors.lsh_candidates(
            self.signatures, bands=self.bands,
            rows=NUM_PERM // self.bands)["pairs"]


class TorsSuper(Tors):
    method = "superminhash"


TOOLS = {
    "datasketch": Datasketch,
    "datasketch, xxh32": DatasketchXxh,
    "text-dedup": TextDedup,
    "datatrove": Datatrove,
    "tors": Tors,
    "tors, superminhash": TorsSuper,
    "fastrustrag": FastRustRag,
    "gaoya": Gaoya,
    "rensa": Rensa,
    "FastSketchLSH": FastSketch,
    "FastSketchLSH, hashed": FastSketchHashed,
}
