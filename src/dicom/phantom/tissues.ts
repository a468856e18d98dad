const tissues = ['air', 'fat', 'bone', 'marrow', 'muscle', 'grey', 'white', 'fluid', 'lung', 'blood', 'lesion'] as const

export type Tissue = typeof tissues[number]

/** What a scanner makes of each tissue. */
export type Look = Readonly<Record<Tissue, number>>

/** @param values of the tissues in their order. */
const look = (...values: readonly number[]): Look => Object.fromEntries(tissues.map((tissue, at) => [tissue, values[at] ?? 0])) as Look

/** Hounsfield units. */
export const hounsfield = look(-1000, -100, 800, 250, 55, 38, 28, 8, -850, 45, 70)

/** Uptake of FDG, of most in the brain. */
export const uptake = look(0, 0.06, 0.1, 0.2, 0.14, 1, 0.4, 0.06, 0.07, 0.24, 1.3)

/** Signal of MR by weighting. */
export const signals = {
  t1: look(0, 1, 0.06, 0.7, 0.4, 0.5, 0.72, 0.14, 0.03, 0.2, 0.42),
  t2: look(0, 0.7, 0.05, 0.45, 0.22, 0.55, 0.38, 1, 0.03, 0.15, 0.85),
  flair: look(0, 0.75, 0.05, 0.5, 0.25, 0.62, 0.48, 0.1, 0.03, 0.2, 1)
} as const

/** How much X-rays are weakened, by water as by 1. */
export const weakening = look(0, 0.9, 1.9, 1.5, 1.05, 1.04, 1.04, 1, 0.25, 1.06, 1.4)
