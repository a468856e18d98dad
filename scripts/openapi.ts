import { readFileSync, writeFileSync } from 'node:fs'
import { contract } from '../src/contract.ts'

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version

/** Writes openapi.yaml as the routes have it. */
writeFileSync(new URL('../openapi.yaml', import.meta.url), await contract(version))
