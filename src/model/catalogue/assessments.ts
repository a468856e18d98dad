import { element, type Kind, type TypeEntry, type Value } from '../types.ts'

/** Answers on a scale that begins with 0. */
const scale = (max: number, names: string): Value[] => names.split(' ').map(path => element(path, 'integer', { min: 0, max }))

const all = (kind: Kind, names: string): Value[] => names.split(' ').map(path => element(path, kind))

const when = { values: ['current', 'worst ever'] } as const

const tics = (of: string): Value[] => [
  ...scale(5, ['number', 'frequency', 'intensity', 'complexity', 'interference'].map(name => `${of}/${name}`).join(' ')),
  element(`${of}/inventory`, 'string')
]

/** Parts of the body or sides of it. */
const parts = (kind: Kind, of: string, names: string): Value[] => names.split(' ').map(name => element(`${of}/${name}`, kind))

/** Diagnoses, each now and in the past; one of which only one is requested begins with its word. */
const diagnoses = (of: string, names: string): Value[] => names.split(' ')
  .flatMap(name => /^[A-Z]/.test(name) ? [`current${name}`, `past${name}`] : [name])
  .map(name => element(`${of}/${name}`, 'integer'))

const assessment = (name: string, root: string, description: string, fields: readonly Value[]): TypeEntry =>
  ({ xsiType: `xnat_a:${name}`, extends: 'xnat:subjectAssessorData', element: root, description, fields })

/** Questionnaires and examinations of subjects (assessments.xsd). */
export const assessments: readonly TypeEntry[] = [
  assessment('sideEffectsPittsburghData', 'SideEffectsPittsburgh', 'Side effects of a medicine, by the Pittsburgh scale.', scale(
    3,
    'motorTics buccal_lingualMovements picking_skin_fingers_nails_lip worried_anxious dull_tired_listless sedation stomachache ' +
    'nausea_vomiting crabby_irritable tearful_sad_depressed hallucinations troubleSleeping lossOfAppetite ' +
    'troubleConcentrating_distractible dizziness_lightheadedness headaches socialWithdrawal dryMouth palpitations'
  )),
  assessment('ybocsData', 'YBOCS', 'Obsessions and compulsions, by the Yale-Brown scale.', [
    element('currentOrWorstEver', 'string', when),
    ...scale(
      4,
      'timeOccupiedWithThoughts thoughtsInterfereFunctioning distressCaused effortToResistThoughts controlOverThoughts timePerforming ' +
      'behaviorsInterfereFunctioning feelingIfPrevented effortToResistBehaviors behaviorDriveStrength'
    ),
    element('untilJustRight', 'boolean'),
    ...all('string', 'untilJustRightAwareness untilJustRightPerceptions whenStartUntilJustRight'),
    element('frequencyUntilJustRight', 'string', { values: ['frequently', 'occasionally', 'hardly ever', 'never'] }),
    element('firstUntilJustRightAge', 'float')
  ]),
  assessment('ygtssData', 'YGTSS', 'Severity of tics, by the Yale global scale.', [
    element('filledOutBy', 'string'),
    element('period', 'string', when),
    element('worstEverAge', 'float'),
    ...tics('motor'),
    ...tics('phonic'),
    ...scale(50, 'impairment')
  ]),
  assessment('updrs3Data', 'UPDRS3', 'Motor examination in Parkinson\'s disease.', [
    element('inScanner', 'boolean'),
    element('clicker/right', 'integer', { min: 0 }),
    element('clicker/left', 'integer', { min: 0 }),
    element('clicker/interval', 'integer', { min: 0, required: 'schema' }),
    ...parts('string', 'tremorRest', 'face rue lue rle lle'),
    ...parts('string', 'rigidity', 'neck rue lue rle lle'),
    ...parts('integer', 'handMovementsGrip', 'right left'),
    ...all('integer', 'facialExpression gait speech writing ariseFromChair'),
    ...parts('integer', 'actionPosturalTremor', 'right left'),
    ...parts('integer', 'handsRAM', 'right left'),
    ...parts('integer', 'fingerTaps', 'right left'),
    ...all('integer', 'posture posturalStability'),
    ...parts('integer', 'footTaps', 'right left'),
    element('bodyBradykinesiaHypokinesia', 'integer'),
    element('problem', 'boolean')
  ]),
  assessment('scidResearchData', 'SCID', 'Diagnoses by a structured interview.', [
    element('administrator', 'string'),
    ...diagnoses('moodEpisodes', 'MajorDepressiveEpisode ManicEpisode HypomanicEpisode currentDysthmicEpisode ' +
      'MoodDisorderDueToMedicalCondition SubstanceInducedMoodDisorder'),
    ...diagnoses('psychoticSymptoms', 'Delusions Hallucinations DisorganizedSpeechBehavior CatatonicBehavior NegativeSymptoms'),
    ...diagnoses('psychoticDisorders', 'Schizophrenia ParanoidType CatatonicType DisorganizedType UndifferentiatedType ResidualType ' +
      'SchizophreniformDisorder SchizoaffectiveDisorder DelusionalDisorder BriefPsychoticDisorder ' +
      'PsychoticDisorderDueToMedicalCondition SubstanceInducedPsychoticDisorder PsychoticDisorderNOS'),
    ...diagnoses('moodDisorders', 'Bipolar1Disorder Bipolar2Disorder OtherBipolarDisorder MajorDepressiveDisorder DepressiveDisorderNOS'),
    ...diagnoses('substanceUseDisorders', 'AlcoholDependence AlcoholAbuse AmphetamineDependence AmphetamineAbuse CannabisDependence ' +
      'CannabisAbuse CocaineDependence CocaineAbuse HallucinogenDependence HallucinogenAbuse OpioidDependence OpioidAbuse ' +
      'PhencyclidineDependence PhencyclidineAbuse SedativeHypnoticAnxiolyticDependence SedativeHypnoticAnxiolyticAbuse ' +
      'PolysubstanceDependence OtherOrUnknownDependence OtherOrUnknownAbuse'),
    ...diagnoses('anxietyDisorders', 'PanicWithAgoraphobia PanicWithoutAgoraphobia AgoraphobiaWithoutPanicHx SocialPhobia SpecificPhobia ' +
      'OCD PTSD currentGeneralizedAnxietyDisorder AnxietyDueToMedicalCondition SubstanceInducedAnxietyDisorder AnxietyDisorderNOS'),
    ...diagnoses('somatoformDisorders', 'somatizationDisorder undifferentiatedSomatformDisorder painDisorder hypochondriasis ' +
      'bodyDysmorphicDisorder'),
    ...diagnoses('eatingDisorders', 'AnorexiaNervosa BulimiaNervosa BingeEatingDisorder'),
    element('adjustmentDisorder', 'integer'),
    ...diagnoses('optional', 'AcuteStressDisorder MinorDepressiveDisorder MixedAnxietyDepressiveDisorder'),
    element('optional/pastSympomaticDetails', 'string')
  ])
]
