import { resolve } from 'node:path'
import { scansOf } from './defaults.ts'
import type { Seed, SeedExperiment, SeedResource } from './schema.ts'

/** The files that a seed names, by their whole paths: documents, and those that resources take. */
export function filesNamed ({ folder = '.', documents = [], projects = [] }: Seed): string[] {
  const ofProjects = projects.flatMap(({ resources, subjects = [], experiments = [] }) => [
    ...taken(resources),
    ...subjects.flatMap(subject => [...taken(subject.resources), ...(subject.experiments ?? []).flatMap(ofExperiment)]),
    ...experiments.flatMap(ofExperiment)
  ])
  return [...new Set([...documents, ...ofProjects])].map(path => resolve(folder, path))
}

const ofExperiment = (experiment: SeedExperiment): string[] => [
  ...taken(experiment.resources),
  ...scansOf(experiment).flatMap(({ resources }) => taken(resources)),
  ...(experiment.assessors ?? []).flatMap(({ resources }) => taken(resources))
]

const taken = (resources: readonly SeedResource[] = []): string[] =>
  resources.flatMap(({ files = [] }) => files.flatMap(({ path }) => path === undefined ? [] : [path]))
