import { Extension } from "@tiptap/core"
import { Plugin, PluginKey } from "@tiptap/pm/state"
import type { Moved } from "../blocks"
import { make } from "../dom"
import { t } from "../words"

const key = new PluginKey<string>("said")

/** Says aloud where a block has come to stand: who does not see it move hears it. */
export const Said = Extension.create({
  name: "said",
  addProseMirrorPlugins() {
    return [
      new Plugin<string>({
        key,
        state: {
          init: () => "",
          apply(tr, said) {
            const moved: Moved | undefined = tr.getMeta("moved")
            if (moved) return t("Moved: block {place} of {of}", { ...moved })
            return tr.docChanged ? "" : said
          },
        },
        view: (view) => {
          const aloud = make("p", { class: "is-only-heard", role: "status" })
          view.dom.after(aloud)
          return {
            update: ({ state }) => {
              const sentence = key.getState(state) ?? ""
              if (aloud.textContent !== sentence) aloud.textContent = sentence
            },
            destroy: () => aloud.remove(),
          }
        },
      }),
    ]
  },
})
