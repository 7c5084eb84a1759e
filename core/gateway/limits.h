// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace tuppence::gateway {

/// The longest body of a request, and of all requests of one connection that wait at the same time;
/// it is kept whole for the paid retry.
constexpr qsizetype longestBody = 16 * 1024 * 1024;
/// How many requests of one connection wait at once, and how many of one client that are under way
/// whether or not it is still connected.
constexpr qsizetype mostRequests = 16;
/// How many connections one user has at once.
constexpr qsizetype mostConnections = 64;
/// How long a program may take to say hello.
constexpr std::chrono::seconds helloTime {2};
/// What a tuppenced ends with where another one holds the data folder, which may be about to end.
constexpr int exitOfSecondDaemon = 75;
/// How many bytes may wait to be written to one connection before bodies are held back.
constexpr qsizetype mostUnderWay = 1024 * 1024;

} // namespace tuppence::gateway
