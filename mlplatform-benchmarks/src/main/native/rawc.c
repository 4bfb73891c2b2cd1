// rawc: the least that a client in C spends on the bytes: blocking sockets, one thread a connection, nothing signed,
// checked or retried. Objects above 8 MiB go in ranges or parts of that. For the null server alone.
//   rawc down|up port bucket prefix objects size folder connections
// down fetches <prefix>/<8 digits> to <folder>/<8 digits>; up sends them from there.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#define PART (8L << 20)
#define BUFFER (256 << 10)

static int up, port;
static const char *bucket, *prefix, *folder;
static long objects, size, parts, next_task;
static int *files;           // of objects in parts; small ones are opened where they are moved
static char (*uploads)[128]; // of objects in parts

typedef struct {
    int socket;
    long begin, end; // of what was read and not yet used
    char buffer[BUFFER];
} connection;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void dial(connection *c) {
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(port)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    c->begin = c->end = 0;
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (c->socket < 0 || connect(c->socket, (struct sockaddr *)&server, sizeof server)) {
        fail("connect");
    }
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static void send_all(connection *c, const char *bytes, long count, int flags) {
    while (count > 0) {
        ssize_t sent = send(c->socket, bytes, count, flags | MSG_NOSIGNAL);
        if (sent <= 0) {
            fail("send");
        }
        bytes += sent;
        count -= sent;
    }
}

static void receive(connection *c) {
    ssize_t got = recv(c->socket, c->buffer + c->end, BUFFER - 1 - c->end, 0);
    if (got <= 0) {
        fail("recv");
    }
    c->end += got;
}

// Reads the head of an answer, and returns the length of its body.
static long head(connection *c) {
    if (c->begin == c->end) {
        c->begin = c->end = 0;
    }
    char *end;
    for (;;) {
        c->buffer[c->end] = 0;
        if ((end = strstr(c->buffer + c->begin, "\r\n\r\n"))) {
            break;
        }
        receive(c);
    }
    *end = 0;
    int status = 0;
    sscanf(c->buffer + c->begin, "HTTP/1.1 %d", &status);
    char *length = strcasestr(c->buffer + c->begin, "\r\ncontent-length:");
    if (status < 200 || status > 299 || !length) {
        fprintf(stderr, "unexpected answer: %s\n", c->buffer + c->begin);
        exit(1);
    }
    c->begin = end + 4 - c->buffer;
    return atol(length + 17);
}

// Moves a body to its place in a file; to none where the file is negative.
static void body(connection *c, long length, int file, long offset) {
    while (length > 0) {
        if (c->begin == c->end) {
            c->begin = c->end = 0;
            receive(c);
        }
        long count = c->end - c->begin < length ? c->end - c->begin : length;
        if (file >= 0 && pwrite(file, c->buffer + c->begin, count, offset) != count) {
            fail("pwrite");
        }
        c->begin += count;
        offset += count;
        length -= count;
    }
}

static int open_file(long object) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%08ld", folder, object);
    int file = up ? open(path, O_RDONLY) : open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (file < 0) {
        fail(path);
    }
    return file;
}

static void get(connection *c, long object, long part, int file) {
    char request[1024];
    long from = part * PART, to = parts == 1 ? size : from + PART < size ? from + PART : size;
    int length = snprintf(request, sizeof request, "GET /%s/%s/%08ld HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", bucket,
                          prefix, object, port);
    length += parts == 1
                  ? snprintf(request + length, sizeof request - length, "\r\n")
                  : snprintf(request + length, sizeof request - length, "Range: bytes=%ld-%ld\r\n\r\n", from, to - 1);
    send_all(c, request, length, 0);
    long answered = head(c);
    if (answered != to - from) {
        fail("another length than asked for");
    }
    body(c, answered, file, from);
}

