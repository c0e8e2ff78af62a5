#include "database/local_store.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "core/exceptions.hpp"
#include "database/migrations.hpp"
#include "database/postgresql_session.hpp"
#include "database/sqlite_session.hpp"

namespace roa2web::database {

namespace {

/// How long a writer waits for another process's transaction.
constexpr std::chrono::milliseconds kBusyTimeout{10'000};

/// Readers kept open; more exist for a while when more threads read at once.
constexpr std::size_t kIdleReaders = 8;

struct JournalMode {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(JournalMode, (), (text))

struct StoredNumber {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(StoredNumber, (), (number))

std::unique_ptr<Session> open_writer(const StoreAddress& address) {
    if (!address.url.empty()) {
        return open_postgresql({.url = address.url, .schema = address.schema});
    }
    const auto& file = address.file;
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error) {
        throw core::DatabaseError("cannot create " + file.parent_path().string() + ": " +
                                  error.message());
    }
    auto session = open_sqlite({.file = file, .busy_timeout = kBusyTimeout});
    // FULL: a commit is on the disk when it returns, in WAL mode too
    // (sqlite.org/pragma.html#pragma_synchronous).
    session->execute_script("PRAGMA synchronous = FULL;");
    const auto mode = session->select_first<JournalMode>("PRAGMA journal_mode = WAL");
    if (!mode || mode->text != "wal") {
        throw core::DatabaseError(file.string() +
                                  " does not take write-ahead logging; is it on a network drive?");
    }
    return session;
}

std::unique_ptr<Session> open_reader(const StoreAddress& address) {
    if (!address.url.empty()) {
        return open_postgresql({.url = address.url, .schema = address.schema, .read_only = true});
    }
    return open_sqlite({.file = address.file, .read_only = true, .busy_timeout = kBusyTimeout});
}

/// Whether a connection that has rested is still there: a server may have been restarted meanwhile.
bool still_answers(const StoreAddress& address, Session& session) {
    if (address.url.empty() || !session.is_usable()) {
        return session.is_usable();
    }
    try {
        session.execute_script("SELECT 1");
        return true;
    } catch (const core::DatabaseError&) {
        return false;
    }
}

}  // namespace

struct LocalStore::Impl {
    explicit Impl(StoreAddress store_address)
        : address(std::move(store_address)), writer(open_writer(address)) {}

    StoreAddress address;
    std::unique_ptr<Session> writer;
    std::mutex writer_mutex;
    std::thread::id writing;  // guarded by readers_mutex

    std::mutex readers_mutex;
    std::vector<std::unique_ptr<Session>> idle_readers;

    std::unique_ptr<Session> take_reader() {
        while (auto reader = take_idle_reader()) {
            if (still_answers(address, *reader)) {
                return reader;
            }
        }
        return open_reader(address);
    }

    std::unique_ptr<Session> take_idle_reader() {
        const std::lock_guard lock(readers_mutex);
        if (idle_readers.empty()) {
            return nullptr;
        }
        auto reader = std::move(idle_readers.back());
        idle_readers.pop_back();
        return reader;
    }

    void give_back(std::unique_ptr<Session> reader) {
        reader->rollback();
        const std::lock_guard lock(readers_mutex);
        if (reader->is_usable() && idle_readers.size() < kIdleReaders) {
            idle_readers.push_back(std::move(reader));
        }
    }

    void set_writing(std::thread::id thread) {
        const std::lock_guard lock(readers_mutex);
        writing = thread;
    }

    bool is_writing_here() {
        const std::lock_guard lock(readers_mutex);
        return writing == std::this_thread::get_id();
    }
};

LocalStore::LocalStore(StoreAddress address, const std::vector<SqlFile>& migrations)
    : impl_(std::make_unique<Impl>(std::move(address))) {
    apply_migrations(*impl_->writer, migrations);
}

LocalStore::~LocalStore() = default;

LocalStore::Lease LocalStore::take_reader() {
    // std::function wants something that can be copied; the session has one owner at any time all
    // the same.
    auto reader = std::make_shared<std::unique_ptr<Session>>(impl_->take_reader());
    Session* session = reader->get();
    session->begin();
    return Lease(session, [impl = impl_.get(), reader] { impl->give_back(std::move(*reader)); });
}

LocalStore::Lease LocalStore::take_writer() {
    if (impl_->is_writing_here()) {
        throw core::DatabaseError("a write inside a write of the same store");
    }
    impl_->writer_mutex.lock();
    try {
        if (!still_answers(impl_->address, *impl_->writer)) {
            impl_->writer = open_writer(impl_->address);
        }
    } catch (...) {
        impl_->writer_mutex.unlock();
        throw;
    }
    impl_->set_writing(std::this_thread::get_id());
    return Lease(impl_->writer.get(), [impl = impl_.get()] {
        impl->set_writing({});
        impl->writer_mutex.unlock();
    });
}

void LocalStore::probe() {
    read([](Session& session) {
        return session.select_first<StoredNumber>("SELECT COUNT(*) FROM schema_migrations");
    });
}

}  // namespace roa2web::database
