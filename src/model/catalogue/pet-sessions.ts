import { attribute, element, type TypeEntry } from '../types.ts'

/** PET and PET/MR sessions, with the tracer. */
export const petSessions: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:petSessionData',
    extends: 'xnat:imageSessionData',
    element: 'PETSession',
    display: { singular: 'PET Session', plural: 'PET Sessions', code: 'PET' },
    description: 'A visit at which PET scans are acquired.',
    fields: [
      element('stabilization', 'string', { maxLength: 255 }),
      element('studyType', 'string'),
      element('patientID', 'string'),
      element('patientName', 'string'),
      element('tracer/dose', 'float'),
      attribute('tracer/dose/units', 'string'),
      element('tracer/specificActivity', 'float'),
      element('tracer/totalMass', 'float'),
      attribute('tracer/totalMass/units', 'string'),
      element('tracer/intermediate', 'float'),
      attribute('tracer/intermediate/units', 'string'),
      element('tracer/isotope', 'string'),
      attribute('tracer/isotope/half-life', 'float'),
      element('tracer/transmissions', 'integer'),
      element('tracer/transmissions_starttime', 'dateTime'),
      attribute('tracer/name', 'string'),
      attribute('tracer/startTime', 'dateTime'),
      element('start_time', 'dateTime'),
      element('start_time_scan', 'dateTime'),
      element('start_time_injection', 'dateTime'),
      element('blood_glucose', 'float'),
      element('blood_glucose_units', 'string'),
      element('blood_glucose_time', 'dateTime')
    ]
  },
  {
    xsiType: 'xnat:petmrSessionData',
    extends: 'xnat:imageSessionData',
    element: 'PETMRSession',
    display: { singular: 'PET MR Session', plural: 'PET MR Sessions', code: 'PETMR' },
    description: 'A visit on a combined PET/MR device.',
    fields: [
      element('coil', 'string', { maxLength: 255 }),
      element('fieldStrength', 'string', { maxLength: 255 }),
      element('marker', 'string', { maxLength: 255 }),
      element('stabilization', 'string', { maxLength: 255 }),
      element('studyType', 'string'),
      element('patientID', 'string'),
      element('patientName', 'string'),
      element('tracer/dose', 'float'),
      attribute('tracer/dose/units', 'string'),
      element('tracer/specificActivity', 'float'),
      element('tracer/totalMass', 'float'),
      attribute('tracer/totalMass/units', 'string'),
      element('tracer/intermediate', 'float'),
      attribute('tracer/intermediate/units', 'string'),
      element('tracer/isotope', 'string'),
      attribute('tracer/isotope/half-life', 'float'),
      element('tracer/transmissions', 'integer'),
      element('tracer/transmissions_starttime', 'dateTime'),
      attribute('tracer/name', 'string'),
      attribute('tracer/startTime', 'dateTime'),
      element('start_time', 'dateTime'),
      element('start_time_scan', 'dateTime'),
      element('start_time_injection', 'dateTime'),
      element('blood_glucose', 'float'),
      element('blood_glucose_units', 'string'),
      element('blood_glucose_time', 'dateTime')
    ]
  }
]