static void put(connection *c, long object, long part, int file) {
    char request[1024], query[192] = "";
    long from = part * PART, to = parts == 1 ? size : from + PART < size ? from + PART : size;
    if (parts > 1) {
        snprintf(query, sizeof query, "?partNumber=%ld&uploadId=%s", part + 1, uploads[object]);
    }
    int length = snprintf(request, sizeof request,
                          "PUT /%s/%s/%08ld%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %ld\r\n\r\n", bucket,
                          prefix, object, query, port, to - from);
    send_all(c, request, length, MSG_MORE);
    off_t offset = from;
    while (offset < to) {
        if (sendfile(c->socket, file, &offset, to - offset) <= 0) {
            fail("sendfile");
        }
    }
    body(c, head(c), -1, 0);
}

static void *work(void *ignored) {
    connection *c = malloc(sizeof *c);
    dial(c);
    for (;;) {
        long task = __atomic_fetch_add(&next_task, 1, __ATOMIC_RELAXED);
        if (task >= objects * parts) {
            break;
        }
        long object = task / parts;
        int file = parts == 1 ? open_file(object) : files[object];
        (up ? put : get)(c, object, task % parts, file);
        if (parts == 1) {
            close(file);
        }
    }
    close(c->socket);
    free(c);
    return ignored;
}

static void begin_uploads(connection *c) {
    for (long object = 0; object < objects; object++) {
        char request[1024], answer[4096];
        int length = snprintf(request, sizeof request,
                              "POST /%s/%s/%08ld?uploads HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 0\r\n\r\n",
                              bucket, prefix, object, port);
        send_all(c, request, length, 0);
        long answered = head(c);
        while (c->end - c->begin < answered) {
            receive(c);
        }
        snprintf(answer, sizeof answer, "%.*s", (int)answered, c->buffer + c->begin);
        c->begin += answered;
        char *id = strstr(answer, "<UploadId>");
        if (!id || sscanf(id, "<UploadId>%127[^<]", uploads[object]) != 1) {
            fail("no UploadId");
        }
    }
}

static void complete_uploads(connection *c) {
    char *list = malloc(parts * 128 + 128);
    for (long object = 0; object < objects; object++) {
        int listed = sprintf(list, "<CompleteMultipartUpload>");
        for (long part = 1; part <= parts; part++) {
            listed += sprintf(list + listed, "<Part><PartNumber>%ld</PartNumber><ETag>\"e\"</ETag></Part>", part);
        }
        listed += sprintf(list + listed, "</CompleteMultipartUpload>");
        char request[1024];
        int length =
            snprintf(request, sizeof request,
                     "POST /%s/%s/%08ld?uploadId=%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n\r\n",
                     bucket, prefix, object, uploads[object], port, listed);
        send_all(c, request, length, MSG_MORE);
        send_all(c, list, listed, 0);
        body(c, head(c), -1, 0);
    }
    free(list);
}

int main(int count, char **arguments) {
    if (count != 9) {
        fprintf(stderr, "usage: rawc down|up port bucket prefix objects size folder connections\n");
        return 2;
    }
    up = !strcmp(arguments[1], "up");
    port = atoi(arguments[2]);
    bucket = arguments[3];
    prefix = arguments[4];
    objects = atol(arguments[5]);
    size = atol(arguments[6]);
    folder = arguments[7];
    int connections = atoi(arguments[8]);
    parts = size > PART ? (size + PART - 1) / PART : 1;
    connection *control = malloc(sizeof *control);
    if (parts > 1) {
        files = malloc(objects * sizeof *files);
        for (long object = 0; object < objects; object++) {
            files[object] = open_file(object);
        }
        if (up) {
            uploads = malloc(objects * sizeof *uploads);
            dial(control);
            begin_uploads(control);
        }
    }
    pthread_t threads[connections];
    for (int i = 0; i < connections; i++) {
        if (pthread_create(&threads[i], 0, work, 0)) {
            fail("pthread_create");
        }
    }
    for (int i = 0; i < connections; i++) {
        pthread_join(threads[i], 0);
    }
    if (up && parts > 1) {
        complete_uploads(control);
    }
    return 0;
}
