// A thread that does what it is given, one thing after the other.
#pragma once

#include <QCoroTask>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace tidemark::sync {

/// Runs work on a thread of its own and resumes whoever awaits it on the thread that made the
/// Worker. What is given first is done first.
///
/// Destroying a Worker lets the work at hand finish and drops the rest; who awaits is then never
/// resumed, so a coroutine cannot wake up in an owner that is gone.
class Worker {
public:
    explicit Worker(const QString& name)
    {
        thread_.setObjectName(name);
        there_->moveToThread(&thread_);
        thread_.start();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker()
    {
        thread_.quit();
        thread_.wait();
    }

    /// `work` is called on the thread; its result is what `co_await` gives. Name the lambda before
    /// the `co_await`.
    template <class Work>
    [[nodiscard]] QCoro::Task<std::invoke_result_t<Work>> run(Work work)
    {
        using Outcome = std::invoke_result_t<Work>;
        const auto outcome = std::make_shared<std::optional<Outcome>>();
        const auto held = std::make_shared<Work>(std::move(work));
        std::function<void()> does = [outcome, held] { outcome->emplace((*held)()); };
        Hop hop{*this, std::move(does)};
        co_await hop;
        co_return std::move(**outcome);
    }

private:
    /// Goes to the thread and comes back.
    struct Hop {
        Worker& worker;
        std::function<void()> work;

        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting)
        {
            QObject* here = worker.here_.get(); // Outlives the thread.
            QMetaObject::invokeMethod(
                worker.there_.get(),
                [does = std::move(work), here, waiting] {
                    does();
                    QMetaObject::invokeMethod(
                        here, [waiting] { waiting.resume(); }, Qt::QueuedConnection
                    );
                },
                Qt::QueuedConnection
            );
        }
        void await_resume() const noexcept {}
    };

    std::unique_ptr<QObject> here_ = std::make_unique<QObject>();
    std::unique_ptr<QObject> there_ = std::make_unique<QObject>();
    QThread thread_;
};

} // namespace tidemark::sync
