import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { defineConfig } from "vitest/config"
import { sprite } from "./plugins/sprite.ts"

const here = import.meta.dirname
const EDITOR = resolve(here, "src/editor/main.ts")

/**
 * Three entries, each loaded on its own: the behaviour of every page, the styles, and the editor
 * (heavy, and only where somebody writes).
 */
const entries: Record<string, string> = {
  app: resolve(here, "src/app.ts"),
  styles: resolve(here, "src/styles/app.css"),
}
if (existsSync(EDITOR)) entries["editor"] = EDITOR

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [
    sprite(resolve(here, "src/icons.json"), resolve(here, "node_modules/lucide-static/icons")),
  ],
  build: {
    outDir: resolve(here, "../manyhands/web/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    // light-dark() and nesting stay as they are written.
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: entries,
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
  test: { environment: "happy-dom", include: ["test/**/*.test.ts"] },
})
