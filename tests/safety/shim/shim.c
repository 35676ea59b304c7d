/* What a process asks of the disk, counted, refused, cut short by a kill, or written down.
 *
 * Preloaded into a process (LD_PRELOAD), it stands between the program and the C library. It does nothing
 * until it is told to, through the functions at the end (Python: ctypes) or, for the writing down alone, by
 * TRUSTDESK_SHIM_RECORD=FOLDER:LOG in the environment, which child processes inherit.
 *
 * Only what concerns files below one folder counts. Each request that changes something there, or makes it
 * last, is a point: opening with O_CREAT or O_TRUNC, write, ftruncate, fsync, rename, unlink, link.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

static char folder[PATH_MAX];
static size_t folder_size;
static char *paths[FILES];   /* of the open files below the folder, by descriptor */
static int log_fd = -1;
static long points, fatal;   /* how many there were; at which one something happens, 0: never */
static int lasting, error_number, deadly;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t write_really(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, data, size);
}

static ssize_t pwrite_really(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return real(fd, data, size, at);
}

/* The log: one letter for what was asked, three numbers, the size of what follows, and that. */
static void note(char what, int64_t file, int64_t number, const void *data, int64_t size) {
    if (log_fd < 0) return;
    struct { char what; char pad[7]; int64_t file, number, process, size; } head
        = {what, {0}, file, number, getpid(), size};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)data, (size_t)size}};
    if (writev(log_fd, parts, size ? 2 : 1) != (ssize_t)(sizeof head + size)) abort();
}

static int is_watched(const char *path) {
    return folder_size && !strncmp(path, folder, folder_size)
        && (path[folder_size] == '/' || path[folder_size] == 0 || folder[folder_size - 1] == '/');
}

static const char *path_of(int fd) { return fd >= 0 && fd < FILES ? paths[fd] : NULL; }

/* Count a point. 0: go on; otherwise the request fails, with errno set. */
static int refused(void) {
    long at = __sync_add_and_fetch(&points, 1);
    if (!fatal || at < fatal || (at > fatal && !lasting)) return 0;
    if (deadly) kill(getpid(), SIGKILL);
    errno = error_number;
    return 1;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    REAL(int, "openat64", int, const char *, int, ...);
    if (at != AT_FDCWD || !is_watched(path)) {
        int fd = real(at, path, flags, mode);
        if (fd >= 0 && fd < FILES && paths[fd]) { free(paths[fd]); paths[fd] = NULL; }
        return fd;
    }
    pthread_mutex_lock(&lock);
    int there = access(path, F_OK) == 0;
    int fd = -1;
    if (!((flags & O_TRUNC) || ((flags & O_CREAT) && !there)) || !refused()) {
        fd = real(at, path, flags, mode);
        if (fd >= 0 && fd < FILES) {
            free(paths[fd]);
            paths[fd] = strdup(path);
            struct stat found;
            int is_folder = fstat(fd, &found) == 0 && S_ISDIR(found.st_mode);
            note('o', fd, (flags & O_TRUNC ? 1 : 0) + 2 * is_folder, path, (int64_t)strlen(path));
        }
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

int openat64(int at, const char *path, int flags, ...) {
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return opened(at, path, flags, mode);
}
int openat(int at, const char *path, int flags, ...) {
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return opened(at, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return opened(AT_FDCWD, path, flags, mode);
}
int open(const char *path, int flags, ...) {
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return opened(AT_FDCWD, path, flags, mode);
}

static ssize_t written(int fd, const void *data, size_t size, off64_t at, int moves) {
    ssize_t done;
    if (!path_of(fd)) return moves ? write_really(fd, data, size) : pwrite_really(fd, data, size, at);
    pthread_mutex_lock(&lock);
    if (moves) at = lseek64(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    if (refused()) {  /* as a disk does it: some of it is there all the same */
        int why = errno;
        pwrite_really(fd, data, size / 2, at);
        errno = why;
        done = -1;
    } else {
        done = moves ? write_really(fd, data, size) : pwrite_really(fd, data, size, at);
        if (done > 0) note('w', fd, at, data, done);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return written(fd, data, size, at, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return written(fd, data, size, at, 0); }

#define ON_A_FILE(name, signature, arguments, letter, second) \
    int name signature { \
        REAL(int, #name, UNTYPED signature); \
        if (!path_of(fd)) return real arguments; \
        pthread_mutex_lock(&lock); \
        int done = refused() ? -1 : real arguments; \
        if (done == 0) note(letter, fd, second, NULL, 0); \
        pthread_mutex_unlock(&lock); \
        return done; \
    }
#define UNTYPED(...) __VA_ARGS__

ON_A_FILE(fsync, (int fd), (fd), 's', 0)
ON_A_FILE(fdatasync, (int fd), (fd), 's', 0)
ON_A_FILE(ftruncate, (int fd, off_t size), (fd, size), 't', size)
ON_A_FILE(ftruncate64, (int fd, off64_t size), (fd, size), 't', size)

static void note_pair(char what, const char *one, const char *other) {
    char both[2 * PATH_MAX];
    int size = snprintf(both, sizeof both, "%s\n%s", one, other);
    note(what, 0, 0, both, size);
}

#define ON_NAMES(name, letter) \
    int name(const char *one, const char *other) { \
        REAL(int, #name, const char *, const char *); \
        if (!is_watched(one) && !is_watched(other)) return real(one, other); \
        pthread_mutex_lock(&lock); \
        int done = refused() ? -1 : real(one, other); \
        if (done == 0) note_pair(letter, one, other); \
        pthread_mutex_unlock(&lock); \
        return done; \
    }

ON_NAMES(rename, 'r')
ON_NAMES(link, 'l')

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (!is_watched(path)) return real(path);
    pthread_mutex_lock(&lock);
    int done = access(path, F_OK) == 0 && refused() ? -1 : real(path);
    if (done == 0) note('u', 0, 0, path, (int64_t)strlen(path));
    pthread_mutex_unlock(&lock);
    return done;
}

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < FILES && paths[fd]) { free(paths[fd]); paths[fd] = NULL; }
    return real(fd);
}

/* What Python tells it. */

void shim_watch(const char *path) {
    snprintf(folder, sizeof folder, "%s", path);
    folder_size = strlen(folder);
}

void shim_record(const char *path) {
    log_fd = openat64(AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void shim_note(const char *words) { note('!', 0, 0, words, (int64_t)strlen(words)); }

/* Count anew; at the point `at` (0: at none) fail with `error` once or from then on, or be killed. */
void shim_at(long at, int error, int for_ever, int kills) {
    points = 0;
    fatal = at;
    error_number = error;
    lasting = for_ever;
    deadly = kills;
}

long shim_points(void) { return points; }

__attribute__((constructor)) static void begin(void) {
    char *told = getenv("TRUSTDESK_SHIM_RECORD"), *colon = told ? strrchr(told, ':') : NULL;
    if (!colon) return;
    char place[PATH_MAX];
    snprintf(place, sizeof place, "%.*s", (int)(colon - told), told);
    shim_watch(place);
    shim_record(colon + 1);
}
