// nulls3: a server that speaks just enough S3 to leave the client as the bottleneck. A thread a connection, blocking;
// bodies of PUTs are discarded in the kernel (MSG_TRUNC), those of GETs sent by sendfile(2) from a pattern in memory.
// Optional: TLS (OpenSSL), first-byte latency, tail latency, a cap a connection, 503s by chance or above a number of
// requests at once, connections that are never answered. Loopback only: it checks nothing. Prints the port it listens on. README.md beside it tells how it is built and called.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#define PAT (8u * 1024 * 1024 + 8192u) /* pattern period: does not divide usual part sizes, so misplaced parts show */
static char *pat;
static int patfd;
static long g_lat_us = 0, g_tail_us = 0;
static double g_tail_p = 0, g_503_p = 0;
static double g_bw = 0; /* bytes/s per connection */
static volatile long g_limit = 0; /* requests at once; 0: any number */
static long g_dead = 0;           /* of so many connections that move bytes one is never answered */
static uint64_t g_partsize = 8ull * 1024 * 1024;
static int g_crc = 0, g_verbose = 0;
static SSL_CTX *ctx = 0;
static volatile long n_conn = 0, n_req = 0, n_put = 0, n_get = 0, n_head = 0, n_list = 0, n_mpu = 0, n_part = 0,
                     n_err = 0, n_live = 0, n_maxlive = 0, n_busy = 0, n_maxbusy = 0, n_refused = 0, n_dead = 0,
                     n_moving = 0;
static volatile uint64_t b_in = 0, b_out = 0;
#define INC(x, n) __atomic_fetch_add(&(x), (n), __ATOMIC_RELAXED)

/* ---- tiny hash table: key -> size (for HEAD after PUT and GET after PUT) ---- */
typedef struct ent {
    struct ent *n;
    uint64_t size;
    char k[];
} ent;
#define HB 65536
static ent *tab[HB];
static pthread_mutex_t tl = PTHREAD_MUTEX_INITIALIZER;
static uint32_t hs(const char *s) {
    uint32_t h = 2166136261u;
    while (*s) {
        h ^= (unsigned char)*s++;
        h *= 16777619u;
    }
    return h % HB;
}
static void kput(const char *k, uint64_t sz, int add) {
    uint32_t h = hs(k);
    pthread_mutex_lock(&tl);
    ent *e;
    for (e = tab[h]; e; e = e->n) {
        if (!strcmp(e->k, k)) {
            break;
        }
    }
    if (!e) {
        e = malloc(sizeof *e + strlen(k) + 1);
        strcpy(e->k, k);
        e->n = tab[h];
        e->size = 0;
        tab[h] = e;
    }
    if (add) {
        e->size += sz;
    } else {
        e->size = sz;
    }
    pthread_mutex_unlock(&tl);
}
static int kget(const char *k, uint64_t *sz) {
    uint32_t h = hs(k);
    int r = 0;
    pthread_mutex_lock(&tl);
    for (ent *e = tab[h]; e; e = e->n) {
        if (!strcmp(e->k, k)) {
            *sz = e->size;
            r = 1;
            break;
        }
    }
    pthread_mutex_unlock(&tl);
    return r;
}
static void kdel(const char *k) {
    uint32_t h = hs(k);
    pthread_mutex_lock(&tl);
    for (ent **p = &tab[h]; *p; p = &(*p)->n) {
        if (!strcmp((*p)->k, k)) {
            ent *e = *p;
            *p = e->n;
            free(e);
            break;
        }
    }
    pthread_mutex_unlock(&tl);
}

/* synthetic: key "syn-<N>-<SIZE>/<8 digits>" exists for index<N */
static int syn(const char *key, uint64_t *n, uint64_t *size, const char **rest) {
    unsigned long long a, b;
    int off = 0;
    if (sscanf(key, "syn-%llu-%llu%n", &a, &b, &off) < 2) {
        return 0;
    }
    *n = a;
    *size = b;
    *rest = key + off;
    return 1;
}
static int objsize(const char *key, uint64_t *size) {
    uint64_t n, s;
    const char *r;
    if (syn(key, &n, &s, &r)) {
        if (*r == '/' && r[1]) {
            *size = s;
            return strtoull(r + 1, 0, 10) < n;
        }
        return 0;
    }
    return kget(key, size);
}

