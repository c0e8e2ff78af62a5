// The one entry point. Read run_server() top to bottom and you know the order of start and stop.
#include <chrono>
#include <csignal>
#include <exception>
#include <iostream>
#include <memory>
#include <string>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/exceptions.hpp"
#include "logging/logger.hpp"
#include "platform/process.hpp"

#include "application.hpp"
#include "command_line.hpp"
#include "config.hpp"

namespace roa2web {

constexpr int kExitFailure = 1;
constexpr int kExitConfiguration = 2;
/// For what is left to do when the requests have ended.
constexpr std::chrono::seconds kStopMargin{3};

namespace {

namespace asio = boost::asio;
using boost::asio::experimental::awaitable_operators::operator&&;
using boost::asio::experimental::awaitable_operators::operator||;

constexpr std::chrono::seconds kTidyMemoryEvery{10};

/// Starts one component on a thread of its own, so that several can start at the same time. Never
/// fails: what cannot start now is tried again in the background.
asio::awaitable<void> start(lifecycle::Component& component,
                            Application& application,
                            asio::thread_pool& starters) {
    const auto caller = co_await asio::this_coro::executor;
    co_await asio::post(starters, asio::use_awaitable);
    application.supervisor().start_component(component);
    co_await asio::post(caller, asio::use_awaitable);
}

asio::awaitable<void> stop_requested(asio::signal_set& signals) {
    co_await signals.async_wait(asio::use_awaitable);
    // A second signal ends at once, by its default action.
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

/// What a rush leaves behind goes back to the system. The allocator keeps it by itself, and walking
/// through what is free takes a millisecond or two.
asio::awaitable<void> tidy_memory() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        timer.expires_after(kTidyMemoryEvery);
        co_await timer.async_wait(asio::use_awaitable);
        platform::release_free_memory();
    }
}

asio::awaitable<void> run_server(Application& application) {
    const logging::Logger log("MAIN");
    asio::thread_pool starters(5);

    // What everything stands on starts in parallel; a part that cannot start leaves the others
    // serving.
    co_await (start(application.erp(), application, starters) &&      //
              start(application.auth_db(), application, starters) &&  //
              start(application.reports_db(), application, starters) &&
              start(application.receipts_db(), application, starters) &&
              start(application.telegram_db(), application, starters));
    // The reports' cache stands on the ERP: what it kept holds while the books are the same.
    co_await start(application.cache(), application, starters);
    // The bot asks Telegram, which may take seconds: the port does not wait for it.
    asio::co_spawn(co_await asio::this_coro::executor,
                   start(application.telegram_bot(), application, starters),
                   asio::detached);

    // Until here a signal ends the process at once: nobody waits for an answer yet.
    asio::signal_set signals(co_await asio::this_coro::executor, SIGINT, SIGTERM);
    application.server().listen();
    application.log_listening();
    application.sweep_temporary_files();
    co_await (stop_requested(signals) || tidy_memory());

    log.info("stopping", {{"shutdown_timeout_s", application.config().shutdown_timeout.count()}});
    // An ERP that never answers keeps its thread; what was acknowledged is on the disk.
    platform::end_process_after(
        application.config().shutdown_timeout + kStopMargin, kExitFailure, [log] {
            log.error("something does not stop; the process ends without it");
        });
    const bool all_answered = application.server().stop(application.config().shutdown_timeout);
    application.supervisor().stop();
    application.stop_pools();
    log.info("stopped", {{"all_requests_answered", all_answered}});
}

int serve(const LoadedConfig& loaded) {
    logging::configure(loaded.config.logging);
    Application application(loaded);
    asio::io_context main_thread;
    std::exception_ptr failure;
    asio::co_spawn(main_thread,
                   run_server(application),
                   [&failure](const std::exception_ptr& error) { failure = error; });
    main_thread.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    return 0;
}

int run(int argc, char** argv) {
    const CommandLine command_line = parse_command_line(argc, argv);
    if (command_line.exit_code) {
        return *command_line.exit_code;
    }
    if (command_line.command == Command::Serve) {
        return serve(load_config(command_line.env_file, read_process_environment()));
    }
    return run_command(command_line);
}

}  // namespace

}  // namespace roa2web

int main(int argc, char** argv) {
    try {
        return roa2web::run(argc, argv);
    } catch (const roa2web::core::ConfigurationError& error) {
        std::cerr << "roa2web: " << error.what() << '\n';
        return roa2web::kExitConfiguration;
    } catch (const std::exception& error) {
        std::cerr << "roa2web: " << error.what() << '\n';
        return roa2web::kExitFailure;
    }
}
