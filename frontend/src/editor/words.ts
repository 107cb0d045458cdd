/** What the editor says, in the reader's language: keyed by the English sentence, as everywhere. */

let translations: Readonly<Record<string, string>> = {}

export function speak(table: Readonly<Record<string, string>>): void {
  translations = table
}

/** The sentence, with its {places} filled in. */
export function t(
  sentence: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const said = translations[sentence] ?? sentence
  return said.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
