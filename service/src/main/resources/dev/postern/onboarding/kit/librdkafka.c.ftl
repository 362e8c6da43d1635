// librdkafka for the cluster [=clusterName] behind Postern: connects as an application would, through resolve_cb, and lists
// the brokers.
[#if placeholders]
//
// REPLACE_ME stands where the cluster's values go: no cluster leads over this connection yet.
[/#if]
//
// Takes postern.c and postern.h from docs/clients/librdkafka of Postern, librdkafka [#if scram]2.6.1 or newer (before that SCRAM
// cannot log in to Kafka 4.x)[#else]2.0.0 or newer[/#if], and libcurl:
//
//   cc -std=c11 -D_POSIX_C_SOURCE=200809L -pthread [=fileName] postern.c $(pkg-config --cflags --libs rdkafka libcurl)
//
// Reads POSTERN_URL and POSTERN_TOKEN (of role DATA_PLANE)[#if sasl], and KAFKA_PASSWORD[/#if] from the environment.

#include "postern.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void fail(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static const char *required(const char *name) {
    const char *value = getenv(name);
    if (value == NULL || *value == '\0') fail(name, "is not set");
    return value;
}
[#if ca]

static const char *otherwise(const char *name, const char *value) {
    const char *given = getenv(name);
    return given == NULL || *given == '\0' ? value : given;
}
[/#if]

static void set(rd_kafka_conf_t *conf, const char *name, const char *value) {
    char error[512];
    if (rd_kafka_conf_set(conf, name, value, error, sizeof error) != RD_KAFKA_CONF_OK) fail(name, error);
}

int main(void) {
    char error[512];
    postern_settings_t settings = {
        .url = required("POSTERN_URL"),
        .token = required("POSTERN_TOKEN"),
        .tenant = [=tenantId],
        .cluster = [=clusterId],
        .min_seconds = 10,
[#if maxAgeSeconds??]
        .max_age_seconds = [=maxAgeSeconds], // ports of tunnels are given to others after a day
[#else]
        .max_age_seconds = INFINITY, // all routes are PrivateLink: its endpoint stays this tenant's
[/#if]
    };
    postern_t *postern = postern_start(&settings, error, sizeof error);
    if (postern == NULL) fail("postern", error);

    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    set(conf, "bootstrap.servers", [=bootstrapList]);
    set(conf, "security.protocol", [=protocol]);
[#if sasl]
    set(conf, "sasl.mechanism", [=mechanism]);
    set(conf, "sasl.username", [=username]);
    set(conf, "sasl.password", required("KAFKA_PASSWORD"));
[/#if]
[#if tls]
[#if ca]
    set(conf, "ssl.ca.location", otherwise("KAFKA_CA_FILE", [=caFile]));
[/#if]
[#if certificate]
    set(conf, "ssl.certificate.location", required("KAFKA_CERTIFICATE_FILE"));
    set(conf, "ssl.key.location", required("KAFKA_KEY_FILE"));
[/#if]
    set(conf, "ssl.endpoint.identification.algorithm", "https");
[/#if]
    // A load balancer silently forgets a connection that was idle for 350 seconds.
    set(conf, "connections.max.idle.ms", "300000");
    postern_attach(postern, conf);

    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
    if (client == NULL) fail("librdkafka", error);
    const struct rd_kafka_metadata *metadata;
    rd_kafka_resp_err_t answer = rd_kafka_metadata(client, 0, NULL, &metadata, 30000);
    if (answer != RD_KAFKA_RESP_ERR_NO_ERROR) fail("metadata", rd_kafka_err2str(answer));
    for (int i = 0; i < metadata->broker_cnt; i++)
        printf("broker %d: %s:%d\n", metadata->brokers[i].id, metadata->brokers[i].host, metadata->brokers[i].port);
    rd_kafka_metadata_destroy(metadata);
    rd_kafka_destroy(client);
    postern_stop(postern);
    return 0;
}
