#include "sync/mirror/rows_reader.hpp"

#include "sync/mirror/json_rewriter.hpp"
#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/more_columns.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <optional>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// Takes the parser's events. Depth 1 is the frame, 2 `columns` or `rows`, 3 a row, more a json
/// value.
class RowsHandler {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit RowsHandler(const RowsTarget& target)
        : target_(target)
    {
        buffer_.common.resize(commonFields().size());
    }

    [[nodiscard]] std::optional<Fault> takeFault() { return std::move(fault_); }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code& ec)
    {
        if (depth_ == 0) {
            ++depth_;
            return true;
        }
        return nest('{', ec);
    }
    bool on_object_end(std::size_t, json::error_code& ec) { return unnest('}', ec); }
    bool on_array_begin(json::error_code& ec)
    {
        if (depth_ == 1 && (key_ == "columns" || key_ == "rows")) {
            ++depth_;
            inRows_ = key_ == "rows";
            return !inRows_ || begin(ec);
        }
        if (depth_ == 2 && inRows_) {
            ++depth_;
            return beginRow();
        }
        return nest('[', ec);
    }
    bool on_array_end(std::size_t, json::error_code& ec)
    {
        if (depth_ == 3 && !nested_.isOpen()) {
            --depth_;
            return endRow(ec);
        }
        if (depth_ == 2 && !nested_.isOpen()) {
            --depth_;
            return true;
        }
        return unnest(']', ec);
    }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&)
    {
        parts_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view last, std::size_t, json::error_code&)
    {
        parts_.append(last.data(), last.size());
        if (!nested_.isOpen()) {
            key_ = parts_;
        } else {
            nested_.key(parts_);
        }
        parts_.clear();
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&)
    {
        parts_.append(part.data(), part.size());
        return true;
    }
    bool on_string(json::string_view last, std::size_t, json::error_code& ec)
    {
        if (parts_.empty())
            return text({last.data(), last.size()}, false, ec);
        parts_.append(last.data(), last.size());
        const bool taken = text(parts_, true, ec);
        parts_.clear();
        return taken;
    }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t value, json::string_view, json::error_code& ec)
    {
        if (nested_.isOpen())
            return nestedScalar(std::to_string(value));
        return integer(value, ec);
    }
    bool on_uint64(std::uint64_t value, json::string_view, json::error_code& ec)
    {
        return unusual(std::to_string(value), "a number is too large", ec);
    }
    bool on_double(double value, json::string_view, json::error_code& ec)
    {
        return unusual(json::serialize(json::value(value)), "a number has a fraction", ec);
    }
    bool on_bool(bool value, json::error_code& ec)
    {
        if (nested_.isOpen())
            return nestedScalar(value ? "true" : "false");
        if (depth_ != 3)
            return true;
        if (const FieldInfo* field = current(); field != nullptr) {
            if (field->kind == FieldKind::json)
                return takeJson(value ? "true" : "false");
            if (field->kind != FieldKind::boolean)
                return malformed("a value is not of its field's kind", ec);
            *slot() = sqlInteger(value ? 1 : 0);
            return advance();
        }
        return keep(value ? "true" : "false");
    }
    bool on_null(json::error_code&)
    {
        if (nested_.isOpen())
            return nestedScalar("null");
        if (depth_ != 3)
            return true;
        if (slot() == nullptr)
            return keep("null");
        *slot() = {};
        return advance();
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    /// Where the value of a column goes: common fields first, then the entity's; -1: skipped.
    struct Column {
        const FieldInfo* field = nullptr;
        int slot = -1;
    };

    bool malformed(std::string_view what, json::error_code& ec)
    {
        fault_ = Fault{
            FaultCode::corrupt,
            "malformed_frame",
            "The platform sent rows that cannot be read: " + std::string(what) + ".",
            "Synchronise again; if it stays, report it with the diagnostics."};
        ec = json::error::syntax;
        return false;
    }
    bool failed(Fault fault, json::error_code& ec)
    {
        fault_ = std::move(fault);
        ec = json::error::syntax;
        return false;
    }

    [[nodiscard]] const FieldInfo* current() const
    {
        return at_ < columns_.size() ? columns_[at_].field : nullptr;
    }
    [[nodiscard]] SqlValue* slot()
    {
        if (at_ >= columns_.size() || columns_[at_].slot < 0)
            return nullptr;
        const auto index = static_cast<std::size_t>(columns_[at_].slot);
        const std::size_t common = buffer_.common.size();
        return index < common ? &buffer_.common[index] : &buffer_.fields[index - common];
    }
    bool advance()
    {
        ++at_;
        return true;
    }
    /// The value of a column that is not known.
    bool keep(std::string_view value)
    {
        if (head_.entity != nullptr && at_ < names_.size())
            addMore(buffer_.more, names_[at_], value);
        return advance();
    }
    bool unusual(const std::string& number, std::string_view what, json::error_code& ec)
    {
        if (nested_.isOpen())
            return nestedScalar(number);
        return depth_ == 3 && current() == nullptr ? keep(number) : malformed(what, ec);
    }

    void addColumn(std::string_view name)
    {
        Column column;
        const auto common = commonFields();
        for (std::size_t i = 0; i < common.size(); ++i) {
            if (common[i].name == name)
                column = {&common[i], static_cast<int>(i)};
        }
        if (column.slot < 0 && head_.entity != nullptr) {
            const auto& fields = head_.entity->fields;
            for (std::size_t i = 0; i < fields.size(); ++i) {
                if (fields[i].name == name)
                    column = {&fields[i], static_cast<int>(i + common.size())};
            }
        }
        columns_.push_back(column);
    }

    bool begin(json::error_code& ec)
    {
        if (!isEntityKnown_ || names_.empty() || head_.scope == 0)
            return malformed("entity, scope or columns are missing before the rows", ec);
        for (const std::string& name : names_)
            addColumn(name);
        if (head_.entity != nullptr) {
            buffer_.fields.resize(head_.entity->fields.size());
            buffer_.room.resize(columns_.size());
        }
        if (auto done = target_.begin(head_); !done)
            return failed(done.error(), ec);
        return true;
    }
    bool beginRow()
    {
        at_ = 0;
        buffer_.more.clear();
        for (SqlValue& value : buffer_.common)
            value.type = SqlValue::Type::null;
        for (SqlValue& value : buffer_.fields)
            value.type = SqlValue::Type::null;
        return true;
    }
    bool endRow(json::error_code& ec)
    {
        if (head_.entity == nullptr)
            return true;
        if (at_ != columns_.size())
            return malformed("a row has not as many values as there are columns", ec);
        if (buffer_.common[0].type == SqlValue::Type::null ||
            buffer_.common[1].type == SqlValue::Type::null)
            return malformed("a row has no id or rv", ec);
        if (auto done = target_.row(buffer_); !done)
            return failed(done.error(), ec);
        return true;
    }

    bool text(std::string_view value, bool isOurs, json::error_code& ec)
    {
        if (nested_.isOpen()) {
            nested_.text(value);
            return true;
        }
        if (depth_ == 1)
            return headText(value, ec);
        if (depth_ == 2) {
            if (inRows_)
                return malformed("a row is not an array", ec);
            names_.emplace_back(value);
            return true;
        }
        if (const FieldInfo* field = current(); field != nullptr) {
            if (field->kind == FieldKind::json)
                return takeJson(jsonText(value));
            if (isOurs) {
                buffer_.room[at_].assign(value);
                value = buffer_.room[at_];
            }
            if (!sqlFromWireText(*field, value, *slot()))
                return malformed("the value of " + field->name + " is not of its kind", ec);
            return advance();
        }
        return keep(jsonText(value));
    }
    bool headText(std::string_view value, json::error_code& ec)
    {
        if (key_ == "entity") {
            head_.entity = mirroredEntity(value);
            isEntityKnown_ = true;
        } else if (key_ == "scope") {
            const auto [end, error] =
                std::from_chars(value.data(), value.data() + value.size(), head_.scope);
            if (error != std::errc{} || end != value.data() + value.size() || head_.scope <= 0)
                return malformed("the scope is not a number", ec);
        }
        return true;
    }
    bool integer(std::int64_t value, json::error_code& ec)
    {
        if (depth_ != 3)
            return depth_ == 1 || malformed("a row is not an array", ec);
        if (const FieldInfo* field = current(); field != nullptr) {
            if (field->kind == FieldKind::json)
                return takeJson(std::to_string(value));
            if (!sqlFromWireInteger(*field, value, *slot()))
                return malformed("the value of " + field->name + " is not of its kind", ec);
            return advance();
        }
        return keep(std::to_string(value));
    }

    bool takeJson(std::string value)
    {
        buffer_.room[at_] = std::move(value);
        *slot() = sqlText(buffer_.room[at_]);
        return advance();
    }
    bool nestedScalar(std::string_view value)
    {
        nested_.scalar(value);
        return true;
    }
    bool nest(char bracket, json::error_code& ec)
    {
        constexpr std::size_t nestedMost = 32;
        if (depth_ == 2 || nested_.depth() >= nestedMost)
            return malformed("a value stands where none may", ec);
        nested_.begin(bracket);
        return true;
    }
    bool unnest(char bracket, json::error_code& ec)
    {
        if (!nested_.isOpen()) {
            --depth_;
            return true;
        }
        nested_.end(bracket);
        if (nested_.isOpen() || depth_ != 3) // Or a key of the frame that is not known.
            return true;
        const FieldInfo* field = current();
        if (field == nullptr)
            return keep(nested_.take());
        if (field->kind != FieldKind::json)
            return malformed("the value of " + field->name + " is not of its kind", ec);
        return takeJson(nested_.take());
    }

    const RowsTarget& target_;
    RowsHead head_;
    std::vector<std::string> names_;
    std::vector<Column> columns_;
    RowBuffer buffer_;
    std::optional<Fault> fault_;
    std::string key_;
    std::string parts_; // A key or text that comes in several parts.
    JsonRewriter nested_; // A json value under way.
    std::size_t at_ = 0;
    int depth_ = 0;
    bool inRows_ = false;
    bool isEntityKnown_ = false;
};

} // namespace

Result<void> readRowsFrame(std::string_view line, const RowsTarget& target)
{
    json::basic_parser<RowsHandler> parser(json::parse_options{}, target);
    json::error_code failed;
    const std::size_t read = parser.write_some(false, line.data(), line.size(), failed);
    if (auto fault = parser.handler().takeFault())
        return *std::move(fault);
    if (failed || read != line.size())
        return Fault{
            FaultCode::corrupt,
            "malformed_frame",
            "The platform sent rows that are not JSON.",
            "Synchronise again; if it stays, report it with the diagnostics."};
    return {};
}

} // namespace tidemark::sync
