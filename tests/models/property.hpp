// RapidCheck inside Qt Test: a falsified property fails the test function with the counterexample.
#pragma once

#include <rapidcheck.h>
#include <string>

#include <QtTest>

namespace tidemark::test {

/// Checks `property` with random input. The seed of a failure is printed; RC_PARAMS replays it.
template <class Property>
void holds(const std::string& law, Property property)
{
    QVERIFY2(rc::check(law, std::move(property)), law.c_str());
}

} // namespace tidemark::test
