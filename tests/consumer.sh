#!/bin/sh
# consumer.sh - ndup as other projects find it, once it is installed
#
# usage: consumer.sh BUILD_DIR SOURCE_DIR CC CXX [FLAGS]
#
# Installs, moves the tree elsewhere, and builds a program in C (a sample) and
# one in C++ with what is there: by pkg-config and by find_package(), with the
# shared library and with the static one.  FLAGS are the compiler's, such as
# -fsanitize=address.  Prints one line a case; exits with 1 if one failed.

usage='usage: consumer.sh BUILD_DIR SOURCE_DIR CC CXX [FLAGS]'
build=$(cd "${1:?$usage}" && pwd) || exit 2
source=$(cd "${2:?$usage}" && pwd) || exit 2
cc=${3:?$usage}
cxx=${4:?$usage}
flags=$5
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir" || exit 2
unset PKG_CONFIG_PATH CMAKE_PREFIX_PATH LD_LIBRARY_PATH
failed=0

# verdict NAME: by the status of the command before
verdict() {
	if [ $? -eq 0 ]; then
		echo "ok      $1"
	else
		echo "FAILED  $1"
		tail -n 20 log | sed 's/^/        | /'
		failed=1
	fi
}

# The program in C is a sample; what the one in C++ prints, ndup prints too.
c_source=$source/samples/programs/scan_array.c
keep_source=$source/samples/programs/keep_array.c
stream_source=$source/samples/programs/filter_stream.c
cxx_source=$source/tests/consumer/report.cpp
c_expected=$source/tests/consumer/expected
"$build/ndup" scan -q --format jsonl "$source/samples" >cxx_expected
cxx_expected=$dir/cxx_expected

# ---- README shows the sample, and what it prints

sed -n '/^```c$/,/^```$/{/^```/d;p;}' "$source/README.md" |
	while read -r line; do
		cat "$c_source" "$keep_source" "$stream_source" | grep -qF -e "$line" ||
			echo "$line"
	done >log
[ ! -s log ] && [ "$(grep -cFxf "$c_expected" "$source/README.md")" -eq \
	"$(wc -l <"$c_expected")" ]
verdict 'README shows the samples as they are'

# ---- the tree

DESTDIR=$dir/stage cmake --install "$build" --prefix /opt/first >log 2>&1 &&
	mv stage/opt/first tree && ! find stage -type f | grep -q .
verdict 'DESTDIR and prefix are honoured'
[ -d tree ] || exit 1
# Where libraries are depends on the system: lib, lib64, lib/x86_64-linux-gnu.
lib=$(dirname "$(find tree -name libndup.a)")
for file in bin/ndup include/ndup.h share/man/man1/ndup.1 \
	share/bash-completion/completions/ndup \
	share/zsh/site-functions/_ndup \
	share/fish/vendor_completions.d/ndup.fish; do
	[ -f "tree/$file" ]
	verdict "installed: $file"
done
# A path begins where no name goes on: cmake/ndup does not name /ndup.
find tree -name '*.pc' -o -name '*.cmake' >texts
# shellcheck disable=SC2046 # these names have no spaces
folders=$build:$source:$dir:/opt/first awk '
	function names(line, folder,	at, before) {
		for (; (at = index(line, folder)) > 0; line = substr(line, at + 1)) {
			before = substr(line, 1, at - 1)
			if (before ~ /(^|[^[:alnum:]_.}\/-]|-[IL])$/)
				return 1
		}
		return 0
	}
	BEGIN { num = split(ENVIRON["folders"], folder, ":") }
	{
		for (i = 1; i <= num; i++)
			if (names($0, folder[i]))
				print FILENAME ": " $0
	}' $(cat texts) >log
[ ! -s log ]
verdict 'no file names a folder of this build'

# Without the shared library -lndup is the static one.
cp -R tree static && rm static/"${lib#tree/}"/libndup.so*

# ---- pkg-config

# prints EXPECTED PROGRAM ARGS: what it should, with libraries of the tree
prints() {
	expected=$1
	shift
	LD_LIBRARY_PATH=$dir/$lib "$@" >out 2>>log && cmp out "$expected" >>log
}

# needs PROGRAM: whether it runs with the shared library
needs() {
	LC_ALL=C readelf -d "$1" | grep -q 'NEEDED.*libndup\.so\.[0-9]'
}

