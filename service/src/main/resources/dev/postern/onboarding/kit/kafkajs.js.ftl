// KafkaJS for the cluster [=clusterName] behind Postern: connects as an application would, through socketFactory, and lists
// the brokers.
[#if placeholders]
//
// REPLACE_ME stands where the cluster's values go: no cluster leads over this connection yet.
[/#if]
//
// Takes postern.js from docs/clients/kafkajs of Postern, beside this file, and npm install kafkajs.
// Reads POSTERN_URL and POSTERN_TOKEN (of role DATA_PLANE)[#if sasl], and KAFKA_PASSWORD[/#if] from the environment.

[#if ca || certificate]
import { readFileSync } from 'node:fs'
[/#if]
import { Kafka, logLevel } from 'kafkajs'
import { ResolverMapping } from './postern.js'

const required = name => {
  if (!process.env[name]) throw new Error(`${name} is not set`)
  return process.env[name]
}

const mapping = await ResolverMapping.follow({
  url: required('POSTERN_URL'),
  token: required('POSTERN_TOKEN'),
  tenant: [=tenantId],
  cluster: [=clusterId],
[#if maxAgeSeconds??]
  maxAgeSeconds: [=maxAgeSeconds], // ports of tunnels are given to others after a day
[#else]
  maxAgeSeconds: Infinity, // all routes are PrivateLink: its endpoint stays this tenant's
[/#if]
})

const kafka = new Kafka({
  clientId: 'example',
  brokers: [
[#list bootstrap as address]
    [=address],
[/#list]
  ],
[#if tls]
  ssl: {
[#if ca]
    ca: [readFileSync(process.env.KAFKA_CA_FILE ?? [=caFile])],
[/#if]
[#if certificate]
    cert: readFileSync(required('KAFKA_CERTIFICATE_FILE')),
    key: readFileSync(required('KAFKA_KEY_FILE')),
[/#if]
  },
[/#if]
[#if sasl]
  sasl: { mechanism: [=mechanism?lower_case], username: [=username], password: required('KAFKA_PASSWORD') },
[/#if]
  logLevel: logLevel.WARN,
  socketFactory: mapping.socketFactory,
})

const admin = kafka.admin()
await admin.connect()
const { brokers } = await admin.describeCluster()
for (const { nodeId, host, port } of brokers) {
  console.log(`broker ${nodeId}: ${host}:${port}`)
}
await admin.disconnect()
mapping.close()
