import Type from 'typebox'
import { durationOf } from '../model/duration.ts'
import type { SpaceClock } from '../spaces/space-clock.ts'
import { operation, withBody } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'

const state = Type.Object({
  now: Type.String({ description: 'ISO 8601' }),
  frozen: Type.Boolean(),
  randomSeed: Type.Optional(Type.Integer())
}, { title: 'Clock' })

const view = ({ state: { now, frozen, randomSeed } }: SpaceClock) => ({
  now: new Date(now).toISOString(),
  frozen,
  ...(randomSeed !== undefined && { randomSeed })
})

/** Dates that can be written as ISO 8601 with four digits of a year. */
const [earliest, latest] = [Date.UTC(0, 0), Date.UTC(9999, 11, 31)]

function timeIn (text: string): number {
  const time = Date.parse(text)
  if (!(time >= earliest && time <= latest)) throw new Refusal(400, `'${text}' is no time`, ['2020-01-31T12:30:00Z'])
  return time
}

export const clockOperations = [
  operation({
    id: 'getClock',
    summary: 'Return the time of the space',
    method: 'GET',
    url: '/clock',
    result: state,
    responses: { 200: 'The clock' },
    run: ({ space }) => view(space.clock)
  }),
  withBody({
    id: 'putClock',
    summary: 'Set, freeze or thaw the clock of the space; with a random seed, session IDs and UUIDs are the same each time',
    method: 'PUT',
    url: '/clock',
    body: Type.Object({
      now: Type.Optional(Type.String({ description: 'ISO 8601; the clock goes on from there' })),
      frozen: Type.Optional(Type.Boolean({ description: 'whether the time stands still' })),
      randomSeed: Type.Optional(Type.Union([Type.Integer(), Type.Null()], { description: 'a number, or null for chance again' }))
    }, { additionalProperties: false }),
    result: state,
    responses: { 200: 'The clock' },
    run: ({ space: { clock }, body: { now, frozen, randomSeed } }) => {
      const time = now === undefined ? undefined : timeIn(now)
      if (frozen === true) clock.freeze()
      if (frozen === false) clock.thaw()
      if (time !== undefined) clock.set(time)
      if (randomSeed !== undefined) clock.seed(randomSeed ?? undefined)
      return view(clock)
    }
  }),
  withBody({
    id: 'advanceClock',
    summary: 'Move the clock of the space on, also when it stands',
    method: 'POST',
    url: '/clock/advance',
    body: Type.Object(
      { by: Type.Union([Type.Integer(), Type.String()], { description: 'milliseconds, or such as "20 minutes"' }) },
      { additionalProperties: false }
    ),
    result: state,
    responses: { 200: 'The clock' },
    run: ({ space: { clock }, body: { by } }) => {
      const milliseconds = typeof by === 'number' ? by : durationOf(by, Number.NaN)
      const moved = clock.now() + milliseconds
      if (!(moved >= earliest && moved <= latest)) {
        throw new Refusal(400, `'${by}' is no duration`, ['90000', '20 minutes', '1 hour 30 minutes'])
      }
      clock.advance(milliseconds)
      return view(clock)
    }
  }),
  operation({
    id: 'resetClock',
    summary: 'Give the space the machine\'s clock and chance again',
    method: 'DELETE',
    url: '/clock',
    result: state,
    responses: { 200: 'The clock' },
    run: ({ space }) => {
      space.clock.reset()
      return view(space.clock)
    }
  })
]
