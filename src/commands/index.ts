import type { Command } from './options/command.ts'
import { completion } from './completion.ts'
import { exec } from './exec.ts'
import { exportCommand } from './export.ts'
import { generate } from './generate.ts'
import { health } from './health.ts'
import { record } from './record.ts'
import { seed } from './seed.ts'
import { serve } from './serve.ts'
import { verify } from './verify.ts'

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [serve, exec, health, seed, exportCommand, generate, record, verify, completion]
