// measure: runs a command, with its output on stderr, and prints what it took as a line of JSON: CPU seconds (user and
// system, of its children too), wall seconds, and the most memory of its largest process in KiB.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t) {
    return t.tv_sec + t.tv_usec / 1e6;
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: measure command [argument…]\n");
        return 2;
    }
    struct timespec begun, ended;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    pid_t child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    if (child == 0) {
        dup2(2, 1);
        execvp(arguments[1], arguments + 1);
        perror(arguments[1]);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (wait4(child, &status, 0, &used) != child) {
        perror("wait4");
        return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    double wall = (ended.tv_sec - begun.tv_sec) + (ended.tv_nsec - begun.tv_nsec) / 1e9;
    printf("{\"cpu\":%.3f,\"wall\":%.3f,\"peakRssKiB\":%ld}\n", seconds(used.ru_utime) + seconds(used.ru_stime), wall,
           used.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
