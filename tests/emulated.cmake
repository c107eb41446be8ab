# Tests in an emulator: they take longer, and some look at this machine.

set(EMULATED_TIMES 20) # slower than the machine itself, at most

get_property(tests DIRECTORY PROPERTY TESTS)
foreach(test ${tests})
	get_test_property(${test} TIMEOUT timeout)
	if(NOT timeout)
		set(timeout 1500)
	endif()
	math(EXPR timeout "${timeout} * ${EMULATED_TIMES}")
	set_tests_properties(${test} PROPERTIES TIMEOUT ${timeout})
endforeach()

# consumer builds programs and runs them; failing_calls traces the program's
# calls (ptrace), of which an emulator shows its own.
foreach(test consumer failing_calls)
	if(TEST ${test})
		set_tests_properties(${test} PROPERTIES DISABLED TRUE)
	endif()
endforeach()
