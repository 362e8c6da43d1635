// Follows one cluster's resolver mapping in Postern, and connects KafkaJS through it.
//
// KafkaJS asks for a socket synchronously, so the mapping is held in memory and refreshed in the background. What the
// mapping does not contain is refused, never dialled as it is: the broker's own address belongs to somebody else's
// network, and in ours it may belong to another tenant.

import net from 'node:net'
import tls from 'node:tls'
import { setTimeout as sleep } from 'node:timers/promises'

const WAIT_SECONDS = 30 // how long Postern may hold an answer back until something changes
const ANSWER_SECONDS = 10 // how long an answer may take beyond that
const KEEP_ALIVE_MILLIS = 60_000 // far below the 350 s after which a network load balancer forgets a connection

export class ResolverMapping {
  #url
  #token
  #minSeconds
  #maxAgeSeconds
  #log
  #stop = new AbortController()
  #targets = new Map()
  #etag = null
  #confirmedAt = -Infinity

  /**
   * Reads the mapping, then keeps it up to date until `close()`. Fails if the first read fails: with no mapping known
   * there is nowhere to connect to.
   *
   * @param {object} options
   * @param {string} options.url where Postern is, without a path
   * @param {string} options.token a token of role DATA_PLANE
   * @param {string} options.tenant tnt_...
   * @param {string} options.cluster clu_...
   * @param {number} [options.minSeconds] at least so long between two requests, also if Postern does not hold them back
   * @param {number} [options.maxAgeSeconds] how long an unconfirmed mapping is followed while Postern is away;
   *   Infinity is right if no route goes through an SSH bastion, see ../README.md
   * @param {(message: string) => void} [options.log]
   */
  static async follow(options) {
    const mapping = new ResolverMapping(options)
    await mapping.#fetch()
    mapping.#refresh()
    return mapping
  }

  constructor({ url, token, tenant, cluster, minSeconds = 10, maxAgeSeconds = 23 * 3600, log = console.error }) {
    const path = `/api/v1/tenants/${encodeURIComponent(tenant)}/clusters/${encodeURIComponent(cluster)}/resolver-mapping`
    this.#url = url.replace(/\/+$/, '') + path
    this.#token = token
    this.#minSeconds = minSeconds
    this.#maxAgeSeconds = maxAgeSeconds
    this.#log = log
  }

  /** Where to connect for a broker's address; throws if the mapping does not say. */
  resolve(host, port) {
    const age = (performance.now() - this.#confirmedAt) / 1000
    if (age > this.#maxAgeSeconds) {
      throw new Error(`Postern has not confirmed its mapping for ${Math.round(age)} s: not connecting to ${host}:${port}`)
    }
    const target = this.#targets.get(key(host, port))
    if (!target) {
      throw new Error(`Postern has no way to ${host}:${port}`)
    }
    return target
  }

  /** For the `socketFactory` of `new Kafka({...})`. */
  socketFactory = ({ host, port, ssl, onConnect }) => {
    const target = this.resolve(host, port)
    const socket = ssl
      ? // Server name and verified name are the broker's: the target's name is nobody's business in TLS.
        tls.connect({ ...ssl, ...target, ...(net.isIP(host) ? {} : { servername: host }) }, onConnect)
      : net.connect(target, onConnect)
    return socket.setKeepAlive(true, KEEP_ALIVE_MILLIS)
  }

  /** Ends the refreshing, so that the process can end. Connections are left alone. */
  close() {
    this.#stop.abort()
  }

  async #refresh() {
    const { signal } = this.#stop
    let startedAt = performance.now()
    while (!signal.aborted) {
      const pause = this.#minSeconds * 1000 - (performance.now() - startedAt)
      await sleep(Math.max(0, pause), undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      startedAt = performance.now()
      try {
        await this.#fetch()
      } catch (error) {
        if (!signal.aborted) this.#log(`postern: going on with the mapping known so far: ${error.message}`)
      }
    }
  }

  async #fetch() {
    const startedAt = performance.now()
    const headers = { accept: 'text/plain', authorization: `Bearer ${this.#token}` }
    if (this.#etag) {
      headers['if-none-match'] = this.#etag
      headers.prefer = `wait=${WAIT_SECONDS}`
    }
    const deadline = AbortSignal.timeout((this.#etag ? WAIT_SECONDS + ANSWER_SECONDS : ANSWER_SECONDS) * 1000)
    const signal = AbortSignal.any([this.#stop.signal, deadline])
    const response = await fetch(this.#url, { headers, signal, redirect: 'error' })
    const body = await response.text()
    if (response.status === 200) {
      this.#targets = parse(body) // throws before anything is replaced
      this.#etag = response.headers.get('etag')
    } else if (response.status !== 304) {
      throw new Error(`${this.#url} answered ${response.status}`)
    }
    this.#confirmedAt = startedAt // not later: what changed while the answer was under way is not confirmed
  }
}

/** One line per address: `host port targetHost targetPort`. Anything else is not a mapping, and changes nothing. */
export function parse(text) {
  const targets = new Map()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [host, port, targetHost, targetPort, ...rest] = line.split(' ')
    if (!host || !isPort(port) || !targetHost || !isPort(targetPort) || rest.length > 0) {
      throw new Error(`not a line of a resolver mapping: ${JSON.stringify(line)}`)
    }
    targets.set(key(host, port), { host: targetHost, port: Number(targetPort) })
  }
  return targets
}

const key = (host, port) => `${host.toLowerCase()}:${Number(port)}`
const isPort = text => /^\d{1,5}$/.test(text ?? '') && Number(text) >= 1 && Number(text) <= 65535
