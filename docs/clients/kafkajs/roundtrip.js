// Sends 1,000 messages over all partitions of a topic, reads them back, and compares them one by one.

import { randomUUID } from 'node:crypto'
import { Kafka, logLevel } from 'kafkajs'
import { ResolverMapping } from './postern.js'
import { kafkaSettings, posternSettings, roundtripSettings } from './settings.js'

const COUNT = 1000

const { topic, partitions, timeoutSeconds } = roundtripSettings()
const run = `roundtrip-${randomUUID()}` // the topic may be shared: only messages of this run are ours
let kafka, admin

// One deadline for everything, whatever KafkaJS is waiting for when it passes.
setTimeout(() => fail(`not done after ${timeoutSeconds} s`), timeoutSeconds * 1000).unref()
main().catch(error => fail(error.message))

async function main() {
  const mapping = await ResolverMapping.follow(posternSettings())
  kafka = new Kafka({
    clientId: 'postern-roundtrip',
    ...kafkaSettings(),
    socketFactory: mapping.socketFactory,
    logLevel: logLevel.ERROR,
  })
  admin = kafka.admin()
  await admin.connect()
  await retried(createTopicIfMissing)

  const before = await nextOffsets()
  const sent = Array.from({ length: COUNT }, (_, i) => ({
    partition: i % before.size,
    key: `${run}-${i}`,
    value: `message ${i} of ${run}`,
  }))
  await produce(sent)
  const received = await consume(before, await nextOffsets())
  await admin.disconnect()
  mapping.close() // or the next request to Postern would keep the process alive

  const lines = messages => messages.map(({ partition, key, value }) => `${partition} ${key} ${value}`).sort()
  const equal = JSON.stringify(lines(sent)) === JSON.stringify(lines(received))
  console.log(`${sent.length} produced, ${received.length} consumed, contents ${equal ? 'equal' : 'DIFFER'}`)
  process.exitCode = equal ? 0 : 1
}

async function createTopicIfMissing() {
  if ((await admin.listTopics()).includes(topic)) return
  // waitForLeaders, KafkaJS's default, makes the topic usable as soon as this returns.
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions }] })
}

/** The offset that the next message of each partition will get. */
async function nextOffsets() {
  const offsets = await retried(() => admin.fetchTopicOffsets(topic))
  return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]))
}

/** KafkaJS's admin client leaves it to its caller to try again: with a leader that has moved, a broker just mapped. */
async function retried(action) {
  for (;;) {
    try {
      return await action()
    } catch (error) {
      if (!error.retriable) throw error
      await new Promise(resolve => setTimeout(resolve, 200)) // the deadline of the whole program ends this
    }
  }
}

async function produce(messages) {
  const producer = kafka.producer({ idempotent: true }) // a retry must not show as a duplicate
  await producer.connect()
  await producer.send({ topic, acks: -1, messages })
  await producer.disconnect()
}

/** Reads from one set of offsets to another. To the end, not to a count, so that a duplicate is seen as well. */
async function consume(from, to) {
  const left = new Set([...to.keys()].filter(partition => to.get(partition) > from.get(partition)))
  const next = new Map(from)
  const messages = []
  const consumer = kafka.consumer({ groupId: run, maxWaitTimeInMs: 500 }) // disconnecting waits for the last fetch
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  // At every join, not once: a coordinator that has just started may turn the consumer away and make it start anew.
  consumer.on(consumer.events.GROUP_JOIN, () =>
    next.forEach((offset, partition) => consumer.seek({ topic, partition, offset: String(offset) })),
  )
  await new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error))
    consumer
      .run({
        eachBatch: async ({ batch }) => {
          for (const { key, value } of batch.messages) {
            if (key?.toString().startsWith(run)) {
              messages.push({ partition: batch.partition, key: key.toString(), value: value.toString() })
            }
          }
          next.set(batch.partition, BigInt(batch.lastOffset()) + 1n)
          if (next.get(batch.partition) >= to.get(batch.partition)) left.delete(batch.partition)
          if (left.size === 0) resolve()
        },
      })
      .catch(reject)
  })
  await consumer.disconnect()
  await retried(() => admin.deleteGroups([run]))
  return messages
}

function fail(message) {
  console.error(`roundtrip: ${message}`)
  process.exit(1)
}
