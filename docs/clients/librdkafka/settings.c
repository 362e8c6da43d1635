#include "settings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("roundtrip: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static const char *optional(const char *name, const char *otherwise) {
    const char *value = getenv(name);
    return value != NULL && *value != '\0' ? value : otherwise;
}

const char *required_setting(const char *name) {
    const char *value = optional(name, NULL);
    if (value == NULL) fail("%s is not set; see README.md", name);
    return value;
}

double number_setting(const char *name, double otherwise) {
    const char *text = optional(name, NULL);
    if (text == NULL) return otherwise;
    char *end;
    double value = strtod(text, &end); /* takes "Infinity", too */
    if (*end != '\0' || !(value > 0)) fail("%s must be a number above 0", name);
    return value;
}

postern_settings_t postern_settings(void) {
    return (postern_settings_t){
        .url = required_setting("POSTERN_URL"),
        .token = required_setting("POSTERN_TOKEN"),
        .tenant = required_setting("POSTERN_TENANT"),
        .cluster = required_setting("POSTERN_CLUSTER"),
        .min_seconds = number_setting("POSTERN_MIN_SECONDS", 10),
        .max_age_seconds = number_setting("POSTERN_MAX_AGE_SECONDS", 23 * 3600),
    };
}

void kafka_set(rd_kafka_conf_t *conf, const char *name, const char *value) {
    char error[512];
    if (rd_kafka_conf_set(conf, name, value, error, sizeof error) != RD_KAFKA_CONF_OK) fail("%s: %s", name, error);
}

rd_kafka_conf_t *kafka_settings(void) {
    const char *protocol = optional("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    kafka_set(conf, "client.id", "postern-roundtrip");
    kafka_set(conf, "bootstrap.servers", required_setting("KAFKA_BOOTSTRAP"));
    kafka_set(conf, "security.protocol", protocol);
    /* A network load balancer silently forgets a connection that was idle for 350 s: close it before. */
    kafka_set(conf, "connections.max.idle.ms", "300000");
    if (strstr(protocol, "SSL") != NULL) {
        const char *authorities = optional("KAFKA_CA_FILE", NULL);
        if (authorities != NULL) kafka_set(conf, "ssl.ca.location", authorities);
        /* The default since 2.0, said here because everything depends on it: the broker's name is verified. */
        kafka_set(conf, "ssl.endpoint.identification.algorithm", "https");
    }
    if (strncmp(protocol, "SASL", 4) == 0) {
        kafka_set(conf, "sasl.mechanism", optional("KAFKA_SASL_MECHANISM", "PLAIN"));
        kafka_set(conf, "sasl.username", required_setting("KAFKA_USERNAME"));
        kafka_set(conf, "sasl.password", required_setting("KAFKA_PASSWORD"));
    }
    return conf;
}
