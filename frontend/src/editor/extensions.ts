import type { AnyExtension } from "@tiptap/core"
import { Bold } from "@tiptap/extension-bold"
import { Code } from "@tiptap/extension-code"
import { Collaboration } from "@tiptap/extension-collaboration"
import { HorizontalRule } from "@tiptap/extension-horizontal-rule"
import { Italic } from "@tiptap/extension-italic"
import { Strike } from "@tiptap/extension-strike"
import { Text } from "@tiptap/extension-text"
import { Gapcursor } from "@tiptap/extensions/gap-cursor"
import type { Awareness } from "y-protocols/awareness"
import type * as Y from "yjs"
import { Callout, Step } from "./nodes/boxes"
import { Document, ForWhom, Goal, Title } from "./nodes/head"
import { Ids } from "./nodes/ids"
import { Link } from "./nodes/link"
import { FileNode, Video } from "./nodes/media"
import { Alternative, Caption, type MediaOptions, Picture } from "./nodes/picture"
import { Answer, Because, Choice, Open, Option, Question, Reflection } from "./nodes/questions"
import { textNodes } from "./nodes/text"
import { BlockIds } from "./plugins/block-ids"
import { Carets } from "./plugins/carets"
import { Dropping } from "./plugins/dropping"
import { Keys } from "./plugins/keys"
import { Mend } from "./plugins/mend"
import { Paste } from "./plugins/paste"
import { Placeholders } from "./plugins/placeholders"
import { Said } from "./plugins/said"
import { Slash } from "./plugins/slash"
import { Bubble } from "./ui/bubble"
import { Gutter } from "./ui/gutter"

/** The shape of a document, without anything that needs a page. */
export function schemaExtensions(media: MediaOptions): AnyExtension[] {
  return [
    Document,
    Title,
    Goal,
    ForWhom,
    ...textNodes,
    Text,
    Callout,
    Step,
    Picture.configure(media),
    Alternative,
    Caption,
    FileNode.configure(media),
    Video,
    Choice,
    Question,
    Option,
    Answer,
    Because,
    Open,
    Reflection,
    HorizontalRule,
    Link,
    Bold,
    Code,
    Italic,
    Strike,
    Ids,
    BlockIds,
    Mend,
  ]
}

interface Together {
  readonly doc: Y.Doc
  readonly awareness: Awareness
}

interface Around extends MediaOptions {
  readonly linksUrl: string
}

export function editorExtensions(
  { doc, awareness }: Together,
  { linksUrl, ...media }: Around,
): AnyExtension[] {
  return [
    ...schemaExtensions(media),
    Collaboration.configure({ document: doc }),
    Carets.configure({ awareness }),
    Gapcursor,
    Keys,
    Slash,
    Paste.configure({ uploads: media.uploads }),
    Dropping.configure({ uploads: media.uploads }),
    Placeholders,
    Gutter,
    Said,
    Bubble.configure({ linksUrl }),
  ]
}
