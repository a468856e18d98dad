import Type from 'typebox'
import { addFault, theFault } from '../spaces/faults/fault-checks.ts'
import { faultRule } from '../spaces/faults/fault-rule.ts'
import { presets } from '../spaces/faults/fault-presets.ts'
import type { Fault } from '../spaces/faults/faults.ts'
import { operation, withBody } from './operation.ts'

const fault = Type.Object({
  name: Type.String(),
  rule: faultRule,
  matched: Type.Integer({ description: 'requests that it was for' }),
  played: Type.Integer({ description: 'requests to which it happened' })
}, { title: 'FaultInForce' })

const view = ({ name, rule, matched, played }: Fault) => ({ name, rule, matched, played })

export const faultOperations = [
  operation({
    id: 'listFaults',
    summary: 'List the faults that are in force, the first first',
    method: 'GET',
    url: '/faults',
    result: Type.Array(fault),
    responses: { 200: 'The faults, each with how often it happened' },
    run: ({ space }) => space.faults.list().map(view)
  }),
  operation({
    id: 'listFaultPresets',
    summary: 'List what happens to real servers and can be had by its name',
    method: 'GET',
    url: '/faults/presets',
    result: Type.Array(Type.Object({ name: Type.String(), summary: Type.String(), rule: faultRule })),
    responses: { 200: 'The presets' },
    run: () => Object.entries(presets).map(([name, { summary, rule }]) => ({ name, summary, rule }))
  }),
  withBody({
    id: 'addFault',
    summary: 'Have something happen to requests: an answer in place of XNAT\'s, a delay, a connection that ends',
    description: 'Of several rules that fit a request the first happens. Times, skipping and chance are counted for each rule by itself.',
    method: 'POST',
    url: '/faults',
    body: faultRule,
    result: fault,
    responses: { 201: 'The fault, which is in force', 409: 'There is a fault of this name already' },
    run: ({ space, body, reply }) => {
      const added = addFault(space, body)
      reply.code(201)
      return view(added)
    }
  }),
  operation({
    id: 'getFault',
    summary: 'Return one fault',
    method: 'GET',
    url: '/faults/{name}',
    result: fault,
    responses: { 200: 'The fault', 404: 'No such fault' },
    run: ({ space, params }) => view(theFault(space, params['name'] ?? ''))
  }),
  operation({
    id: 'deleteFault',
    summary: 'Take a fault away',
    method: 'DELETE',
    url: '/faults/{name}',
    result: fault,
    responses: { 200: 'What it has done', 404: 'No such fault' },
    run: ({ space, params }) => {
      const found = theFault(space, params['name'] ?? '')
      space.faults.delete(found.name)
      return view(found)
    }
  }),
  operation({
    id: 'deleteFaults',
    summary: 'Take all faults away',
    method: 'DELETE',
    url: '/faults',
    result: Type.Object({ deleted: Type.Integer() }),
    responses: { 200: 'How many there were' },
    run: ({ space }) => ({ deleted: space.faults.clear() })
  })
]
