/* Sends 1,000 messages over all partitions of a topic, reads them back, and compares them one by one. */
#include "postern.h"
#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { COUNT = 1000, MAX_PARTITIONS = 1000 };

static const char *topic;
static char run[64]; /* the topic may be shared: only messages of this run are ours */
static time_t deadline;
static int delivered;

static int remaining_millis(void) {
    time_t left = deadline - time(NULL);
    if (left <= 0) fail("not done in time");
    return (int)left * 1000;
}

static void check(rd_kafka_resp_err_t error, const char *what) {
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) fail("%s: %s", what, rd_kafka_err2str(error));
}

static void key_of(int i, char *text, size_t size) {
    snprintf(text, size, "%s-%d", run, i);
}

static void value_of(int i, char *text, size_t size) {
    snprintf(text, size, "message %d of %s", i, run);
}

static void on_delivery(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque) {
    (void)rk, (void)opaque;
    check(message->err, "a message was not delivered");
    delivered++;
}

static rd_kafka_t *client(postern_t *postern, rd_kafka_type_t type, rd_kafka_conf_t *conf) {
    char error[512];
    postern_attach(postern, conf); /* the one line that this example is about */
    rd_kafka_t *rk = rd_kafka_new(type, conf, error, sizeof error);
    if (rk == NULL) fail("%s", error);
    return rk;
}

/* ---- The topic ---- */

/* How many partitions the topic has, 0 if it is not there or not yet usable. Asks for all topics: to ask for one by
 * its name can create it. */
static int partition_count(rd_kafka_t *rk) {
    const struct rd_kafka_metadata *metadata;
    int count = 0;
    check(rd_kafka_metadata(rk, 1, NULL, &metadata, remaining_millis()), "no metadata");
    for (int i = 0; i < metadata->topic_cnt; i++) {
        const struct rd_kafka_metadata_topic *found = &metadata->topics[i];
        if (strcmp(found->topic, topic) != 0) continue;
        count = found->partition_cnt;
        for (int j = 0; j < found->partition_cnt; j++)
            if (found->partitions[j].leader < 0) count = 0;
    }
    rd_kafka_metadata_destroy(metadata);
    return count;
}

static void create_topic(rd_kafka_t *rk, int partitions) {
    char error[512];
    rd_kafka_NewTopic_t *new_topic = rd_kafka_NewTopic_new(topic, partitions, -1, error, sizeof error);
    if (new_topic == NULL) fail("%s", error);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    rd_kafka_CreateTopics(rk, &new_topic, 1, NULL, queue);
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, remaining_millis());
    if (event == NULL) fail("topic %s was not created in time", topic);
    check(rd_kafka_event_error(event), "cannot create topics");
    size_t count;
    const rd_kafka_topic_result_t **results =
        rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
    check(rd_kafka_topic_result_error(results[0]), "cannot create the topic");
    rd_kafka_event_destroy(event);
    rd_kafka_queue_destroy(queue);
    rd_kafka_NewTopic_destroy(new_topic);
}

static int ensure_topic(rd_kafka_t *rk) {
    int partitions = partition_count(rk);
    if (partitions == 0) create_topic(rk, (int)number_setting("KAFKA_PARTITIONS", 6));
    while (partitions == 0) {
        rd_kafka_poll(rk, 100); /* leaders are elected a moment after the topic is there */
        partitions = partition_count(rk);
    }
    if (partitions > MAX_PARTITIONS) fail("topic %s has more than %d partitions", topic, MAX_PARTITIONS);
    return partitions;
}

/* The offset that the next message of each partition will get. */
static void next_offsets(rd_kafka_t *rk, int partitions, int64_t *offsets) {
    for (int i = 0; i < partitions; i++) {
        int64_t low;
        rd_kafka_resp_err_t error;
        /* A new topic's leader may have just moved; librdkafka learns of it and leaves the second try to its caller. */
        while ((error = rd_kafka_query_watermark_offsets(rk, topic, i, &low, &offsets[i], remaining_millis())) ==
               RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION) {
            rd_kafka_poll(rk, 200);
        }
        check(error, "no offsets");
    }
}

/* ---- There and back ---- */

static void produce(rd_kafka_t *rk, int partitions) {
    for (int i = 0; i < COUNT; i++) {
        char key[96], value[128];
        key_of(i, key, sizeof key);
        value_of(i, value, sizeof value);
        check(rd_kafka_producev(rk, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_PARTITION(i % partitions),
                                RD_KAFKA_V_KEY(key, strlen(key)), RD_KAFKA_V_VALUE(value, strlen(value)),
                                RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END),
              "cannot produce");
    }
    check(rd_kafka_flush(rk, remaining_millis()), "not everything was delivered in time");
}