/* crc32 of a synthetic object, cached by size */
static struct {
    uint64_t s;
    uint32_t c;
} cc[16];
static int ncc = 0;
static pthread_mutex_t cl = PTHREAD_MUTEX_INITIALIZER;
static uint32_t crcof(uint64_t size) {
    pthread_mutex_lock(&cl);
    for (int i = 0; i < ncc; i++) {
        if (cc[i].s == size) {
            uint32_t c = cc[i].c;
            pthread_mutex_unlock(&cl);
            return c;
        }
    }
    uint32_t c = crc32(0, 0, 0);
    uint64_t o = 0;
    while (o < size) {
        uint64_t l = PAT - (o % PAT);
        if (l > size - o) {
            l = size - o;
        }
        c = crc32(c, (unsigned char *)pat + (o % PAT), l);
        o += l;
    }
    if (ncc < 16) {
        cc[ncc].s = size;
        cc[ncc++].c = c;
    }
    pthread_mutex_unlock(&cl);
    return c;
}
static void b64_4(uint32_t v, char *o) {
    static const char T[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char b[6] = {v >> 24, v >> 16, v >> 8, v, 0, 0};
    for (int i = 0; i < 2; i++) {
        unsigned char *p = b + 3 * i;
        o[4 * i] = T[p[0] >> 2];
        o[4 * i + 1] = T[(p[0] & 3) << 4 | p[1] >> 4];
        o[4 * i + 2] = T[(p[1] & 15) << 2 | p[2] >> 6];
        o[4 * i + 3] = T[p[2] & 63];
    }
    o[6] = '=';
    o[7] = '=';
    o[8] = 0;
}

typedef struct {
    int fd;
    SSL *ssl;
    char *buf;
    int len, pos;
    char *scratch;
    uint64_t id;
    int busy;
} C;
#define BUFSZ 65536
/* A request is under way until its answer begins to leave, or of a large one until it has left: a client that has it
 * may send the next. */
static int enter(C *c) {
    long limit = g_limit, busy = INC(n_busy, 1) + 1;
    c->busy = 1;
    if (limit && busy > limit) {
        return 0;
    }
    long most = n_maxbusy;
    while (busy > most && !__atomic_compare_exchange_n(&n_maxbusy, &most, busy, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
    }
    return 1;
}
static void leave(C *c) {
    if (c->busy) {
        c->busy = 0;
        INC(n_busy, -1);
    }
}
static ssize_t rd(C *c, void *p, size_t n) {
    if (c->ssl) {
        int r = SSL_read(c->ssl, p, n > 1 << 20 ? 1 << 20 : n);
        return r;
    }
    ssize_t r;
    do {
        r = recv(c->fd, p, n, 0);
    } while (r < 0 && errno == EINTR);
    return r;
}
static int wrall(C *c, const char *p, size_t n) {
    while (n) {
        ssize_t r;
        if (c->ssl) {
            r = SSL_write(c->ssl, p, n > 1 << 20 ? 1 << 20 : n);
        } else {
            r = send(c->fd, p, n, MSG_NOSIGNAL);
            if (r < 0 && errno == EINTR) {
                continue;
            }
        }
        if (r <= 0) {
            return -1;
        }
        p += r;
        n -= r;
    }
    return 0;
}
static void pace(struct timespec *t0, uint64_t sent) {
    if (g_bw <= 0) {
        return;
    }
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    double el = (t.tv_sec - t0->tv_sec) + (t.tv_nsec - t0->tv_nsec) / 1e9;
    double want = sent / g_bw;
    if (want > el) {
        usleep((want - el) * 1e6);
    }
}
static int discard(C *c, uint64_t n) {
    struct timespec t0;
    clock_gettime(CLOCK_MONOTONIC, &t0);
    uint64_t tot = 0;
    uint64_t h = c->len - c->pos;
    if (h > n) {
        h = n;
    }
    c->pos += h;
    n -= h;
    INC(b_in, h);
    while (n) {
        ssize_t r;
        size_t want = g_bw > 0 ? (n > 262144 ? 262144 : n) : (n > 4194304 ? 4194304 : n);
        if (c->ssl) {
            r = SSL_read(c->ssl, c->scratch, want > BUFSZ * 4 ? BUFSZ * 4 : want);
        } else {
            do {
                r = recv(c->fd, 0, want, MSG_TRUNC | (want >= 65536 ? MSG_WAITALL : 0));
            } while (r < 0 && errno == EINTR);
        }
        if (r <= 0) {
            return -1;
        }
        n -= r;
        tot += r;
        INC(b_in, r);
        pace(&t0, tot);
    }
    return 0;
}
static int rdline(C *c, char *o, int max) {
    int n = 0;
    for (;;) {
        if (c->pos >= c->len) {
            ssize_t r = rd(c, c->buf, BUFSZ);
            if (r <= 0) {
                return -1;
            }
            c->pos = 0;
            c->len = r;
        }
        char ch = c->buf[c->pos++];
        if (ch == '\n') {
            if (n && o[n - 1] == '\r') {
                n--;
            }
            o[n] = 0;
            return n;
        }
        if (n < max - 1) {
            o[n++] = ch;
        }
    }
}
static int sendpat(C *c, uint64_t off, uint64_t n, const char *hdr, int hl) {
    struct timespec t0;
    clock_gettime(CLOCK_MONOTONIC, &t0);
    uint64_t sent = 0;
    if (n <= 65536 && off % PAT + n <= PAT) { /* one write: header+body */
        leave(c);
        if (c->ssl) {
            memcpy(c->scratch, hdr, hl);
            memcpy(c->scratch + hl, pat + off % PAT, n);
            if (wrall(c, c->scratch, hl + n)) {
                return -1;
            }
        } else {
            struct iovec v[2] = {{(void *)hdr, hl}, {pat + off % PAT, n}};
            struct msghdr m = {0};
            m.msg_iov = v;
            m.msg_iovlen = 2;
            ssize_t r = sendmsg(c->fd, &m, MSG_NOSIGNAL);
            if (r < 0) {
                return -1;
            }
            if (r < hl) {
                if (wrall(c, hdr + r, hl - r)) {
                    return -1;
                }
                r = hl;
            }
            uint64_t d = r - hl;
            if (d < n && wrall(c, pat + off % PAT + d, n - d)) {
                return -1;
            }
        }
        INC(b_out, n);
        return 0;
    }
    if (c->ssl) {
        if (wrall(c, hdr, hl)) {
            return -1;
        }
    } else {
        ssize_t r = send(c->fd, hdr, hl, MSG_MORE | MSG_NOSIGNAL);
        if (r != hl) {
            return -1;
        }
    }
    while (sent < n) {
        uint64_t p = (off + sent) % PAT, l = PAT - p;
        if (l > n - sent) {
            l = n - sent;
        }
        if (g_bw > 0 && l > 262144) {
            l = 262144;
        }
        if (c->ssl) {
            if (l > 1 << 20) {
                l = 1 << 20;
            }
            if (wrall(c, pat + p, l)) {
                return -1;
            }
        } else {
            off_t o = p;
            ssize_t r;
            do {
                r = sendfile(c->fd, patfd, &o, l);
            } while (r < 0 && errno == EINTR);
            if (r <= 0) {
                return -1;
            }
            l = r;
        }
        sent += l;
        INC(b_out, l);
        pace(&t0, sent);
    }
    return 0;
}
static int hexv(int c) {
    return isdigit(c) ? c - '0' : (tolower(c) - 'a' + 10);
}
static void urldec(char *s) {
    char *o = s;
    while (*s) {
        if (*s == '%' && isxdigit(s[1]) && isxdigit(s[2])) {
            *o++ = hexv(s[1]) << 4 | hexv(s[2]);
            s += 3;
        } else if (*s == '+') {
            *o++ = ' ';
            s++;
        } else {
            *o++ = *s++;
        }
    }
    *o = 0;
}
static int qget(const char *q, const char *name, char *out, int max) {
    int nl = strlen(name);
    while (q && *q) {
        const char *e = strchr(q, '&');
        int l = e ? e - q : (int)strlen(q);
        if (l >= nl && !strncmp(q, name, nl) && (l == nl || q[nl] == '=')) {
            int vl = l - nl - 1;
            if (vl < 0) {
                vl = 0;
            }
            if (vl >= max) {
                vl = max - 1;
            }
            if (l > nl) {
                memcpy(out, q + nl + 1, vl);
            }
            out[vl] = 0;
            urldec(out);
            return 1;
        }
        q = e ? e + 1 : 0;
    }
    return 0;
}
#define DATE "Sat, 01 Nov 2025 00:00:00 GMT"
static int reply(C *c, int code, const char *msg, const char *extra, const char *body, int isHead) {
    leave(c);
    char h[2048];
    int bl = body ? strlen(body) : 0;
    int n = snprintf(h, sizeof h,
                     "HTTP/1.1 %d %s\r\nServer: nulls3\r\nDate: " DATE
                     "\r\nx-amz-request-id: 0000000000000001\r\n%s%s%sContent-Length: %d\r\n\r\n",
                     code, msg, body ? "Content-Type: application/xml\r\n" : "", extra ? extra : "",
                     extra && *extra ? "\r\n" : "", bl);
    if (bl && !isHead && n + bl < BUFSZ * 4) {
        memcpy(c->scratch, h, n);
        memcpy(c->scratch + n, body, bl);
        return wrall(c, c->scratch, n + bl);
    }
    if (wrall(c, h, n)) {
        return -1;
    }
    if (bl && !isHead) {
        return wrall(c, body, bl);
    }
    return 0;
}
static int err(C *c, int code, const char *msg, const char *ecode, int isHead) {
    INC(n_err, 1);
    char b[512];
    snprintf(b, sizeof b,
             "<?xml version=\"1.0\" "
             "encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message><RequestId>1</RequestId></Error>",
             ecode, msg);
    return reply(c, code, msg, 0, isHead ? 0 : b, isHead);
}
static int list(C *c, const char *bucket, const char *q) {
    INC(n_list, 1);
    char prefix[1024] = "", delim[16] = "", tok[1024] = "", mk[16] = "1000", sa[1024] = "", marker[1024] = "";
    int v2 = qget(q, "list-type", tok, sizeof tok);
    tok[0] = 0;
    qget(q, "prefix", prefix, sizeof prefix);
    qget(q, "delimiter", delim, sizeof delim);
    qget(q, "continuation-token", tok, sizeof tok);
    qget(q, "max-keys", mk, sizeof mk);
    qget(q, "start-after", sa, sizeof sa);
    qget(q, "marker", marker, sizeof marker);
    uint64_t n = 0, size = 0, start = 0;
    const char *r = "";
    int is = syn(prefix, &n, &size, &r);
    int max = atoi(mk);
    if (max > 1000) {
        max = 1000;
    }
    if (tok[0]) {
        start = strtoull(tok, 0, 10);
    } else {
        const char *m = sa[0] ? sa : marker;
        uint64_t a, b;
        const char *rr;
        if (m[0] && syn(m, &a, &b, &rr) && *rr == '/' && rr[1]) {
            start = strtoull(rr + 1, 0, 10) + 1;
        }
    }
    char *o = malloc(512 * 1024);
    int l = 0;
    char base[256] = "";
    if (is) {
        snprintf(base, sizeof base, "syn-%llu-%llu/", (unsigned long long)n, (unsigned long long)size);
    }
    l += sprintf(
        o + l,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult "
        "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>%s</Name><Prefix>%s</Prefix><MaxKeys>%d</MaxKeys>",
        bucket, prefix, max);
    if (delim[0]) {
        l += sprintf(o + l, "<Delimiter>%s</Delimiter>", delim);
    }
    char et[16];
    if (qget(q, "encoding-type", et, sizeof et)) {
        l += sprintf(o + l, "<EncodingType>url</EncodingType>");
    }
    int cnt = 0, trunc = 0;
    uint64_t i = start;
    if (is && *r == 0 && delim[0]) {
        l += sprintf(o + l, "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>", base);
        cnt = 1;
    } else if (is) { /* keys starting with prefix */
        uint64_t lo = 0, hi = n;
        if (*r == '/' && r[1]) {
            lo = 0;
        }
        const char *pp = *r == '/' ? r + 1 : "";
        int pl = strlen(pp);
        for (i = start > lo ? start : lo; i < hi && cnt < max; i++) {
            char k[24];
            sprintf(k, "%08llu", (unsigned long long)i);
            if (pl && strncmp(k, pp, pl)) {
                continue;
            }
            l += sprintf(o + l,
                         "<Contents><Key>%s%s</Key><LastModified>2025-11-01T00:00:00.000Z</"
                         "LastModified><ETag>&quot;6e756c6c73336e756c6c73336e756c6c-1&quot;</ETag><Size>%llu</"
                         "Size><StorageClass>STANDARD</StorageClass></Contents>",
                         base, k, (unsigned long long)size);
            cnt++;
        }
        trunc = i < hi && cnt == max && max > 0;
    }
    if (v2) {
        l += sprintf(o + l, "<KeyCount>%d</KeyCount>", cnt);
    }
    if (trunc) {
        if (v2) {
            l += sprintf(o + l, "<NextContinuationToken>%llu</NextContinuationToken>", (unsigned long long)i);
        } else {
            l += sprintf(o + l, "<NextMarker>%s%08llu</NextMarker>", base, (unsigned long long)i - 1);
        }
    }
    l += sprintf(o + l, "<IsTruncated>%s</IsTruncated></ListBucketResult>", trunc ? "true" : "false");
    int rc = reply(c, 200, "OK", 0, o, 0);
    free(o);
    return rc;
}
static void lat(unsigned *seed) {
    if (g_lat_us) {
        usleep(g_lat_us);
    }
    if (g_tail_p > 0 && rand_r(seed) / (double)RAND_MAX < g_tail_p) {
        usleep(g_tail_us);
    }
}
static volatile uint64_t upid = 1;
static void *conn(void *arg) {
    C c = {0};
    c.fd = (int)(intptr_t)arg;
    c.buf = malloc(BUFSZ);
    c.scratch = malloc(BUFSZ * 4 + 8192);
    INC(n_conn, 1);
    long number = 0; /* among the connections that move bytes */
    long lv = INC(n_live, 1) + 1;
    if (lv > n_maxlive) {
        n_maxlive = lv;
    }
    unsigned seed = c.fd * 7919u + (unsigned)n_conn;
    int one = 1;
    setsockopt(c.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (ctx) {
        c.ssl = SSL_new(ctx);
        SSL_set_fd(c.ssl, c.fd);
        if (SSL_accept(c.ssl) <= 0) {
            goto end;
        }
    }
    char line[8192], method[16], uri[6144], hdr[4096];
    for (;;) {
        leave(&c);
        int ll = rdline(&c, line, sizeof line);
        if (ll < 0) {
            break;
        }
        if (ll == 0) {
            continue;
        }
        if (sscanf(line, "%15s %6143s", method, uri) < 2) {
            break;
        }
        uint64_t cl = 0, dec = 0;
        int hasdec = 0, expect = 0, te = 0, close_ = 0, ckmode = 0, copy = 0, http10 = strstr(line, "HTTP/1.0") != 0;
        char range[128] = "";
        while ((ll = rdline(&c, hdr, sizeof hdr)) > 0) {
            switch (tolower(hdr[0])) {
            case 'c':
                if (!strncasecmp(hdr, "content-length:", 15)) {
                    cl = strtoull(hdr + 15, 0, 10);
                } else if (!strncasecmp(hdr, "connection:", 11) && strcasestr(hdr + 11, "close")) {
                    close_ = 1;
                }
                break;
            case 'e':
                if (!strncasecmp(hdr, "expect:", 7)) {
                    expect = 1;
                }
                break;
            case 'r':
                if (!strncasecmp(hdr, "range:", 6)) {
                    snprintf(range, sizeof range, "%s", hdr + 6);
                }
                break;
            case 't':
                if (!strncasecmp(hdr, "transfer-encoding:", 18)) {
                    te = 1;
                }
                break;
            case 'x':
                if (!strncasecmp(hdr, "x-amz-decoded-content-length:", 29)) {
                    dec = strtoull(hdr + 29, 0, 10);
                    hasdec = 1;
                } else if (!strncasecmp(hdr, "x-amz-checksum-mode:", 20)) {
                    ckmode = 1;
                } else if (!strncasecmp(hdr, "x-amz-copy-source:", 18)) {
                    copy = 1;
                }
                break;
            }
        }
        if (ll < 0) {
            break;
        }
        INC(n_req, 1);
        if (g_verbose) {
            fprintf(stderr, "%s %s range=%s cl=%llu dec=%llu te=%d exp=%d ck=%d\n", method, uri, range,
                    (unsigned long long)cl, (unsigned long long)dec, te, expect, ckmode);
        }
        char *p = uri;
        if (!strncmp(p, "http", 4)) {
            p = strstr(p, "//");
            p = p ? strchr(p + 2, '/') : 0;
            if (!p) {
                p = "/";
            }
        }
        char *q = strchr(p, '?');
        if (q) {
            *q++ = 0;
        }
        char *bucket = *p == '/' ? p + 1 : p;
        char *key = strchr(bucket, '/');
        if (key) {
            *key++ = 0;
            urldec(key);
        } else {
            key = "";
        }
        urldec(bucket);
        int rc = 0;
        char v[512];
        int asks = !strncmp(bucket, "__", 2);
        int moves = !strcmp(method, "GET") || !strcmp(method, "PUT");
        if (!asks && moves && !number) {
            number = INC(n_moving, 1) + 1;
        }
        if (number && g_dead && number % g_dead == 0) {
            INC(n_dead, 1);
            while (rd(&c, c.buf, BUFSZ) > 0)
                ;
            break;
        }
        int refused = !asks && g_503_p > 0 && rand_r(&seed) / (double)RAND_MAX < g_503_p;
        if (!asks && !refused && !enter(&c)) {
            refused = 1;
            leave(&c);
        }
        if (refused) {
            INC(n_refused, 1);
            if (expect && cl) {
            } else if (cl && discard(&c, cl)) {
                break;
            }
            if (err(&c, 503, "Slow Down", "SlowDown", !strcmp(method, "HEAD"))) {
                break;
            }
            if (expect && cl) {
                break;
            }
            continue;
        }
        if (!strcmp(bucket, "__limit")) {
            if (qget(q, "requests", v, sizeof v)) {
                g_limit = atol(v);
            }
            if (reply(&c, 200, "OK", 0, 0, 0)) {
                break;
            }
            continue;
        }
        if (!strcmp(bucket, "__stats")) {
            char b[768];
            struct rusage ru;
            getrusage(RUSAGE_SELF, &ru);
            snprintf(b, sizeof b,
                     "{\"conn\":%ld,\"live\":%ld,\"maxlive\":%ld,\"req\":%ld,\"put\":%ld,\"part\":%ld,\"mpu\":%ld,"
                     "\"get\":%ld,\"head\":%ld,\"list\":%ld,\"err\":%ld,\"busy\":%ld,\"maxbusy\":%ld,\"refused\":%ld,"
                     "\"dead\":%ld,\"in\":%llu,\"out\":%llu,\"cpu\":%.3f}\n",
                     n_conn, n_live, n_maxlive, n_req, n_put, n_part, n_mpu, n_get, n_head, n_list, n_err, n_busy,
                     n_maxbusy, n_refused, n_dead,
                     (unsigned long long)b_in, (unsigned long long)b_out,
                     ru.ru_utime.tv_sec + ru.ru_stime.tv_sec + (ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6);
            rc = reply(&c, 200, "OK", 0, b, 0);
            n_maxlive = n_live;
            n_maxbusy = n_busy;
            if (rc) {
                break;
            }
            continue;
        }
        if (!strcmp(method, "PUT")) {
            if (expect && (cl || te)) {
                if (wrall(&c, "HTTP/1.1 100 Continue\r\n\r\n", 25)) {
                    break;
                }
            }
            uint64_t size = hasdec ? dec : cl;
            if (te) {
                size = 0;
                for (;;) {
                    if (rdline(&c, line, sizeof line) < 0) {
                        rc = -1;
                        break;
                    }
                    uint64_t n = strtoull(line, 0, 16);
                    if (!n) {
                        while ((ll = rdline(&c, line, sizeof line)) > 0)
                            ;
                        if (ll < 0) {
                            rc = -1;
                        }
                        break;
                    }
                    size += n;
                    if (discard(&c, n)) {
                        rc = -1;
                        break;
                    }
                    if (rdline(&c, line, sizeof line) < 0) {
                        rc = -1;
                        break;
                    }
                }
                if (hasdec) {
                    size = dec;
                }
            } else if (discard(&c, cl)) {
                rc = -1;
            }
            if (rc) {
                break;
            }
            lat(&seed);
            if (copy) {
                rc = reply(&c, 200, "OK", 0,
                           "<CopyObjectResult><ETag>\"6e756c6c73336e756c6c73336e756c6c-1\"</"
                           "ETag><LastModified>2025-11-01T00:00:00.000Z</LastModified></CopyObjectResult>",
                           0);
            } else if (!*key) {
                rc = reply(&c, 200, "OK", 0, 0, 0);
            } else {
                if (qget(q, "uploadId", v, sizeof v)) {
                    INC(n_part, 1);
                    char k[600];
                    snprintf(k, sizeof k, "\001%s", v);
                    kput(k, size, 1);
                } else {
                    INC(n_put, 1);
                    kput(key, size, 0);
                }
                rc = reply(&c, 200, "OK", "ETag: \"6e756c6c73336e756c6c73336e756c6c-1\"", 0, 0);
            }
        } else if (!strcmp(method, "GET") || !strcmp(method, "HEAD")) {
            int head = method[0] == 'H';
            if (cl && discard(&c, cl)) {
                break;
            }
            lat(&seed);
            if (!*key) {
                if (head) {
                    rc = reply(&c, 200, "OK", 0, 0, 1);
                } else if (qget(q, "location", v, sizeof v)) {
                    rc = reply(&c, 200, "OK", 0,
                               "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>", 0);
                } else if (!*bucket) {
                    rc = reply(&c, 200, "OK", 0,
                               "<ListAllMyBucketsResult><Owner><ID>x</ID></Owner><Buckets><Bucket><Name>b</"
                               "Name><CreationDate>2025-11-01T00:00:00.000Z</CreationDate></Bucket></Buckets></"
                               "ListAllMyBucketsResult>",
                               0);
                } else if (qget(q, "uploads", v, sizeof v)) {
                    rc = reply(
                        &c, 200, "OK", 0,
                        "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>", 0);
                } else {
                    rc = list(&c, bucket, q ? q : "");
                }
            } else {
                uint64_t size;
                if (head) {
                    INC(n_head, 1);
                } else {
                    INC(n_get, 1);
                }
                if (!objsize(key, &size)) {
                    rc = err(&c, 404, "Not Found", head ? "404" : "NoSuchKey", head);
                } else {
                    uint64_t a = 0, b = size ? size - 1 : 0;
                    int part = 0;
                    char mp[64] = "";
                    if (range[0]) {
                        char *e = strchr(range, '=');
                        unsigned long long x, y;
                        if (e) {
                            e++;
                            if (*e == '-') {
                                x = strtoull(e + 1, 0, 10);
                                a = size > x ? size - x : 0;
                                part = 1;
                            } else if (sscanf(e, "%llu-%llu", &x, &y) == 2) {
                                a = x;
                                b = y;
                                part = 1;
                            } else if (sscanf(e, "%llu-", &x) == 1) {
                                a = x;
                                part = 1;
                            }
                        }
                        if (size && b >= size) {
                            b = size - 1;
                        }
                        if (a >= size) {
                            char ex[96];
                            snprintf(ex, sizeof ex, "Content-Range: bytes */%llu", (unsigned long long)size);
                            rc = reply(&c, 416, "Requested Range Not Satisfiable", ex,
                                       "<Error><Code>InvalidRange</Code><Message>InvalidRange</Message></Error>", head);
                            goto done;
                        }
                    } else if (qget(q, "partNumber", v, sizeof v)) {
                        uint64_t k = strtoull(v, 0, 10), np = (size + g_partsize - 1) / g_partsize;
                        if (np < 1) {
                            np = 1;
                        }
                        if (k < 1 || k > np) {
                            rc = err(&c, 416, "Requested Range Not Satisfiable", "InvalidPartNumber", head);
                            goto done;
                        }
                        a = (k - 1) * g_partsize;
                        b = k * g_partsize - 1;
                        if (b >= size) {
                            b = size ? size - 1 : 0;
                        }
                        part = 1;
                        if (np > 1) {
                            snprintf(mp, sizeof mp, "x-amz-mp-parts-count: %llu\r\n", (unsigned long long)np);
                        }
                    }
                    uint64_t n = size ? b - a + 1 : 0;
                    char cr[96] = "", ck[64] = "";
                    if (part) {
                        snprintf(cr, sizeof cr, "Content-Range: bytes %llu-%llu/%llu\r\n", (unsigned long long)a,
                                 (unsigned long long)b, (unsigned long long)size);
                    }
                    if (g_crc && ckmode && n == size && size <= (64u << 20)) {
                        char t[12];
                        b64_4(crcof(size), t);
                        snprintf(ck, sizeof ck, "x-amz-checksum-crc32: %s\r\nx-amz-checksum-type: FULL_OBJECT\r\n", t);
                    }
                    char h[1024];
                    int hl =
                        snprintf(h, sizeof h,
                                 "HTTP/1.1 %d %s\r\nServer: nulls3\r\nDate: " DATE
                                 "\r\nx-amz-request-id: 0000000000000001\r\nLast-Modified: " DATE
                                 "\r\nETag: \"6e756c6c73336e756c6c73336e756c6c-1\"\r\nAccept-Ranges: "
                                 "bytes\r\nContent-Type: binary/octet-stream\r\n%s%s%sContent-Length: %llu\r\n\r\n",
                                 part ? 206 : 200, part ? "Partial Content" : "OK", cr, mp, ck, (unsigned long long)n);
                    if (head || !n) {
                        rc = wrall(&c, h, hl);
                    } else {
                        rc = sendpat(&c, a, n, h, hl);
                    }
                }
            }
        } else if (!strcmp(method, "POST")) {
            if (expect && cl) {
                if (wrall(&c, "HTTP/1.1 100 Continue\r\n\r\n", 25)) {
                    break;
                }
            }
            if (te) {
                for (;;) {
                    if (rdline(&c, line, sizeof line) < 0) {
                        rc = -1;
                        break;
                    }
                    uint64_t n = strtoull(line, 0, 16);
                    if (!n) {
                        while ((ll = rdline(&c, line, sizeof line)) > 0)
                            ;
                        break;
                    }
                    if (discard(&c, n)) {
                        rc = -1;
                        break;
                    }
                    rdline(&c, line, sizeof line);
                }
            } else if (cl && discard(&c, cl)) {
                rc = -1;
            }
            if (rc) {
                break;
            }
            lat(&seed);
            char b[2048];
            if (qget(q, "uploads", v, sizeof v)) {
                INC(n_mpu, 1);
                snprintf(b, sizeof b,
                         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<InitiateMultipartUploadResult "
                         "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>%s</Bucket><Key>%s</"
                         "Key><UploadId>u%llu</UploadId></InitiateMultipartUploadResult>",
                         bucket, key, (unsigned long long)INC(upid, 1));
                rc = reply(&c, 200, "OK", 0, b, 0);
            } else if (qget(q, "uploadId", v, sizeof v)) {
                char k[600];
                uint64_t s = 0;
                snprintf(k, sizeof k, "\001%s", v);
                kget(k, &s);
                kdel(k);
                kput(key, s, 0);
                snprintf(b, sizeof b,
                         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUploadResult "
                         "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Location>/%s/%s</Location><Bucket>%s</"
                         "Bucket><Key>%s</Key><ETag>&quot;6e756c6c73336e756c6c73336e756c6c-2&quot;</ETag></"
                         "CompleteMultipartUploadResult>",
                         bucket, key, bucket, key);
                rc = reply(&c, 200, "OK", 0, b, 0);
            } else if (qget(q, "delete", v, sizeof v)) {
                rc = reply(&c, 200, "OK", 0,
                           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteResult "
                           "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></DeleteResult>",
                           0);
            } else {
                rc = err(&c, 400, "Bad Request", "InvalidRequest", 0);
            }
        } else if (!strcmp(method, "DELETE")) {
            if (cl && discard(&c, cl)) {
                break;
            }
            lat(&seed);
            if (qget(q, "uploadId", v, sizeof v)) {
                char k[600];
                snprintf(k, sizeof k, "\001%s", v);
                kdel(k);
            } else {
                kdel(key);
            }
            rc = reply(&c, 204, "No Content", 0, 0, 0);
        } else {
            rc = err(&c, 405, "Method Not Allowed", "MethodNotAllowed", 0);
        }
    done:
        if (rc || close_ || http10) {
            break;
        }
    }
end:
    leave(&c);
    if (c.ssl) {
        SSL_shutdown(c.ssl);
        SSL_free(c.ssl);
    }
    close(c.fd);
    free(c.buf);
    free(c.scratch);
    INC(n_live, -1);
    return 0;
}
int main(int ac, char **av) {
    int port = 0, o;
    const char *cert = 0, *keyf = 0;
    while ((o = getopt(ac, av, "p:l:t:T:b:e:P:n:d:cvC:K:")) > 0) {
        switch (o) {
        case 'p':
            port = atoi(optarg);
            break;
        case 'l':
            g_lat_us = atof(optarg) * 1000;
            break;
        case 'T':
            g_tail_us = atof(optarg) * 1000;
            break;
        case 't':
            g_tail_p = atof(optarg);
            break;
        case 'b':
            g_bw = atof(optarg) * 1e6;
            break;
        case 'e':
            g_503_p = atof(optarg);
            break;
        case 'n':
            g_limit = atol(optarg);
            break;
        case 'd':
            g_dead = atol(optarg);
            break;
        case 'P':
            g_partsize = strtoull(optarg, 0, 10);
            break;
        case 'c':
            g_crc = 1;
            break;
        case 'v':
            g_verbose = 1;
            break;
        case 'C':
            cert = optarg;
            break;
        case 'K':
            keyf = optarg;
            break;
        default:
            fprintf(
                stderr,
                "-p port (0: any) -C cert -K key (TLS) -l latency_ms -t tail_prob -T tail_ms -b MB/s per connection "
                "-e 503_prob -n requests at once, 503 above -d every so many connections one is dead -P mp_part_size "
                "-c (send crc32) -v\n");
            return 2;
        }
    }
    signal(SIGPIPE, SIG_IGN);
    patfd = memfd_create("pat", 0);
    if (ftruncate(patfd, PAT)) {
        return 1;
    }
    pat = mmap(0, PAT, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, patfd, 0);
    uint64_t x = 88172645463325252ull;
    for (size_t i = 0; i < PAT / 8; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        ((uint64_t *)pat)[i] = x;
    }
    if (cert) {
        ctx = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate_chain_file(ctx, cert);
        SSL_CTX_use_PrivateKey_file(ctx, keyf, SSL_FILETYPE_PEM);
        SSL_CTX_set_mode(ctx, SSL_MODE_AUTO_RETRY);
        SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_read_ahead(ctx, 1);
        SSL_CTX_set_options(ctx, SSL_OP_IGNORE_UNEXPECTED_EOF);
    }
    int s = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in a = {0};
    a.sin_family = AF_INET;
    a.sin_port = htons(port);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(s, (void *)&a, sizeof a) || listen(s, 4096)) {
        perror("bind");
        return 1;
    }
    socklen_t al = sizeof a;
    getsockname(s, (void *)&a, &al);
    printf("%d\n", ntohs(a.sin_port));
    fflush(stdout);
    pthread_attr_t at;
    pthread_attr_init(&at);
    pthread_attr_setstacksize(&at, 256 * 1024);
    pthread_attr_setdetachstate(&at, PTHREAD_CREATE_DETACHED);
    for (;;) {
        int f = accept4(s, 0, 0, SOCK_CLOEXEC);
        if (f < 0) {
            continue;
        }
        pthread_t t;
        if (pthread_create(&t, &at, conn, (void *)(intptr_t)f)) {
            close(f);
        }
    }
}
