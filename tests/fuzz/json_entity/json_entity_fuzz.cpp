// A JSON body as a row of every entity. What was found valid stays so when it is checked again.
#include "models/core/json_reader.hpp"
#include "models/entities/entities.hpp"
#include "models/entity/row_codec.hpp"
#include "tests/fuzz/target.hpp"

#include <boost/json/serialize.hpp>

using namespace tidemark;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto entities = allEntities();
    const EntityInfo& entity = entities[data[0] % entities.size()];
    const std::string_view text = fuzz::textOf(data + 1, size - 1);
    const auto value = parseJson(text, 1024 * 1024);
    if (!value)
        return 0;
    const auto again = parseJson(boost::json::serialize(*value), 8 * 1024 * 1024);
    fuzz::require(again && *again == *value, "JSON that was read is written and read alike");
    if (!value->is_object())
        return 0;
    (void)checkedPatch(entity, value->get_object());
    (void)checkedStored(entity, value->get_object());
    const CheckedRow row = checkedCreate(entity, value->get_object());
    if (row.isValid()) {
        const CheckedRow twice = checkedCreate(entity, row.values);
        fuzz::require(twice.isValid() && twice.values == row.values, "a valid row stays as it is");
    }
    return 0;
}
