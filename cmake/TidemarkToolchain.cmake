# Compiler, linker and cache settings that hold for the whole tree.
find_program(TIDEMARK_CCACHE ccache)
if(TIDEMARK_CCACHE)
    # Precompiled headers are only cached when these differences are declared harmless.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} ${TIDEMARK_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

find_program(TIDEMARK_MOLD mold)
if(TIDEMARK_MOLD AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    add_link_options(-fuse-ld=mold)
endif()

set(tidemark_warnings -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
endif()
if(UNIX)
    add_compile_options(-fstack-protector-strong -fPIC)
    add_link_options(-Wl,-z,relro,-z,now)
endif()

# Boost.Asio and Boost.JSON: only what we use, compiled once.
add_compile_definitions(BOOST_ASIO_NO_DEPRECATED BOOST_ALL_NO_LIB)
