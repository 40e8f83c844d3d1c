// The filter of a list, for every entity.
#include "models/entities/entities.hpp"
#include "models/entity/query.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto entities = allEntities();
    (void)parseFilter(entities[data[0] % entities.size()], fuzz::textOf(data + 1, size - 1));
    return 0;
}
