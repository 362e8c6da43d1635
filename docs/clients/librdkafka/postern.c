#include "postern.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
    WAIT_SECONDS = 30,         /* how long Postern may hold an answer back until something changes */
    ANSWER_SECONDS = 10,       /* how long an answer may take beyond that */
    MAX_HOST = 256,            /* longer than any DNS name, with its end */
    MAX_BODY = 16 * 1024 * 1024 /* an answer that is larger is not a mapping */
};

typedef struct {
    const char *host, *port, *target_host, *target_port; /* all point into the mapping's text */
} route_t;

typedef struct {
    char *text;
    route_t *routes;
    size_t count;
} mapping_t;

typedef struct {
    char *data;
    size_t size;
    char etag[256];
} answer_t;

struct postern {
    char *url;
    struct curl_slist *headers; /* those of every request */
    double min_seconds, max_age_seconds;
    CURL *curl;     /* used by one thread at a time: the starting one, then the refreshing one */
    char etag[256]; /* likewise */
    pthread_t thread;
    atomic_bool stopping;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t stop;
    mapping_t mapping;
    double confirmed_at;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- The mapping: one line per address, "host port targetHost targetPort" ---- */

static void mapping_free(mapping_t *mapping) {
    free(mapping->text);
    free(mapping->routes);
}

static int is_port(const char *text) {
    char *end;
    long port = strtol(text, &end, 10); /* a number too large becomes LONG_MAX */
    return text[0] >= '1' && text[0] <= '9' && *end == '\0' && port <= 65535;
}

/* Cuts the line into its four fields; 0 if it has fewer, or more, or one that cannot be what it should be. */
static int route_parse(char *line, route_t *route) {
    char *fields[4];
    for (int i = 0; i < 4; i++) {
        fields[i] = line;
        char *space = strchr(line, ' ');
        if ((space == NULL) != (i == 3)) return 0;
        if (space != NULL) {
            *space = '\0';
            line = space + 1;
        }
        if (*fields[i] == '\0') return 0;
    }
    *route = (route_t){fields[0], fields[1], fields[2], fields[3]};
    return is_port(route->port) && strlen(route->target_host) < MAX_HOST && is_port(route->target_port);
}

/* Takes the text over. 0 if it is not a mapping. */
static int mapping_parse(char *text, mapping_t *mapping) {
    size_t lines = 1;
    for (const char *c = text; *c; c++) lines += *c == '\n';
    *mapping = (mapping_t){text, calloc(lines, sizeof(route_t)), 0};
    if (mapping->routes == NULL) goto refused;
    for (char *line = text; line != NULL;) {
        char *newline = strchr(line, '\n');
        if (newline != NULL) *newline = '\0';
        if (*line != '\0' && !route_parse(line, &mapping->routes[mapping->count++])) goto refused;
        line = newline == NULL ? NULL : newline + 1;
    }
    return 1;
refused:
    mapping_free(mapping);
    return 0;
}

static const route_t *mapping_find(const mapping_t *mapping, const char *host, const char *port) {
    for (size_t i = 0; i < mapping->count; i++) {
        const route_t *route = &mapping->routes[i];
        if (strcasecmp(route->host, host) == 0 && strcmp(route->port, port) == 0) return route;
    }
    return NULL;
}

/* ---- Asking Postern ---- */

static size_t on_body(char *data, size_t one, size_t size, void *opaque) {
    answer_t *answer = opaque;
    (void)one;
    if (answer->size + size > MAX_BODY) return 0;
    char *larger = realloc(answer->data, answer->size + size + 1);
    if (larger == NULL) return 0;
    memcpy(larger + answer->size, data, size);
    answer->data = larger;
    answer->size += size;
    larger[answer->size] = '\0';
    return size;
}

static size_t on_header(char *data, size_t one, size_t size, void *opaque) {
    answer_t *answer = opaque;
    (void)one;
    if (size > 5 && strncasecmp(data, "etag:", 5) == 0) {
        char line[sizeof answer->etag + 16];
        snprintf(line, sizeof line, "%.*s", (int)size, data);
        if (sscanf(line + 5, " %255[^\r\n]", answer->etag) != 1) answer->etag[0] = '\0';
    }
    return size;
}

/* Lets postern_stop break off a request that Postern is holding back. */
static int on_progress(void *opaque, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)a, (void)b, (void)c, (void)d;
    return atomic_load(&((postern_t *)opaque)->stopping);
}

