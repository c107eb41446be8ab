# The front door: everything here is one call of CMake, CTest or apt.
# "make help" says what there is.

# What the library and the program need to build, as Debian and Ubuntu call it;
# what the tests need besides; and what only the checks of CI need.
DEPS = gcc g++ cmake make pkg-config libxxhash-dev libbsd-dev zlib1g-dev \
	libzstd-dev libutf8proc-dev libsimdjson-dev liblmdb-dev
CHECK_DEPS = $(DEPS) libcmocka-dev
CI_DEPS = $(CHECK_DEPS) clang llvm zstd jq zsh fish python3 chromium

BUILD = build
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PREFIX ?= /usr/local
# What bench scans besides a corpus that it makes.
COLLECTION ?= $(wildcard ../shared/data/reuters106k.jsonl.zst)

# What fuzz runs (all), for how long each, or how often instead.
FUZZ =
SECONDS = 60
RUNS =
FUZZ_CC ?= clang
FUZZ_CXX ?= clang++

.PHONY: all deps check-deps ci-deps bench-deps demo check check-arch fuzz \
	bench bench-build bench-boilerplate bench-edits bench-peers bench-scale \
	bench-ingest bench-floods install clean help

all:
	@cmake -S . -B $(BUILD) $(if $(TESTS),-DNDUP_BUILD_TESTS=$(TESTS)) \
		$(if $(BENCH),-DNDUP_BUILD_BENCH=$(BENCH))
	@cmake --build $(BUILD) -j $(JOBS)

deps:
	@sh tools/deps.sh $(DEPS)

check-deps:
	@sh tools/deps.sh $(CHECK_DEPS)

ci-deps:
	@sh tools/deps.sh $(CI_DEPS)
	@sh tools/deps.sh libclang-rt-$$(clang -dumpversion | cut -d. -f1)-dev

bench-deps:
	@sh tools/deps.sh $(DEPS) python3 python3-venv

demo: deps
	@echo "Building $(BUILD)/ndup ..."
	@$(MAKE) --no-print-directory all > $(BUILD).log 2>&1 || \
		{ cat $(BUILD).log; rm -f $(BUILD).log; exit 1; }
	@rm -f $(BUILD).log
	$(BUILD)/ndup scan --exclude programs samples/

check: check-deps
	@$(MAKE) --no-print-directory all TESTS=ON
	@ctest --test-dir $(BUILD) --output-on-failure

# All tests on another kind of machine, in an emulator: docs/machines.md.
check-arch: check-deps
	@[ -n "$(ARCH)" ] || { echo 'Say which: make check-arch ARCH=s390x' \
		'(or arm64)'; exit 2; }
	@sh tools/check_arch.sh $(ARCH) $(CHECK_DEPS)

# Builds and runs the fuzzers: make fuzz SECONDS=20, FUZZ=tokeniser, RUNS=1000000.
fuzz:
	@cmake -S . -B $(BUILD)/fuzz -DNDUP_BUILD_FUZZ=ON \
		-DCMAKE_BUILD_TYPE=RelWithDebInfo \
		-DCMAKE_C_COMPILER=$(FUZZ_CC) \
		-DCMAKE_CXX_COMPILER=$(FUZZ_CXX) >/dev/null
	@cmake --build $(BUILD)/fuzz --target fuzzers -j $(JOBS)
	@SECONDS_EACH='$(SECONDS)' RUNS='$(RUNS)' JOBS=$(JOBS) \
		sh tests/fuzz/run.sh $(BUILD)/fuzz/tests/fuzz $(FUZZ)

bench-build: bench-deps
	@$(MAKE) --no-print-directory all BENCH=ON

# Everything, the long parts with less than they can take.
bench: PEERS = --articles 5000 --thresholds 0.5 --runs 1
bench: SCALE = --sizes 10000 100000 --runs 1
bench: INGEST = --sizes 20000 100000
bench: bench-build
	@$(BUILD)/bench/corpus --articles 20000 --seed 1 \
		--out $(BUILD)/bench/corpus.jsonl \
		--truth $(BUILD)/bench/truth.tsv
	@sh bench/scan.sh $(BUILD)/ndup $(COLLECTION) \
		$(BUILD)/bench/corpus.jsonl
	@$(BUILD)/bench/stages $(COLLECTION)
	@python3 bench/quality.py $(BUILD)/ndup $(BUILD)/bench/corpus.jsonl \
		$(BUILD)/bench/truth.tsv
	@$(MAKE) --no-print-directory bench-boilerplate
	@python3 bench/peers.py --build $(BUILD) $(PEERS)
	@python3 bench/scale.py --build $(BUILD) $(SCALE)
	@python3 bench/ingest.py --build $(BUILD) $(INGEST)

