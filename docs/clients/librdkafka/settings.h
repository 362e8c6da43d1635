/* The environment variables of README.md. Whatever is missing or wrong is named, and ends the program. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "postern.h"

postern_settings_t postern_settings(void);

/* A configuration with addresses and security; the caller adds the rest, and owns it. */
rd_kafka_conf_t *kafka_settings(void);

void kafka_set(rd_kafka_conf_t *conf, const char *name, const char *value);

const char *required_setting(const char *name);
double number_setting(const char *name, double otherwise);

/* Prints the reason and exits with 1. */
_Noreturn void fail(const char *format, ...);

#endif
