#include "models/protocol/rows_frame_writer.hpp"

#include "models/core/invariant.hpp"
#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"

#include <charconv>

namespace tidemark {
namespace {

/// A frame is closed when it is this full, so that one row of usual size still fits.
constexpr std::size_t closeAtBytes = limits::frameBytes - (512U << 10U);

} // namespace

RowsFrameWriter::RowsFrameWriter(
    std::string& out,
    std::string_view entity,
    std::int64_t scope,
    std::span<const std::string> columns
)
    : out_(out)
    , entity_(entity)
    , scope_(scope)
    , columns_(columns)
{
}

void RowsFrameWriter::openFrame()
{
    frameStart_ = out_.size();
    out_ += R"({"f":"rows","entity":)";
    appendJsonText(out_, entity_);
    out_ += R"(,"scope":)";
    appendJsonCounter(out_, scope_);
    out_ += R"(,"columns":[)";
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (i > 0)
            out_ += ',';
        appendJsonText(out_, columns_[i]);
    }
    out_ += R"(],"rows":[)";
    open_ = true;
    firstRow_ = true;
}

void RowsFrameWriter::closeFrame()
{
    out_ += "]}\n";
    open_ = false;
}

void RowsFrameWriter::beginRow()
{
    if (!open_)
        openFrame();
    if (!firstRow_)
        out_ += ',';
    firstRow_ = false;
    out_ += '[';
    valuesOfRow_ = 0;
}

void RowsFrameWriter::separate()
{
    if (valuesOfRow_++ > 0)
        out_ += ',';
}

void RowsFrameWriter::text(std::string_view utf8)
{
    separate();
    appendJsonText(out_, utf8);
}

void RowsFrameWriter::counter(std::int64_t value)
{
    separate();
    appendJsonCounter(out_, value);
}

void RowsFrameWriter::integer(std::int64_t value)
{
    separate();
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    static_cast<void>(error);
    out_.append(digits, end);
}

void RowsFrameWriter::boolean(bool value)
{
    separate();
    out_ += value ? "true" : "false";
}

void RowsFrameWriter::null()
{
    separate();
    out_ += "null";
}

void RowsFrameWriter::raw(std::string_view json)
{
    separate();
    out_ += json;
}

void RowsFrameWriter::endRow()
{
    invariant(valuesOfRow_ == columns_.size(), "a row of a frame has one value per column");
    out_ += ']';
    ++rows_;
    if (out_.size() - frameStart_ >= closeAtBytes)
        closeFrame();
}

void RowsFrameWriter::finish()
{
    if (open_)
        closeFrame();
}

} // namespace tidemark
