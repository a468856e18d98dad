export type Tissue = 'air' | 'fat' | 'bone' | 'marrow' | 'muscle' | 'grey' | 'white' | 'fluid' | 'lung' | 'blood' | 'lesion'

/** What a scanner makes of each tissue. */
export type Look = Readonly<Record<Tissue, number>>

/** Hounsfield units. */
export const hounsfield: Look = {
  air: -1000, fat: -100, bone: 800, marrow: 250, muscle: 55, grey: 38, white: 28, fluid: 8, lung: -850, blood: 45, lesion: 70
}

/** Uptake of FDG, of most in the brain. */
export const uptake: Look = {
  air: 0, fat: 0.06, bone: 0.1, marrow: 0.2, muscle: 0.14, grey: 1, white: 0.4, fluid: 0.06, lung: 0.07, blood: 0.24, lesion: 1.3
}

/** Signal of MR by weighting. */
export const signals = {
  t1: { air: 0, fat: 1, bone: 0.06, marrow: 0.7, muscle: 0.4, grey: 0.5, white: 0.72, fluid: 0.14, lung: 0.03, blood: 0.2, lesion: 0.42 },
  t2: { air: 0, fat: 0.7, bone: 0.05, marrow: 0.45, muscle: 0.22, grey: 0.55, white: 0.38, fluid: 1, lung: 0.03, blood: 0.15, lesion: 0.85 },
  flair: { air: 0, fat: 0.75, bone: 0.05, marrow: 0.5, muscle: 0.25, grey: 0.62, white: 0.48, fluid: 0.1, lung: 0.03, blood: 0.2, lesion: 1 }
} as const satisfies Readonly<Record<string, Look>>
