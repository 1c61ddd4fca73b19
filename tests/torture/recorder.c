/* Records what a process writes to the files of one folder, in order, and when it makes them
 * durable. Loaded with LD_PRELOAD; reads RECORD_FOLDER (what to watch) and RECORD_FILE (where
 * to). A record: kind, length of the name, offset, length of the data (all 64-bit), the name,
 * the data. Kinds: 1 write, 2 truncate (to the offset), 3 sync, 4 unlink. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int out = -1;

static int next_open(const char *path, int flags, mode_t mode) {
    static int (*real)(const char *, int, ...);
    if (!real) real = dlsym(RTLD_NEXT, "open64");
    return real(path, flags, mode);
}

static ssize_t next_write(int fd, const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    return real(fd, data, size);
}

/* Returns 1 and the path of a descriptor's file, where it is one that is watched. */
static int watched(int fd, char path[PATH_MAX]) {
    const char *folder = getenv("RECORD_FOLDER");
    char link[64];
    if (!folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size < 0) return 0;
    path[size] = 0;
    if (strncmp(path, folder, strlen(folder)) != 0) return 0;
    return size < 4 || strcmp(path + size - 4, "-shm") != 0;
}

static void record(int64_t kind, const char *path, int64_t offset, const void *data, int64_t size) {
    if (out < 0) out = next_open(getenv("RECORD_FILE"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    int64_t head[4] = {kind, (int64_t)strlen(path), offset, size};
    next_write(out, head, sizeof head);
    next_write(out, path, strlen(path));
    if (size) next_write(out, data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    char path[PATH_MAX];
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    ssize_t done = real(fd, data, size, offset);
    if (done > 0 && watched(fd, path)) record(1, path, offset, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return pwrite64(fd, data, size, offset);
}

int ftruncate64(int fd, off64_t size) {
    static int (*real)(int, off64_t);
    char path[PATH_MAX];
    if (!real) real = dlsym(RTLD_NEXT, "ftruncate64");
    int done = real(fd, size);
    if (done == 0 && watched(fd, path)) record(2, path, size, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, int done) {
    char path[PATH_MAX];
    if (done == 0 && watched(fd, path)) record(3, path, 0, NULL, 0);
    return done;
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    return synced(fd, real(fd));
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    return synced(fd, real(fd));
}

int unlink(const char *path) {
    static int (*real)(const char *);
    const char *folder = getenv("RECORD_FOLDER");
    if (!real) real = dlsym(RTLD_NEXT, "unlink");
    int done = real(path);
    if (done == 0 && folder && strncmp(path, folder, strlen(folder)) == 0)
        record(4, path, 0, NULL, 0);
    return done;
}
