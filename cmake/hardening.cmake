# Protections of the compiler and the linker: a fault that is left ends the
# program instead of serving whoever sent the article.
#
# What a compiler does not know is left out, and what whoever builds has set in
# CFLAGS stays as it is.  SECURITY.md lists them, tests/hardening.sh reads them
# off what was built, and -DNDUP_HARDEN=OFF builds without.

include(CheckCCompilerFlag)
include(CheckCXXCompilerFlag)
include(CheckCSourceCompiles)
include(CheckLinkerFlag)
include(CheckPIESupported)

# harden_compiler NAME FLAG: FLAG for both languages, unless CFLAGS speak of NAME
function(harden_compiler name flag)
	string(MAKE_C_IDENTIFIER "NDUP_KNOWS_${name}" known)
	if(CMAKE_C_FLAGS MATCHES "-${name}")
		return()
	endif()
	set(CMAKE_REQUIRED_FLAGS -Werror) # clang warns of another machine's flag
	check_c_compiler_flag(${flag} ${known}_c)
	check_cxx_compiler_flag(${flag} ${known}_cxx)
	if(${known}_c AND ${known}_cxx)
		add_compile_options(${flag})
	endif()
endfunction()

# harden_linker NAME: -z NAME for programs and libraries
function(harden_linker name)
	check_linker_flag(C -Wl,-z,${name} NDUP_KNOWS_z_${name})
	if(NDUP_KNOWS_z_${name})
		add_link_options(-Wl,-z,${name})
	endif()
endfunction()

# The highest level of _FORTIFY_SOURCE that has effect with the flags of this
# build.  It has none without optimisation; another level in CFLAGS, or in the
# compiler itself, is a warning, hence a failure here; sanitizers look at the
# same calls and see more.
function(harden_calls)
	if(NDUP_SANITIZE OR NDUP_BUILD_FUZZ OR CMAKE_C_FLAGS MATCHES "-fsanitize")
		return()
	endif()
	set(CMAKE_TRY_COMPILE_CONFIGURATION ${CMAKE_BUILD_TYPE})
	set(CMAKE_REQUIRED_FLAGS -Werror)
	string(MD5 flags "${CMAKE_BUILD_TYPE} ${CMAKE_C_FLAGS}")
	foreach(level 3 2)
		set(CMAKE_REQUIRED_DEFINITIONS -D_FORTIFY_SOURCE=${level})
		check_c_source_compiles("
			#include <string.h>
			#if __USE_FORTIFY_LEVEL != ${level}
			#error no effect
			#endif
			int main(void) { return 0; }" NDUP_FORTIFY_${level}_${flags})
		if(NDUP_FORTIFY_${level}_${flags})
			add_compile_definitions(_FORTIFY_SOURCE=${level})
			return()
		endif()
	endforeach()
endfunction()

# A position-independent program, whose addresses differ from run to run.
check_pie_supported()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# A return address that was written over is noticed; a large frame cannot jump
# over the page that guards the stack; jumps and returns land where the
# processor was told (x86-64 and ARM, each of which knows its own flag).
harden_compiler(stack-protector -fstack-protector-strong)
harden_compiler(stack-clash-protection -fstack-clash-protection)
harden_compiler(cf-protection -fcf-protection)
harden_compiler(branch-protection -mbranch-protection=standard)
harden_calls()

# All symbols are looked up at the start, and the table of them is read-only
# from then on; nobody executes the stack.
harden_linker(relro)
harden_linker(now)
harden_linker(noexecstack)
