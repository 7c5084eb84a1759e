// SPDX-License-Identifier: MIT

// Loaded before a program's own libraries (LD_PRELOAD), this moves its wall clock on by
// JOURNEY_CLOCK seconds: a payment is given up only long after it ran out; nobody waits so long.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long offset;

__attribute__((constructor)) static void readOffset(void)
{
    const char *text = getenv("JOURNEY_CLOCK");
    offset = text ? strtol(text, NULL, 10) : 0;
}

int clock_gettime(clockid_t id, struct timespec *now)
{
    const long failed = syscall(SYS_clock_gettime, id, now);
    if (!failed && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
        now->tv_sec += offset;
    return (int)failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    const long failed = syscall(SYS_gettimeofday, now, zone);
    if (!failed && now)
        now->tv_sec += offset;
    return (int)failed;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}
