/** The kinds of block, as the server's registry names them. */

export interface Kind {
  readonly name: string
  readonly label: string
  readonly purpose: string
  readonly icon: string
  readonly keywords: string
  readonly insertable: boolean
}

let kinds: readonly Kind[] = []

export function knowKinds(known: readonly Kind[]): void {
  kinds = known
}

export function kindNamed(name: string): Kind | undefined {
  return kinds.find((kind) => kind.name === name)
}

/** Those that fit what was typed, best first: the name begins with it, a word of it, a keyword; else any part of it. */
export function kindsMatching(query: string): Kind[] {
  const wanted = query.trim().toLocaleLowerCase()
  const ranked = kinds
    .filter((kind) => kind.insertable)
    .map((kind) => ({ kind, rank: rankOf(kind, wanted) }))
  const best = Math.min(...ranked.map(({ rank }) => rank))
  return ranked
    .filter(({ rank }) => rank < 3 || (rank === 3 && best === 3))
    .sort((one, other) => one.rank - other.rank)
    .map(({ kind }) => kind)
}

function rankOf(kind: Kind, wanted: string): number {
  const label = kind.label.toLocaleLowerCase()
  if (label.startsWith(wanted)) return 0
  if (label.split(/\s+/).some((word) => word.startsWith(wanted))) return 1
  if (kind.keywords.split(/\s+/).some((word) => word.startsWith(wanted))) return 2
  return label.includes(wanted) ? 3 : 4
}
