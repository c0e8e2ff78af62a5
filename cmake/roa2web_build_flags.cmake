# One set of compiler flags for every target of the project: link roa2web_build_flags and nothing else.
add_library(roa2web_build_flags INTERFACE)
target_compile_options(roa2web_build_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor>)

find_program(ROA2WEB_CCACHE ccache)
if(ROA2WEB_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ROA2WEB_CCACHE})
endif()

find_program(ROA2WEB_MOLD mold)
find_program(ROA2WEB_LLD ld.lld)
if(ROA2WEB_MOLD)
    add_link_options(-fuse-ld=mold)
elseif(ROA2WEB_LLD)
    add_link_options(-fuse-ld=lld)
endif()

if(ROA2WEB_SANITIZE)
    # gcc's manual: with sanitizers this warning has false positives; std::regex sets it off.
    target_compile_options(roa2web_build_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
    add_compile_options(-fsanitize=${ROA2WEB_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${ROA2WEB_SANITIZE})
endif()

if(ROA2WEB_SANITIZE MATCHES "undefined")
    # What these would find ends in a report of the address sanitizer, too (alignment: x86 takes any). Looking before
    # each access costs a third of the time that compiling takes.
    add_compile_options(-fno-sanitize=null,alignment,object-size)
endif()

if(ROA2WEB_SANITIZE MATCHES "thread")
    # gcc warns that it does not model the fences in Asio's thread pool; nothing of ours uses fences.
    target_compile_options(roa2web_build_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-tsan>)
endif()
