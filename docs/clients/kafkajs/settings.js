// The environment variables of README.md, read once and complained about by name.

import { readFileSync } from 'node:fs'

const required = name => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set; see README.md`)
  return value
}
const optional = (name, fallback) => process.env[name] || fallback
const number = (name, fallback) => {
  const value = Number(optional(name, fallback))
  if (!(value > 0)) throw new Error(`${name} must be a number above 0`)
  return value
}

/** @returns what `ResolverMapping.follow` wants */
export const posternSettings = () => ({
  url: required('POSTERN_URL'),
  token: required('POSTERN_TOKEN'),
  tenant: required('POSTERN_TENANT'),
  cluster: required('POSTERN_CLUSTER'),
  minSeconds: number('POSTERN_MIN_SECONDS', 10),
  maxAgeSeconds: number('POSTERN_MAX_AGE_SECONDS', 23 * 3600), // "Infinity" is a number, too
})

/** @returns what `new Kafka` wants, all but the socketFactory */
export function kafkaSettings() {
  const protocol = optional('KAFKA_SECURITY_PROTOCOL', 'PLAINTEXT')
  if (!['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'].includes(protocol)) {
    throw new Error(`KAFKA_SECURITY_PROTOCOL cannot be ${protocol}`)
  }
  const settings = { brokers: required('KAFKA_BOOTSTRAP').split(',') }
  if (protocol.endsWith('SSL')) {
    const file = process.env.KAFKA_CA_FILE
    settings.ssl = file ? { ca: [readFileSync(file)] } : {} // an object: verification stays on
  }
  if (protocol.startsWith('SASL')) {
    settings.sasl = {
      mechanism: optional('KAFKA_SASL_MECHANISM', 'PLAIN').toLowerCase(),
      username: required('KAFKA_USERNAME'),
      password: required('KAFKA_PASSWORD'),
    }
  }
  return settings
}

export const roundtripSettings = () => ({
  topic: required('KAFKA_TOPIC'),
  partitions: number('KAFKA_PARTITIONS', 6),
  timeoutSeconds: number('ROUNDTRIP_TIMEOUT_SECONDS', 60),
})
