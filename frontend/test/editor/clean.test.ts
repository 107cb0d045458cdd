import { expect, test } from "vitest"
import { cleanHtml } from "../../src/editor/plugins/clean"

const only = (html: string): string =>
  cleanHtml(html).html.replace(/ data-style="[^"]*"| class="[^"]*"/g, "")

test("a list from Word is a list, with its levels", () => {
  const item = (level: number, sign: string, words: string) =>
    `<p class="MsoListParagraph" style="mso-list:l0 level${level} lfo1"><span style="mso-list:Ignore">${sign} </span>${words}</p>`
  const html = only(item(1, "·", "Apples") + item(2, "o", "Green") + item(1, "·", "Pears"))
  expect(html).toBe("<ul><li>Apples<ul><li>Green</li></ul></li><li>Pears</li></ul>")
})

test("numbers from Word make a numbered list", () => {
  const html = only(
    '<p class="MsoListParagraph" style="mso-list:l1 level1"><span style="mso-list:Ignore">1. </span>First</p>',
  )
  expect(html).toBe("<ol><li>First</li></ol>")
})

test("bold and italic of Google Docs are marks, its wrapper is not", () => {
  const html = only(
    '<b id="docs-internal-guid-1"><span style="font-weight:700">Now</span> <span style="font-style:italic">or</span></b>',
  )
  expect(html).toBe("<span><strong>Now</strong></span> <span><em>or</em></span>")
})

test("scripts, styles and comments stay outside", () => {
  expect(only("<!--x--><style>p{}</style><p>Words<script>alert(1)</script></p>")).toBe(
    "<p>Words</p>",
  )
})

test("a picture in the text is taken out, to be sent", () => {
  const { html, carried } = cleanHtml(
    '<p>See <img alt="A lorry" src="data:image/png;base64,AAAA"></p>',
  )
  expect(carried).toHaveLength(1)
  expect(html).toContain(`data-block-id="${carried[0]?.blockId}"`)
  expect(html).toContain("A lorry")
})

test("a picture from elsewhere is left out", () => {
  expect(only('<p>See <img src="https://elsewhere.example/x.png"></p>')).toBe("<p>See </p>")
})
