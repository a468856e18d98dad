import { javaText } from './java/digits.ts'
import { plainDigits } from './java/unicode-digits.ts'

/** Numbers as Java reads and prints them. */

const decimal = /^[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[fd]?)$/i
const hexadecimal = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)[fd]?$/i

/** Double.valueOf: blanks around, a type suffix and hexadecimal allowed; undefined where Java throws. */
export function parseDouble (text: string): number | undefined {
  const trimmed = text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '')
  const hex = hexadecimal.exec(trimmed)
  if (hex) return parseHexadecimal(hex)
  if (!decimal.test(trimmed)) return undefined
  if (/NaN|Infinity/i.test(trimmed)) return /^[+-]?(NaN|Infinity)$/.test(trimmed) ? Number(trimmed.replace(/^[+-](?=NaN)/, '')) : undefined
  return Number(trimmed.replace(/[fd]$/i, ''))
}

function parseHexadecimal ([, sign, whole = '', fraction = '', exponent = '0']: RegExpExecArray): number | undefined {
  if (whole === '' && fraction === '') return undefined
  const digits = Number.parseInt(`${whole}${fraction}`, 16)
  return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(exponent) - 4 * fraction.length)
}

/** Float.valueOf, as the double that its text names: XNAT writes that text into its SQL, and Java's text of 3e10 is 3.0000001E10. */
export function parseFloat32 (text: string): number | undefined {
  const value = parseDouble(text)
  const single = value === undefined ? undefined : Math.fround(value)
  return single === undefined || !Number.isFinite(single) || single === 0 ? single : Number(javaText(single, 'float'))
}

/** Integer.valueOf: an optional sign and digits of any script within 32 bits. */
export function parseInteger (text: string): number | undefined {
  const plain = plainDigits(text)
  if (!/^[+-]?\d+$/.test(plain)) return undefined
  // without a sign of its own zero has none in Java
  const value = Number(plain) + 0
  return value >= -2147483648 && value <= 2147483647 ? value : undefined
}

/** Integer.decode: hexadecimal with 0x or #, octal with 0, else decimal. */
export function decodeInteger (text: string): number | undefined {
  const [, sign = '', prefix = '', digits = ''] = /^([+-]?)(0x|#|0(?=[0-7]))?([\da-f]+)$/i.exec(text) ?? []
  const radix = prefix === '' ? 10 : prefix === '0' ? 8 : 16
  const fits = { 8: /^[0-7]+$/, 10: /^\d+$/, 16: /^[\da-f]+$/i }[radix].test(digits)
  const value = Number.parseInt(digits, radix) * (sign === '-' ? -1 : 1)
  return fits && value >= -2147483648 && value <= 2147483647 ? value : undefined
}

/** Long.parseLong; beyond 2^53 the nearest double. */
export function parseLong (text: string): number | undefined {
  const plain = plainDigits(text)
  if (!/^[+-]?\d+$/.test(plain)) return undefined
  const value = BigInt(plain.replace('+', ''))
  return value >= -(2n ** 63n) && value < 2n ** 63n ? Number(value) : undefined
}

/** Double.toString: always a point, exponent form from 1e7 up and below 1e-3. */
export function doubleText (value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  // the shortest digits, as JavaScript has them; where there is an exponent, Java's may be others
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value)
  return javaText(value, 'double')
}

/** JSONObject.numberToString of a Double: trailing zeros cut where there is no exponent. */
export function jsonNumber (value: number): string {
  const text = doubleText(value)
  return text.includes('E') ? text : text.replace(/\.?0+$/, '')
}