# A story that one of twenty articles prints, all in five days, a site's menu,
# list and footer on 20,000 articles, an agency's paragraph in 500, and topics.
bench-boilerplate: bench-build
	@$(BUILD)/bench/corpus --articles 50000 --seed 5 --story-share 0.05 \
		--story-days 5 --boilerplate 20000 --agency 500 --topics 2000 \
		--out $(BUILD)/bench/boilerplate.jsonl \
		--truth $(BUILD)/bench/boilerplate.tsv
	@sh bench/scan.sh $(BUILD)/ndup $(BUILD)/bench/boilerplate.jsonl
	@OPTIONS='--boilerplate keep' sh bench/scan.sh $(BUILD)/ndup \
		$(BUILD)/bench/boilerplate.jsonl
	@python3 bench/quality.py $(BUILD)/ndup \
		$(BUILD)/bench/boilerplate.jsonl $(BUILD)/bench/boilerplate.tsv

# How much may be changed in a copy, by kind of change; and topics beside it.  At
# the defaults, then with --noisy.
bench-edits: EDITS = bench/results/edits
bench-edits: bench-build
	@$(BUILD)/bench/corpus --articles 20000 --seed 7 --changes --copies 50 \
		--topics 2000 --out $(BUILD)/bench/edits.jsonl \
		--truth $(BUILD)/bench/edits.tsv
	@python3 bench/quality.py --csv $(EDITS).csv $(BUILD)/ndup \
		$(BUILD)/bench/edits.jsonl $(BUILD)/bench/edits.tsv
	@python3 bench/quality.py --csv $(EDITS)-noisy.csv $(BUILD)/ndup \
		$(BUILD)/bench/edits.jsonl $(BUILD)/bench/edits.tsv --noisy

# The long parts in full: their results are kept.
bench-peers: PEERS = --csv bench/results/peers.csv
bench-peers: bench-build
	@python3 bench/peers.py --build $(BUILD) $(PEERS)

bench-scale: SCALE = --csv bench/results/scale.csv
bench-scale: bench-build
	@python3 bench/scale.py --build $(BUILD) $(SCALE)

bench-ingest: INGEST = --csv bench/results/ingest.csv \
	$(addprefix --collection ,$(COLLECTION))
bench-ingest: bench-build
	@python3 bench/ingest.py --build $(BUILD) $(INGEST)

# Articles with much in common: how time and memory grow with them.
bench-floods: FLOODS = --csv bench/results/floods.csv
bench-floods: bench-build
	@python3 bench/floods.py --build $(BUILD) $(FLOODS)

install: all
	@cmake --install $(BUILD) --prefix $(PREFIX)

clean:
	@rm -rf $(BUILD)

help:
	@echo 'make          build the library and the program in $(BUILD)/'
	@echo 'make deps     install the packages that are missing (apt)'
	@echo 'make demo     the above, then scan samples/'
	@echo 'make check    build with tests, and run them all'
	@echo 'make check-arch ARCH=s390x  the same in an emulator (or arm64)'
	@echo "make fuzz     fuzz with clang, each surface SECONDS=60; FUZZ=name"
	@echo "              one alone, RUNS=1000000 so often (tests/fuzz/README.md)"
	@echo "make bench    measure scans, of COLLECTION=file.jsonl too, stages,"
	@echo "              quality, peers, growth and an index (bench-edits,"
	@echo "              bench-peers, bench-scale, bench-ingest, bench-floods:"
	@echo "              in full, into bench/results/)"
	@echo 'make install  install below PREFIX=$(PREFIX) (DESTDIR is honoured)'
	@echo 'make clean    remove $(BUILD)/'
	@echo
	@echo 'Without make: cmake -B build && cmake --build build.'
	@echo 'Presets: release, debug, asan, tsan (cmake --list-presets).'
