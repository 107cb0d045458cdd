import { expect, test } from "vitest"
import { passageOf } from "../src/passage"

function choose(html: string, from: [string, number], to: [string, number]) {
  document.body.innerHTML = html
  const text = (selector: string) => document.querySelector(selector)?.firstChild as Node
  const range = document.createRange()
  range.setStart(text(from[0]), from[1])
  range.setEnd(text(to[0]), to[1])
  return passageOf(range)
}

test("words with what stands around them", () => {
  const html = '<p data-block="b1" id="p">Use the yellow form at the gate.</p>'
  expect(choose(html, ["#p", 8], ["#p", 19])).toMatchObject({
    block: "b1",
    quote: "yellow form",
    prefix: "Use the ",
    suffix: " at the gate.",
  })
})

test("the link of the block is not part of its words", () => {
  const html = '<p data-block="b1"><b id="b">All of it</b><a class="say-here">Say something</a></p>'
  expect(choose(html, ["#b", 0], ["#b", 3])).toMatchObject({ quote: "All", suffix: " of it" })
})

test("a choice over two blocks speaks of the first", () => {
  const html = '<p data-block="b1" id="p">one two</p><p data-block="b2" id="q">three</p>'
  expect(choose(html, ["#p", 4], ["#q", 2])).toMatchObject({
    block: "b1",
    quote: "two",
    suffix: "",
  })
})

test("nothing chosen is no passage", () => {
  expect(choose('<p data-block="b" id="p">word</p>', ["#p", 1], ["#p", 1])).toBeUndefined()
})
