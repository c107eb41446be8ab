# page.cmake - page.html with its style and script, as a C array
#
# usage: cmake -DOUTPUT=page.c -P page.cmake
#
# The page may run only what its policy names by hash (Content Security Policy
# level 2): a hash of the very bytes between the tags, in base64.

cmake_minimum_required(VERSION 3.18)
set(folder ${CMAKE_CURRENT_LIST_DIR})

# Sets ${result} to the base64 form of a SHA-256, given as 64 hex digits: 3
# bytes become 4 letters, of the 2 last ones 3, and "=".
function(base64 hex result)
	set(letters ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz)
	string(APPEND letters 0123456789+/)
	set(text "")
	string(APPEND hex "00")
	foreach(at RANGE 0 60 6)
		string(SUBSTRING ${hex} ${at} 6 digits)
		foreach(shift 18 12 6 0)
			math(EXPR index "(0x${digits} >> ${shift}) & 63")
			string(SUBSTRING ${letters} ${index} 1 letter)
			string(APPEND text ${letter})
		endforeach()
	endforeach()
	string(SUBSTRING ${text} 0 43 text)
	set(${result} "${text}=" PARENT_SCOPE)
endfunction()

# Replaces <?name?> by the text, and <?name-hash?> by the hash of that.
function(insert name text)
	string(SHA256 hex "${text}")
	base64(${hex} hash)
	string(REPLACE "<?${name}?>" "${text}" page "${page}")
	string(REPLACE "<?${name}-hash?>" "sha256-${hash}" page "${page}")
	set(page "${page}" PARENT_SCOPE)
endfunction()

file(READ ${folder}/page.html page)
set(style "")
foreach(part base overview tables cluster text pair small print) # in this order
	file(READ ${folder}/page_${part}.css text)
	string(APPEND style "${text}\n")
endforeach()
file(GLOB scripts ${folder}/page_*.js)
list(SORT scripts)
set(script "'use strict';\n")
foreach(file ${scripts})
	file(READ ${file} text)
	string(APPEND script "${text}")
endforeach()
insert(style "${style}")
insert(script "${script}")

string(HEX "${page}" bytes)
string(LENGTH "${bytes}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))"
	"\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "/* Made by page.cmake. */
#include \"report/html.h\"

const size_t page_html_size = ${size};
const unsigned char page_html[] = {
${bytes}
};
")
