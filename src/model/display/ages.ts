import { coalesce, floor, minus, own, year, type Expression } from './expression.ts'

/** Ages at a session: documents of different years work them out differently. */

const birth = own('xnat:demographicData', 'dob')
const yearOfBirth = own('xnat:demographicData', 'yob')
const ageOf = own('xnat:demographicData', 'age')
const date = (element: string): Expression => own(element, 'date')
const yearsSince = (element: string): Expression => minus(year(date(element)), yearOfBirth)
const yearsText = (element: string): string => `EXTRACT(YEAR FROM AGE(${element}/date, xnat:demographicData/dob))`
const differenceText = (element: string): string => `(EXTRACT(YEAR FROM ${element}/date)) - (xnat:demographicData/yob)`

interface Age {
  readonly content: Expression
  readonly summary: string
}

/** As given for the session or the subject, else from the date of birth, else from its year; whole years. */
export const fullAge = (element: string): Age => ({
  content: floor(coalesce(own(element, 'age'), ageOf, { op: 'years', later: date(element), earlier: birth }, yearsSince(element))),
  summary: `CAST(FLOOR(CAST(COALESCE(${element}/age,xnat:demographicData/age,${yearsText(element)},` +
    `${differenceText(element)}) AS numeric)) AS numeric)`
})

/** The same without the subject's, with two decimals. */
export const generalAge = (element: string): Age => ({
  content: {
    op: 'round', of: coalesce(own(element, 'age'), { op: 'years', later: date(element), earlier: birth }, yearsSince(element)), decimals: 2
  },
  summary: `CAST(ROUND(CAST(COALESCE(${element}/age,${yearsText(element)},${differenceText(element)}) AS numeric),2) AS numeric)`
})

/** From the date of birth, else from its year. */
export const yearsAge = (element: string): Age => ({
  content: coalesce({ op: 'years', later: date(element), earlier: birth }, floor(yearsSince(element))),
  summary: `CAST(COALESCE(${yearsText(element)},FLOOR(${differenceText(element)})) AS numeric)`
})

/** The same by days. */
export const daysAge = (element: string): Age => ({
  content: coalesce({ op: 'dayYears', later: date(element), earlier: birth }, floor(yearsSince(element))),
  summary: `CAST(COALESCE(FLOOR(CAST((CAST(((${element}/date) - (xnat:demographicData/dob))AS FLOAT4)/365) AS numeric)),` +
    `FLOOR(${differenceText(element)})) AS numeric)`
})