static int is(const void *data, size_t size, const char *text) {
    return size == strlen(text) && memcmp(data, text, size) == 0;
}

/* The number of the message of this run that this one is, in every byte and on the right partition; else -1. */
static int number_of(const rd_kafka_message_t *message, int partitions) {
    char copy[96], key[96], value[128];
    snprintf(copy, sizeof copy, "%.*s", (int)message->key_len, (const char *)message->key);
    int i = atoi(copy + strlen(run) + 1);
    if (i < 0 || i >= COUNT) return -1;
    key_of(i, key, sizeof key);
    value_of(i, value, sizeof value);
    return message->partition == i % partitions && is(message->key, message->key_len, key) &&
                   is(message->payload, message->len, value)
               ? i
               : -1;
}

static int is_of_this_run(const rd_kafka_message_t *message) {
    size_t length = strlen(run);
    return message->key != NULL && message->key_len > length && memcmp(message->key, run, length) == 0;
}

/* Reads from one set of offsets to another, and returns how many messages of this run were there. To the end, not to a
 * count, so that a duplicate is seen as well. */
static int consume(rd_kafka_t *rk, int partitions, const int64_t *from, const int64_t *to, int *equal) {
    static int seen[COUNT];
    int received = 0, unfinished = 0, matching = 0;
    rd_kafka_topic_partition_list_t *assignment = rd_kafka_topic_partition_list_new(partitions);
    for (int i = 0; i < partitions; i++) {
        rd_kafka_topic_partition_list_add(assignment, topic, i)->offset = from[i];
        unfinished += from[i] < to[i];
    }
    check(rd_kafka_assign(rk, assignment), "cannot assign");
    while (unfinished > 0) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(rk, remaining_millis());
        if (message == NULL) continue; /* then the time is up, and remaining_millis says so */
        if (message->err) { /* librdkafka goes on by itself, or the time will be up */
            fprintf(stderr, "roundtrip: %s\n", rd_kafka_message_errstr(message));
            rd_kafka_message_destroy(message);
            continue;
        }
        if (is_of_this_run(message)) {
            int i = number_of(message, partitions);
            received++;
            if (i >= 0) matching += seen[i]++ == 0;
        }
        unfinished -= message->offset + 1 == to[message->partition];
        rd_kafka_message_destroy(message);
    }
    rd_kafka_topic_partition_list_destroy(assignment);
    *equal = received == COUNT && matching == COUNT;
    return received;
}

int main(void) {
    double timeout = number_setting("ROUNDTRIP_TIMEOUT_SECONDS", 60);
    if (timeout > 86400) fail("ROUNDTRIP_TIMEOUT_SECONDS must be at most a day");
    deadline = time(NULL) + (time_t)timeout;
    alarm((unsigned)timeout + 10); /* should anything wait longer than it was told to */
    topic = required_setting("KAFKA_TOPIC");
    snprintf(run, sizeof run, "roundtrip-%lld-%ld", (long long)time(NULL), (long)getpid());

    char error[512];
    postern_settings_t settings = postern_settings();
    postern_t *postern = postern_start(&settings, error, sizeof error);
    if (postern == NULL) fail("cannot read the mapping: %s", error);

    rd_kafka_conf_t *conf = kafka_settings();
    kafka_set(conf, "enable.idempotence", "true"); /* a retry must not show as a duplicate */
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_t *producer = client(postern, RD_KAFKA_PRODUCER, conf);

    conf = kafka_settings();
    kafka_set(conf, "group.id", run); /* librdkafka wants one, though nothing is committed */
    kafka_set(conf, "enable.auto.commit", "false");
    kafka_set(conf, "auto.offset.reset", "error");
    rd_kafka_t *consumer = client(postern, RD_KAFKA_CONSUMER, conf);
    check(rd_kafka_poll_set_consumer(consumer), "cannot consume");

    static int64_t before[MAX_PARTITIONS], after[MAX_PARTITIONS];
    int partitions = ensure_topic(producer), equal;
    next_offsets(producer, partitions, before);
    produce(producer, partitions);
    next_offsets(producer, partitions, after);
    int received = consume(consumer, partitions, before, after, &equal);
    printf("%d produced, %d consumed, contents %s\n", delivered, received, equal ? "equal" : "DIFFER");

    rd_kafka_consumer_close(consumer);
    rd_kafka_destroy(consumer);
    rd_kafka_destroy(producer);
    postern_stop(postern); /* last: until here a client may want to resolve */
    return equal && delivered == COUNT ? 0 : 1;
}
