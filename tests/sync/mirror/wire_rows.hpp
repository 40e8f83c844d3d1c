// Wire frames with made-up fuel-supply rows, for tests and benchmarks of the mirror.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/uuid.hpp"
#include "models/entities/entities.hpp"
#include "models/protocol/frame.hpp"
#include "models/protocol/row_digest.hpp"
#include "models/protocol/rows_frame_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tidemark::test {

/// An id that sorts by `number`.
inline Uuid idOf(std::uint64_t number)
{
    Uuid id;
    id.bytes[0] = 0x01;
    id.bytes[6] = 0x70;
    id.bytes[8] = 0x80;
    // Spread over random-looking low bytes, as UUIDv7 has them.
    std::uint64_t mixed = number * 0x9E3779B97F4A7C15ULL;
    for (std::size_t i = 0; i < 5; ++i)
        id.bytes[5 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    for (std::size_t i = 9; i < 16; ++i, mixed >>= 8)
        id.bytes[i] = static_cast<std::uint8_t>(mixed);
    return id;
}

inline std::string decimal(std::int64_t units, int scale)
{
    return Decimal::fromScaled(units, scale).toString();
}

inline const std::vector<std::string>& supplyColumns()
{
    static const std::vector<std::string> columns = [] {
        std::vector<std::string> names{"id", "rv", "createdAt", "updatedAt"};
        for (const FieldInfo& field : findEntity("fuelSupply")->fields)
            names.push_back(field.name);
        return names;
    }();
    return columns;
}

/// What a fuel-supply row is made of; the rest follows from the number.
struct SupplyRow {
    std::uint64_t number = 0;
    std::int64_t rv = 1;
    Uuid report = {};
    std::string fuelType = "Biodiesel";
};

inline void writeSupply(RowsFrameWriter& rows, const SupplyRow& row)
{
    static constexpr std::array categories{"Gasoline", "Diesel", "Jet fuel"};
    const auto n = static_cast<std::int64_t>(row.number);
    rows.beginRow();
    rows.text(idOf(row.number).toString());
    rows.counter(row.rv);
    rows.text("2026-03-11T08:15:30.123456Z");
    rows.text("2026-03-12T09:16:31.654321Z");
    rows.text(row.report.toString());
    rows.text(idOf(7).toString());
    rows.text("a" + std::to_string(100000000 + n));
    rows.text(row.fuelType);
    rows.text(categories[row.number % categories.size()]);
    rows.text("Fuel code - section 19 (b) (i)");
    rows.text("Any");
    rows.text("BCLCF" + std::to_string(100 + n % 300) + ".1");
    rows.text(std::to_string(1000 + n * 37 % 900000));
    rows.text("L");
    rows.null();
    rows.text(decimal(3565 + n % 7, 2));
    rows.text(decimal(1537 + n % 100, 2));
    rows.text("78.68000");
    rows.text("1.00");
    rows.text("0.00");
    rows.text(decimal(n * 3565 % 90000000, 2));
    rows.text(decimal(n * 7919 % 900000000, 5));
    rows.boolean(n % 2 == 0);
    rows.boolean(false);
    rows.endRow();
}

inline SupplyRow supplyNumber(std::uint64_t number)
{
    static constexpr std::array types{
        "Biodiesel",
        "Ethanol",
        "HDRD",
        "CNG",
        "Hydrogen",
        "Renewable gasoline",
        "Propane",
        "Electricity"};
    return {
        .number = number,
        .rv = static_cast<std::int64_t>(number) + 1,
        .report = idOf(1'000'000'000 + number / 200),
        .fuelType = types[number % types.size()]};
}

/// The frames of one snapshot page with rows `from` to `to` (not included).
inline std::string supplyPage(
    std::int64_t scope, std::uint64_t from, std::uint64_t to, std::optional<std::int64_t> readyCut
)
{
    std::string out;
    RowsFrameWriter rows(out, "fuelSupply", scope, supplyColumns());
    for (std::uint64_t number = from; number < to; ++number)
        writeSupply(rows, supplyNumber(number));
    rows.finish();
    PageFrame page{.scope = scope, .entity = "fuelSupply", .readyCut = readyCut};
    if (!readyCut)
        page.next = idOf(to - 1);
    appendFrame(out, page);
    return out;
}

} // namespace tidemark::test
