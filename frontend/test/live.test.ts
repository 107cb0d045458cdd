import { afterEach, beforeEach, expect, test, vi } from "vitest"
import "../src/elements/live"
import { LiveConnection } from "../src/live-connection"

class Stream {
  static all: Stream[] = []
  static readonly CLOSED = 2
  onmessage: ((event: Partial<MessageEvent>) => void) | null = null
  onerror: (() => void) | null = null
  onopen: (() => void) | null = null
  readyState = 1
  controls = new Map<string, (event?: Partial<MessageEvent<string>>) => void>()
  constructor(readonly url: string) {
    Stream.all.push(this)
  }
  addEventListener(name: string, listener: (event?: Partial<MessageEvent<string>>) => void): void {
    this.controls.set(name, listener)
  }
  close(): void {
    this.readyState = Stream.CLOSED
  }
}

const open = () => Stream.all.filter(({ readyState }) => readyState === 1)

beforeEach(() => {
  vi.useFakeTimers()
  Stream.all = []
  vi.stubGlobal("EventSource", Stream)
  document.body.innerHTML =
    '<mh-live topics="course:12"></mh-live><mh-live topics="person:3 course:12"></mh-live>'
  vi.advanceTimersByTime(50)
})

afterEach(() => {
  document.body.innerHTML = ""
  vi.advanceTimersByTime(50)
  vi.useRealTimers()
})

function heard(name: string, act: () => void): CustomEvent | undefined {
  let event: CustomEvent | undefined
  const listen = (told: Event) => {
    event = told as CustomEvent
  }
  document.body.addEventListener(name, listen, { once: true })
  act()
  document.body.removeEventListener(name, listen)
  return event
}

test("all elements of a page share one connection", () => {
  expect(open()).toHaveLength(1)
  expect(decodeURIComponent(open()[0]?.url ?? "")).toBe("/live/events?topics=course:12,person:3")
})

test("what is told arrives on the body with its data", () => {
  const data = JSON.stringify({ topic: "course:12", name: "feedback", data: { item: 4 } })
  const event = heard("live:feedback", () => open()[0]?.onmessage?.({ data, lastEventId: "7" }))
  expect(event?.detail).toEqual({ item: 4, topic: "course:12" })
})

test("after a gap, what listens is told to ask again", () => {
  document.body.insertAdjacentHTML("beforeend", '<p hx-trigger="live:offers from:body"></p>')
  expect(
    heard("live:offers", () => open()[0]?.controls.get("resync")?.({ lastEventId: "9" })),
  ).toBeDefined()
})

test("a page that has heard nothing yet says since when it is shown, and later what it heard last", () => {
  const fresh = new LiveConnection()
  fresh.beginAt("5")
  fresh.follow({}, ["group:1"])
  vi.advanceTimersByTime(50)
  const own = () => open().filter(({ url }) => url.includes("group"))[0]
  expect(own()?.url).toContain("shown=5")
  own()?.controls.get("resync")?.({ lastEventId: "9" })
  own()?.controls.get("bye")?.({ data: JSON.stringify({ reason: "closing" }) })
  vi.advanceTimersByTime(2_100)
  expect(own()?.url).toContain("since=9")
  expect(own()?.url).not.toContain("shown")
})

test("a refused connection is tried again, later", () => {
  const stream = open()[0] as Stream
  stream.close()
  stream.onerror?.()
  expect(open()).toHaveLength(0)
  vi.advanceTimersByTime(2_100)
  expect(open()).toHaveLength(1)
})

const leave = (reason: string) =>
  open()[0]?.controls.get("bye")?.({ data: JSON.stringify({ reason }) })

test("a server that restarts is asked again", () => {
  open()[0]?.onopen?.()
  leave("closing")
  expect(open()).toHaveLength(0)
  vi.advanceTimersByTime(2_100)
  expect(open()).toHaveLength(1)
})

test.each(["signed-out", "too-many"])("after the goodbye “%s” nothing is asked again", (reason) => {
  leave(reason)
  vi.advanceTimersByTime(120_000)
  expect(open()).toHaveLength(0)
})

test("no follower, no connection", () => {
  document.body.innerHTML = ""
  vi.advanceTimersByTime(50)
  expect(open()).toHaveLength(0)
})
