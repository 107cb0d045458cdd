import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import type { Plugin } from "vite"

const FIRST_LINE = /^<!--.*?-->\s*/s
const OUTER = /<svg[^>]*>([\s\S]*)<\/svg>/

/** One file with the icons named in `list` (Lucide, ISC), each as a symbol of its name. */
export function sprite(list: string, icons: string): Plugin {
  return {
    name: "manyhands-sprite",
    apply: "build",
    buildStart() {
      this.addWatchFile(list)
    },
    generateBundle() {
      const names = JSON.parse(readFileSync(list, "utf8")) as string[]
      this.emitFile({
        type: "asset",
        name: "icons.svg",
        originalFileName: "icons.svg",
        source: draw(names, icons),
      })
    },
  }
}

function draw(names: string[], icons: string): string {
  const symbols = names.map((name) => {
    const svg = readFileSync(resolve(icons, `${name}.svg`), "utf8").replace(FIRST_LINE, "")
    const shapes = OUTER.exec(svg)?.[1] ?? ""
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`
}