/* Asks once. NULL if the mapping is now known to be current, else what went wrong; then nothing has changed. */
static const char *fetch(postern_t *postern) {
    static const char *not_a_mapping = "Postern's answer is not a mapping";
    answer_t answer = {NULL, 0, ""};
    char if_none_match[sizeof postern->etag + 32], prefer[32];
    struct curl_slist conditional[2] = {{if_none_match, &conditional[1]}, {prefer, postern->headers}};
    snprintf(if_none_match, sizeof if_none_match, "If-None-Match: %s", postern->etag);
    snprintf(prefer, sizeof prefer, "Prefer: wait=%d", WAIT_SECONDS);
    int known = postern->etag[0] != '\0';

    CURL *curl = postern->curl;
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, known ? conditional : postern->headers);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)(known ? WAIT_SECONDS + ANSWER_SECONDS : ANSWER_SECONDS));
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
    double started_at = now();
    CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);

    mapping_t mapping = {NULL, NULL, 0};
    const char *problem = NULL;
    if (code != CURLE_OK) {
        problem = curl_easy_strerror(code);
    } else if (status == 200) {
        /* An empty mapping is a mapping: there is no way in, and every name is refused. */
        char *text = answer.data == NULL ? strdup("") : answer.data;
        answer.data = NULL;
        if (text == NULL || !mapping_parse(text, &mapping)) problem = not_a_mapping;
    } else if (status != 304) {
        problem = status == 401   ? "Postern refuses the token (401)"
                  : status == 404 ? "Postern knows no such cluster of this tenant (404)"
                                  : "Postern cannot answer now";
    }
    free(answer.data);
    if (problem != NULL) return problem;

    pthread_mutex_lock(&postern->lock);
    if (status == 200) {
        mapping_free(&postern->mapping);
        postern->mapping = mapping;
        strcpy(postern->etag, answer.etag);
    }
    postern->confirmed_at = started_at; /* not later: what changed while the answer was under way is not confirmed */
    pthread_mutex_unlock(&postern->lock);
    return NULL;
}

/* Waits until that moment, or until postern_stop is called. */
static void sleep_until(postern_t *postern, double moment) {
    struct timespec deadline = {(time_t)moment, (long)((moment - (double)(time_t)moment) * 1e9)};
    pthread_mutex_lock(&postern->lock);
    while (!atomic_load(&postern->stopping) && now() < moment)
        pthread_cond_timedwait(&postern->stop, &postern->lock, &deadline);
    pthread_mutex_unlock(&postern->lock);
}

static void *refresh(void *opaque) {
    postern_t *postern = opaque;
    double started_at = now();
    for (;;) {
        sleep_until(postern, started_at + postern->min_seconds);
        if (atomic_load(&postern->stopping)) return NULL;
        started_at = now();
        const char *problem = fetch(postern);
        if (problem != NULL && !atomic_load(&postern->stopping))
            fprintf(stderr, "postern: going on with the mapping known so far: %s\n", problem);
    }
}

/* ---- The public part ---- */

static char *format(const char *pattern, const char *a, const char *b, const char *c) {
    int size = snprintf(NULL, 0, pattern, a, b, c) + 1;
    char *text = malloc((size_t)size);
    if (text != NULL) snprintf(text, (size_t)size, pattern, a, b, c);
    return text;
}

