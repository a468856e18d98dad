import type { FastifyInstance } from 'fastify'
import { type Published, publish, refusalPage, texts } from '../../http/contract.ts'
import { mount } from '../../http/address.ts'
import { type Operation, type Resource, methods } from './resource.ts'

/** Publishes a resource's operations in the contract, one for each method and URL form. */
export function publishResource<Found> (app: FastifyInstance, resource: Resource<Found>): void {
  for (const [form, url] of resource.urls.entries()) {
    for (const method of methods) {
      const operation = resource[method]
      if (operation === undefined) continue
      publish(app, {
        ...operation,
        id: form === 0 ? operation.id : `${operation.id}${form + 1}`,
        tag: resource.tag,
        method: method.toUpperCase(),
        template: mount + url,
        contentOf: contentOf(resource, operation)
      })
    }
  }
}

const contentOf = <Found>(resource: Resource<Found>, operation: Operation<Found>): Published['contentOf'] =>
  status => status >= 400 ? refusalPage('XNAT\'s status page') : texts(answersOf(resource, operation))

function answersOf<Found> ({ offers, get }: Resource<Found>, operation: Operation<Found>): readonly string[] {
  if (operation.answers !== undefined || operation !== get) return operation.answers ?? ['text/plain']
  const more = get.query?.['format']?.includes('json') && !offers.includes('application/json')
  return more ? [...offers, 'application/json'] : offers
}
