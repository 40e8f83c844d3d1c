#include "models/entity/entity_info.hpp"

namespace tidemark {

const FieldInfo* EntityInfo::field(std::string_view fieldName) const
{
    for (const FieldInfo& candidate : fields) {
        if (candidate.name == fieldName)
            return &candidate;
    }
    return nullptr;
}

std::string EntityInfo::permissionTo(std::string_view action) const
{
    if (!writing.empty() && action != "read")
        return writing;
    return permission + ':' + std::string(action);
}

std::string snakeCase(std::string_view camelCase)
{
    std::string snake;
    for (const char c : camelCase) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !snake.empty())
            snake += '_';
        snake += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return snake;
}

} // namespace tidemark
