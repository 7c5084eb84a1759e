// SPDX-License-Identifier: MIT
#include "app/cli/terminal.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr char controlC = 3;

tl::unexpected<Error> notRead(int reason)
{
    return fail(
        Error::Kind::Storage, "usage.read_failed",
        {{u"file"_s, u"descriptor"_s}, {u"reason"_s, QString::fromLocal8Bit(strerror(reason))}});
}

/// Switches a terminal to showing nothing, and back.
class Unseen
{
public:
    explicit Unseen(int descriptor)
        : m_descriptor(descriptor)
    {
        tcgetattr(m_descriptor, &m_before);
        termios unseen = m_before;
        // Control-C comes as a byte, so that the program never dies with the echo switched off.
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ISIG);
        unseen.c_cc[VEOL] = controlC;
        tcsetattr(m_descriptor, TCSAFLUSH, &unseen);
    }

    ~Unseen() { tcsetattr(m_descriptor, TCSAFLUSH, &m_before); }

    Unseen(const Unseen &) = delete;
    Unseen &operator=(const Unseen &) = delete;
    Unseen(Unseen &&) = delete;
    Unseen &operator=(Unseen &&) = delete;

private:
    int m_descriptor;
    termios m_before {};
};

} // namespace

Result<Secret> readSecretLine(int descriptor)
{
    Secret line = Secret::create(longestSecret + 1);
    qsizetype size = 0;
    for (;;) {
        char *next = line.data() + size;
        const ssize_t count = read(descriptor, next, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return notRead(errno);
        if (count == 0 && size == 0)
            return fail(Error::Kind::Malformed, "usage.secret_missing");
        if (count == 0 || *next == '\n')
            break;
        if (*next == controlC)
            return fail(Error::Kind::Cancelled, "usage.interrupted");
        if (++size > longestSecret)
            return fail(Error::Kind::Malformed, "usage.secret_too_long");
    }
    if (size > 0 && line.data()[size - 1] == '\r')
        --size;
    return Secret::take(line.data(), size);
}

Result<Terminal> Terminal::open()
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return fail(Error::Kind::Unsupported, "usage.no_terminal");
    return Terminal(descriptor);
}

Terminal::Terminal(Terminal &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

Terminal::~Terminal()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void Terminal::write(QByteArrayView text) const
{
    while (!text.isEmpty()) {
        const ssize_t count = ::write(m_descriptor, text.data(), static_cast<size_t>(text.size()));
        if (count < 0 && errno != EINTR)
            return; // a terminal that went away has nobody left to tell
        if (count > 0)
            text = text.sliced(count);
    }
}

Result<Secret> Terminal::ask(QByteArrayView prompt) const
{
    const Unseen unseen(m_descriptor); // before the prompt: nothing typed after it is shown or lost
    write(prompt);
    auto line = readSecretLine(m_descriptor);
    write("\n");
    return line;
}

void Terminal::openScreen() const
{
    write("\033[?1049h\033[H\033[2J");
}

void Terminal::closeScreen() const
{
    write("\033[2J\033[?1049l");
}

} // namespace tuppence::cli
