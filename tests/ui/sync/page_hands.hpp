// Finds what a page of the sync section shows, and what it asked of the agent.
#pragma once

#include "tests/ui/fake_agent.hpp"
#include "ui/kit/button.hpp"

#include <QLabel>

#include <algorithm>

namespace tidemark::tests {

template <class Widget>
Widget* named(QWidget* in, const QString& name)
{
    for (Widget* widget : in->findChildren<Widget*>()) {
        if (widget->accessibleName() == name && widget->isVisible())
            return widget;
    }
    return nullptr;
}

/// New widgets show themselves once the event loop has turned.
template <class Widget>
bool anyVisible(QWidget* in)
{
    const auto all = in->findChildren<Widget*>();
    return std::any_of(all.begin(), all.end(), [](const Widget* one) { return one->isVisible(); });
}

inline ui::Button* button(QWidget* in, const QString& text)
{
    for (auto* one : in->findChildren<ui::Button*>()) {
        if (one->text() == text && one->isVisible())
            return one;
    }
    return nullptr;
}

inline bool shows(QWidget* in, const QString& text)
{
    for (auto* label : in->findChildren<QLabel*>()) {
        if (label->isVisible() && label->text() == text)
            return true;
    }
    return false;
}

inline const boost::json::object* lastOf(const FakeAgent& fake, std::string_view method)
{
    for (auto request = fake.requests.rbegin(); request != fake.requests.rend(); ++request) {
        if (request->method == method)
            return request->params.if_object();
    }
    return nullptr;
}

} // namespace tidemark::tests
