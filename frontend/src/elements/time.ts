/** Keeps `<time data-relative datetime="…">` true while a page stays open. */
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
]

export function relative(moment: Date, now: Date, language: string): string | undefined {
  const seconds = (moment.getTime() - now.getTime()) / 1000
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return undefined
}

/** What was written more than two months ago keeps the server's words. */
export function refreshTimes(root: ParentNode, now = new Date()): void {
  const language = document.documentElement.lang || "en"
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
    const words = relative(new Date(time.dateTime), now, language)
    if (words && time.dataset["told"] && time.textContent !== words) time.textContent = words
    time.dataset["told"] = "yes"
  }
}

/** The server's clock is the one that counts (in tests and demos it may be another day there). */
const skew = (() => {
  const told = document.querySelector<HTMLMetaElement>("meta[name=now]")?.content
  return told ? new Date(told).getTime() - Date.now() : 0
})()

window.setInterval(() => {
  if (!document.hidden) refreshTimes(document, new Date(Date.now() + skew))
}, 30_000)
