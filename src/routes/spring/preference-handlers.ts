import type { Store } from '../../store/index.ts'

/** What else changes with preferences, by the name of each. */
const handlers: Readonly<Record<string, (store: Store) => void>> = {
  sitewideAnonymizationScript: anonymization,
  enableSitewideAnonymizationScript: anonymization,
  sitewidePetTracers: tracers
}

/** Configurations that hold what preferences say too: each time one is set they get another version. */
export function preferencesChanged (store: Store, names: readonly string[]): void {
  for (const name of names) if (Object.hasOwn(handlers, name)) handlers[name]?.(store)
}

/** AnonymizationHandlerMethod */
function anonymization ({ configurations, preferences }: Store): void {
  const place = { tool: 'anon', path: 'script', project: null }
  const {
    sitewideAnonymizationScript: script, enableSitewideAnonymizationScript: enabled, primaryAdminUsername: login
  } = preferences.read()
  configurations.replace(place, script, { login })
  configurations.setStatus(place, enabled, { login })
}

/** PetTracerHandlerMethod */
function tracers ({ configurations, preferences }: Store): void {
  const { sitewidePetTracers, primaryAdminUsername: login } = preferences.read()
  configurations.replace({ tool: 'tracers', path: 'tracers', project: null }, sitewidePetTracers, { login })
}
