# A build for another machine, whose programs an emulator runs: a toolchain file
# for Debian's cross compilers and qemu-user.  `make check-arch ARCH=s390x` uses
# it.
#
#   NDUP_ARCH     the machine's name for Debian: s390x, arm64
#   NDUP_SYSROOT  the folder with its libraries, from tools/sysroot.sh

set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES NDUP_ARCH NDUP_SYSROOT)
set(processor_arm64 aarch64)
set(processor_i386 i686)
set(processor ${processor_${NDUP_ARCH}})
if(NOT processor)
	set(processor ${NDUP_ARCH})
endif()

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${processor})
set(CMAKE_SYSROOT ${NDUP_SYSROOT})
set(CMAKE_C_COMPILER ${processor}-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER ${processor}-linux-gnu-g++)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-${processor} -L ${NDUP_SYSROOT})
# What pkg-config says of /usr, the compiler and CMake look for in the folder.
file(GLOB directories ${NDUP_SYSROOT}/usr/lib/*-linux-gnu/pkgconfig
	${NDUP_SYSROOT}/usr/lib/pkgconfig ${NDUP_SYSROOT}/usr/share/pkgconfig)
string(REPLACE ";" ":" directories "${directories}")
set(ENV{PKG_CONFIG_LIBDIR} "${directories}")
