/** The words spoken on the socket: y-protocols' own, and those of manyhands/collab/live/protocol.py. */

import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"

const SYNC = 0
const AWARENESS = 1
const HELLO = 10
const SAVED = 11
const NOTICE = 12

const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

export interface Hello {
  readonly copy: string
  readonly schema: number
  readonly reload: boolean
  readonly person: { id: number; name: string; initials: string; tint: number; photo: string }
}

export type Heard =
  | { what: "hello"; hello: Hello }
  | { what: "theirState"; state: Uint8Array }
  | { what: "update"; update: Uint8Array; isReply: boolean }
  | { what: "awareness"; update: Uint8Array }
  | { what: "saved"; count: number; state: Uint8Array; at: Date }
  | { what: "notice"; code: number; sentence: string }
  | { what: "nothing" }

export function read(data: ArrayBuffer): Heard {
  const decoder = decoding.createDecoder(new Uint8Array(data))
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return readSync(decoder)
    case AWARENESS:
      return { what: "awareness", update: decoding.readVarUint8Array(decoder) }
    case HELLO:
      return { what: "hello", hello: JSON.parse(decoding.readVarString(decoder)) as Hello }
    case SAVED:
      return {
        what: "saved",
        count: decoding.readVarUint(decoder),
        state: decoding.readVarUint8Array(decoder),
        at: new Date(decoding.readVarUint(decoder)),
      }
    case NOTICE:
      return {
        what: "notice",
        ...(JSON.parse(decoding.readVarString(decoder)) as { code: number; sentence: string }),
      }
    default:
      return { what: "nothing" }
  }
}

function readSync(decoder: decoding.Decoder): Heard {
  const step = decoding.readVarUint(decoder)
  const data = decoding.readVarUint8Array(decoder)
  if (step === STEP_1) return { what: "theirState", state: data }
  return { what: "update", update: data, isReply: step === STEP_2 }
}

export const askForUpdates = (state: Uint8Array): Uint8Array => sync(STEP_1, state)
export const answerWith = (update: Uint8Array): Uint8Array => sync(STEP_2, update)
export const tell = (update: Uint8Array): Uint8Array => sync(UPDATE, update)

function sync(step: number, data: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, data)
  })
}

export function showOfMe(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(encoder, update)
  })
}
