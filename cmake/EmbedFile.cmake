# Writes SOURCE as a C++ array: cmake -DSOURCE=… -DOUTPUT=… -DNAME=… -P EmbedFile.cmake
# Defines tidemark::resources::detail::NAME, an array of bytes, and NAMESize.
file(READ ${SOURCE} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "((0x..,){24})" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "// Made from a file of resources/. Not written by hand.\n#include <cstddef>\n
namespace tidemark::resources::detail {\n
extern const unsigned char ${NAME}[] = {\n${bytes}};
extern const std::size_t ${NAME}Size = sizeof ${NAME};\n
} // namespace tidemark::resources::detail\n")
