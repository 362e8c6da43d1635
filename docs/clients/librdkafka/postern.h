/* Follows one cluster's resolver mapping in Postern, and connects librdkafka through it. */
#ifndef POSTERN_H
#define POSTERN_H

#include <librdkafka/rdkafka.h>
#include <netdb.h>
#include <stddef.h>

typedef struct postern postern_t;

typedef struct {
    const char *url;     /* where Postern is, without a path */
    const char *token;   /* of role DATA_PLANE */
    const char *tenant;  /* tnt_... */
    const char *cluster; /* clu_... */
    double min_seconds;  /* at least so long between two requests, also if Postern does not hold them back */
    /* How long an unconfirmed mapping is followed while Postern is away. INFINITY is right if no route goes
     * through an SSH bastion, see ../README.md. */
    double max_age_seconds;
} postern_settings_t;

/* Reads the mapping, then keeps it up to date in a thread of its own. NULL if the first read fails, with the reason in
 * error: with no mapping known there is nowhere to connect to. */
postern_t *postern_start(const postern_settings_t *settings, char *error, size_t error_size);

/* Makes clients of this configuration connect through the mapping. Takes the configuration's opaque pointer; an
 * application that needs it sets a resolve_cb of its own that calls postern_resolve. */
void postern_attach(postern_t *postern, rd_kafka_conf_t *conf);

/* The contract of getaddrinfo, and of librdkafka's resolve_cb: with node, service and hints all NULL it frees *res.
 * EAI_NONAME for what is not in the mapping: the broker's own address is never looked up, since it belongs to somebody
 * else's network and may in ours belong to another tenant. EAI_AGAIN once the mapping is too old. */
int postern_resolve(postern_t *postern, const char *node, const char *service, const struct addrinfo *hints,
                    struct addrinfo **res);

/* Ends the thread (within about a second) and frees everything; to be called after the last rd_kafka_destroy. */
void postern_stop(postern_t *postern);

#endif