static void postern_free(postern_t *postern) {
    curl_easy_cleanup(postern->curl);
    curl_slist_free_all(postern->headers);
    mapping_free(&postern->mapping);
    free(postern->url);
    pthread_cond_destroy(&postern->stop);
    pthread_mutex_destroy(&postern->lock);
    free(postern);
}

postern_t *postern_start(const postern_settings_t *settings, char *error, size_t error_size) {
    postern_t *postern = calloc(1, sizeof *postern);
    if (postern == NULL) return NULL;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&postern->stop, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&postern->lock, NULL);
    postern->min_seconds = settings->min_seconds;
    postern->max_age_seconds = settings->max_age_seconds;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    postern->curl = curl_easy_init();
    postern->url = format("%s/api/v1/tenants/%s/clusters/%s/resolver-mapping", settings->url, settings->tenant,
                          settings->cluster);
    char *authorization = format("Authorization: Bearer %s%s%s", settings->token, "", "");
    postern->headers = curl_slist_append(NULL, "Accept: text/plain");
    if (postern->headers != NULL && authorization != NULL) curl_slist_append(postern->headers, authorization);
    free(authorization);

    const char *problem = "out of memory";
    if (postern->curl != NULL && postern->url != NULL && postern->headers != NULL && postern->headers->next != NULL) {
        curl_easy_setopt(postern->curl, CURLOPT_URL, postern->url);
        curl_easy_setopt(postern->curl, CURLOPT_NOSIGNAL, 1L); /* signals and threads do not mix */
        curl_easy_setopt(postern->curl, CURLOPT_WRITEFUNCTION, on_body);
        curl_easy_setopt(postern->curl, CURLOPT_HEADERFUNCTION, on_header);
        curl_easy_setopt(postern->curl, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(postern->curl, CURLOPT_XFERINFOFUNCTION, on_progress);
        curl_easy_setopt(postern->curl, CURLOPT_XFERINFODATA, postern);
        problem = fetch(postern);
        if (problem == NULL && pthread_create(&postern->thread, NULL, refresh, postern) == 0) return postern;
    }
    snprintf(error, error_size, "%s", problem == NULL ? "cannot start a thread" : problem);
    postern_free(postern);
    return NULL;
}

static int resolve_cb(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **res,
                      void *opaque) {
    return postern_resolve(opaque, node, service, hints, res);
}

void postern_attach(postern_t *postern, rd_kafka_conf_t *conf) {
    rd_kafka_conf_set_opaque(conf, postern);
    rd_kafka_conf_set_resolve_cb(conf, resolve_cb);
}

int postern_resolve(postern_t *postern, const char *node, const char *service, const struct addrinfo *hints,
                    struct addrinfo **res) {
    if (node == NULL && service == NULL && hints == NULL) {
        freeaddrinfo(*res);
        return 0;
    }
    if (node == NULL || service == NULL) return EAI_NONAME;
    char host[MAX_HOST], port[sizeof "65535"];
    pthread_mutex_lock(&postern->lock);
    int too_old = now() - postern->confirmed_at > postern->max_age_seconds;
    const route_t *route = too_old ? NULL : mapping_find(&postern->mapping, node, service);
    if (route != NULL) {
        snprintf(host, sizeof host, "%s", route->target_host);
        snprintf(port, sizeof port, "%s", route->target_port);
    }
    pthread_mutex_unlock(&postern->lock);
    if (too_old) return EAI_AGAIN;
    /* Only the address is the target's. TLS goes on with the broker's name, which librdkafka keeps. */
    return route == NULL ? EAI_NONAME : getaddrinfo(host, port, hints, res);
}

void postern_stop(postern_t *postern) {
    atomic_store(&postern->stopping, 1);
    pthread_mutex_lock(&postern->lock);
    pthread_cond_broadcast(&postern->stop);
    pthread_mutex_unlock(&postern->lock);
    pthread_join(postern->thread, NULL);
    postern_free(postern);
}
