/** Why the server closed the socket. Equal to `Code` in manyhands/collab/live/door.py. */
export const Code = {
  Garbage: 4400,
  SignedOut: 4401,
  Refused: 4403,
  Gone: 4404,
  TooSlow: 4408,
  Reload: 4409,
  TooLarge: 4413,
  TooMuch: 4429,
  NoRoom: 4507,
} as const

/** The shape of documents that this build writes. Equal to `SCHEMA_VERSION` in manyhands/collab/models/room.py. */
export const SCHEMA_VERSION = 1
