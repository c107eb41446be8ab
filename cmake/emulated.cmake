# Another machine's program under its own name, for scripts that call it: what
# was linked moves to emulated/ndup, and in its place comes a script that runs
# it by the emulator.  Only tests see it: nothing of this kind is installed.

set(folder ${PROJECT_BINARY_DIR}/emulated)
list(TRANSFORM CMAKE_CROSSCOMPILING_EMULATOR REPLACE "(.+)" "'\\1'"
	OUTPUT_VARIABLE emulator)
list(JOIN emulator " " emulator)
file(WRITE ${folder}/run "#!/bin/sh\nexec ${emulator} '${folder}/ndup' \"$@\"\n")
add_custom_command(TARGET ndup POST_BUILD
	COMMAND ${CMAKE_COMMAND} -E rename $<TARGET_FILE:ndup> ${folder}/ndup
	COMMAND install -m 755 ${folder}/run $<TARGET_FILE:ndup>
	VERBATIM)
