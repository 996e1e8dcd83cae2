/*
 * Loaded before the C library (LD_PRELOAD): writes down what a process writes into the files of one directory, and when
 * they were synced, so that the files can be made anew as a power cut would have left them. A line is noted before its
 * write is done and after its sync is, so that what was noted as safe was safe.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITTEN = 1, CUT_OFF = 2, SYNCED = 3 };

struct line { int32_t kind; int32_t length; int64_t at; };

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

/* The notes of a file: its path below the directory, with '%' for '/'. -1 for a file that nobody watches. */
static int notes_of(int file)
{
    const char *watched = getenv("RUNG_POWER_WATCHED"), *notes = getenv("RUNG_POWER_NOTES");
    char link[64], path[4096], name[8192];
    if (!watched || !notes) return -1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return -1;
    path[length] = 0;
    size_t prefix = strlen(watched);
    if (strncmp(path, watched, prefix) || path[prefix] != '/') return -1;
    /* The index of the write-ahead log lies in memory and is made anew from the log. */
    if (length > 4 && !strcmp(path + length - 4, "-shm")) return -1;
    for (char *c = path + prefix + 1; *c; c++)
        if (*c == '/') *c = '%';
    snprintf(name, sizeof name, "%s/%s", notes, path + prefix + 1);
    int (*open_file)(const char *, int, ...) = next("open64");
    return open_file(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(int file, int32_t kind, int64_t at, const struct iovec *parts, int count)
{
    int notes = notes_of(file);
    if (notes < 0) return;
    size_t length = 0;
    for (int i = 0; i < count; i++) length += parts[i].iov_len;
    char *whole = malloc(sizeof(struct line) + length);
    if (!whole) abort();
    *(struct line *)whole = (struct line){ kind, (int32_t)length, at };
    char *rest = whole + sizeof(struct line);
    for (int i = 0; i < count; i++) rest = mempcpy(rest, parts[i].iov_base, parts[i].iov_len);
    ssize_t (*write_all)(int, const void *, size_t) = next("write");
    /* One call, so that a line is there whole or not at all. */
    if (write_all(notes, whole, sizeof(struct line) + length) != (ssize_t)(sizeof(struct line) + length)) abort();
    free(whole);
    close(notes);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t at)
{
    note(file, WRITTEN, at, &(struct iovec){ (void *)bytes, length }, 1);
    return ((ssize_t (*)(int, const void *, size_t, off_t))next("pwrite64"))(file, bytes, length, at);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return pwrite64(file, bytes, length, at); }

ssize_t pwritev64(int file, const struct iovec *parts, int count, off_t at)
{
    note(file, WRITTEN, at, parts, count);
    return ((ssize_t (*)(int, const struct iovec *, int, off_t))next("pwritev64"))(file, parts, count, at);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at) { return pwritev64(file, parts, count, at); }

ssize_t write(int file, const void *bytes, size_t length)
{
    off_t at = lseek(file, 0, SEEK_CUR);
    if (at >= 0) note(file, WRITTEN, at, &(struct iovec){ (void *)bytes, length }, 1);
    return ((ssize_t (*)(int, const void *, size_t))next("write"))(file, bytes, length);
}

int ftruncate64(int file, off_t length)
{
    note(file, CUT_OFF, length, 0, 0);
    return ((int (*)(int, off_t))next("ftruncate64"))(file, length);
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int synced(int file, const char *how)
{
    int answer = ((int (*)(int))next(how))(file);
    if (!answer) note(file, SYNCED, 0, 0, 0);
    return answer;
}

int fsync(int file) { return synced(file, "fsync"); }

int fdatasync(int file) { return synced(file, "fdatasync"); }
