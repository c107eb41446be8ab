# What is installed, and how other projects find it: pkg-config reads ndup.pc,
# find_package(ndup CONFIG) gives ndup::ndup (shared) and ndup::ndup-static.
# No file names the prefix: the tree may be moved.

include(CMakePackageConfigHelpers)

set(NDUP_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/ndup)
set(NDUP_PC_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(TARGETS ndup)
install(FILES include/ndup.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES man/ndup.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES completions/ndup.bash RENAME ndup
	DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES completions/_ndup
	DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES completions/ndup.fish
	DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# ---- libraries

# json.cpp is C++, a caller of the static library may be C: what a C++ compiler
# links that a C compiler does not.
set(NDUP_CXX_RUNTIME ${CMAKE_CXX_IMPLICIT_LINK_LIBRARIES})
list(REMOVE_ITEM NDUP_CXX_RUNTIME ${CMAKE_C_IMPLICIT_LINK_LIBRARIES})
list(REMOVE_DUPLICATES NDUP_CXX_RUNTIME)
target_link_libraries(ndup-static PRIVATE ${NDUP_CXX_RUNTIME})

# Each library in a set of its own, as only the static one needs the development
# files of what ndup uses.
set_target_properties(ndup-shared PROPERTIES EXPORT_NAME ndup)
foreach(library shared static)
	install(TARGETS ndup-${library} EXPORT ndup-${library}
		INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
	install(EXPORT ndup-${library} NAMESPACE ndup::
		DESTINATION ${NDUP_PACKAGE_DIR})
endforeach()

# ---- the CMake package

configure_package_config_file(
	cmake/ndup-config.cmake.in ndup-config.cmake
	INSTALL_DESTINATION ${NDUP_PACKAGE_DIR}
	NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(ndup-config-version.cmake
	COMPATIBILITY ${NDUP_COMPATIBILITY})
install(FILES
	${PROJECT_BINARY_DIR}/ndup-config.cmake
	${PROJECT_BINARY_DIR}/ndup-config-version.cmake
	DESTINATION ${NDUP_PACKAGE_DIR})

# ---- pkg-config

# pc_dir VARIABLE DIRECTORY: the directory as ndup.pc finds it
function(pc_dir variable directory)
	if(NOT IS_ABSOLUTE "${directory}")
		set(directory "\${prefix}/${directory}")
	endif()
	set(${variable} "${directory}" PARENT_SCOPE)
endfunction()

pc_dir(PC_LIBDIR "${CMAKE_INSTALL_LIBDIR}")
pc_dir(PC_INCLUDEDIR "${CMAKE_INSTALL_INCLUDEDIR}")
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
	set(PC_PREFIX "${CMAKE_INSTALL_PREFIX}")
else()
	file(RELATIVE_PATH PC_PREFIX "/${NDUP_PC_DIR}" "/")
	string(REGEX REPLACE "/$" "" PC_PREFIX "\${pcfiledir}/${PC_PREFIX}")
endif()
list(JOIN NDUP_MODULES ", " PC_REQUIRES)
list(TRANSFORM NDUP_CXX_RUNTIME PREPEND -l OUTPUT_VARIABLE PC_RUNTIME)
list(JOIN PC_RUNTIME " " PC_RUNTIME)
configure_file(cmake/ndup.pc.in ndup.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/ndup.pc DESTINATION ${NDUP_PC_DIR})
