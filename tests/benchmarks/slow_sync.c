/* Makes this computer's disk as slow to sync as another's, for bench_commits alone. Loaded with
 * LD_PRELOAD: after a sync has been done it waits until SYNC_MS milliseconds have passed since the
 * call. Nothing is left out: what was synced is on the disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int slowly(const char *name, int fd) {
    const char *wanted = getenv("SYNC_MS");
    double end = now() + (wanted ? atof(wanted) / 1e3 : 0);
    int done = ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
    double left = end - now();
    if (left > 0) {
        struct timespec rest = {.tv_sec = left, .tv_nsec = (left - (long)left) * 1e9};
        nanosleep(&rest, NULL);
    }
    return done;
}

int fsync(int fd) { return slowly("fsync", fd); }

int fdatasync(int fd) { return slowly("fdatasync", fd); }