# by_pkg_config TREE OPTION EXPECTED COMPILE...
by_pkg_config() {
	PKG_CONFIG_PATH=$dir/$1/${lib#tree/}/pkgconfig
	export PKG_CONFIG_PATH
	option=$2 expected=$3
	shift 3
	rm -f program
	# what it prints is for a shell: blanks have a backslash
	eval "\"\$@\" $flags -Wall -Wextra -Werror -pedantic -o program \
		$(pkg-config $option --cflags --libs ndup)" >log 2>&1 &&
		prints "$expected" ./program "$source/samples"
}

by_pkg_config tree '' "$c_expected" "$cc" -std=c11 "$c_source" && needs program
verdict 'pkg-config, C11, shared'
by_pkg_config static --static "$c_expected" "$cc" -std=c11 "$c_source" &&
	! needs program
verdict 'pkg-config, C11, static'

cat >keep_expected <<END
text 2 stays
text 3 stays
text 1 goes: 100 % of it stands in text 3
END
by_pkg_config tree '' "$dir/keep_expected" "$cc" -std=c11 "$keep_source" &&
	grep -qFx 'text 1 goes: 100 % of it stands in text 3' "$source/README.md"
verdict 'pkg-config, C11, which texts stay'

# The sample with an index, on articles that were new at first.
sentence='the pilots had asked for a night watch since the spring of that year'
sentence="$sentence and the harbour council set aside a first sum for stone"
for id in story copy; do
	echo "{\"id\":\"$id\",\"text\":\"$id: $sentence\"}"
done >feed.jsonl
cat >stream_expected <<END
story: new, 26 words, 26 of them new
copy: duplicate of story, 96 % of it, 26 words, 1 of them new
END
PKG_CONFIG_PATH=$dir/$lib/pkgconfig
export PKG_CONFIG_PATH
eval "\"\$cc\" $flags -std=c11 -Wall -Wextra -Werror -pedantic -o stream \
	\"\$stream_source\" $(pkg-config --cflags --libs ndup)" >log 2>&1 &&
	"$build/ndup" index create --index wire.ndx >>log 2>&1 &&
	prints "$dir/stream_expected" ./stream wire.ndx feed.jsonl
verdict 'pkg-config, C11, a stream through an index'
for standard in c++11 c++17; do
	by_pkg_config tree '' "$cxx_expected" "$cxx" -std=$standard \
		"$cxx_source" && needs program
	verdict "pkg-config, $standard, shared"
	by_pkg_config static --static "$cxx_expected" "$cxx" -std=$standard \
		"$cxx_source" && ! needs program
	verdict "pkg-config, $standard, static"
done
version=$(PKG_CONFIG_PATH=$dir/$lib/pkgconfig pkg-config --modversion ndup)
[ "$("$dir/tree/bin/ndup" --version)" = "ndup $version" ]
verdict 'pkg-config, program and library tell one version'

# ---- find_package()

# by_cmake LANGUAGE SOURCE VERSION: builds below the folder LANGUAGE
by_cmake() {
	cmake -S "$source/tests/consumer" -B "$1" -DLANGUAGE="$1" \
		-DSOURCE="$2" -DNDUP_WANTED="$3" -DCMAKE_PREFIX_PATH="$dir/tree" \
		-DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" \
		-DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags" >log 2>&1 &&
		cmake --build "$1" >>log 2>&1
}

unset PKG_CONFIG_PATH
by_cmake C "$c_source" "$version"
verdict 'find_package(), C'
prints "$c_expected" C/with-ndup && needs C/with-ndup
verdict 'find_package(), C, shared'
prints "$c_expected" C/with-ndup-static && ! needs C/with-ndup-static
verdict 'find_package(), C, static'
by_cmake CXX "$cxx_source" "${version%.*}"
verdict 'find_package(), C++11'
prints "$cxx_expected" CXX/with-ndup "$source/samples" && needs CXX/with-ndup
verdict 'find_package(), C++11, shared'
prints "$cxx_expected" CXX/with-ndup-static "$source/samples" &&
	! needs CXX/with-ndup-static
verdict 'find_package(), C++11, static'
major=${version%%.*} minor=${version#*.} minor=${minor%.*}
rm -rf C
! by_cmake C "$c_source" "$major.$((minor + 1))" && grep -q "$version" log
verdict 'find_package() refuses a later version'

[ $failed -eq 0 ]
