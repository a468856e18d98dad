/** Decimal digits of a number: 0.digits × 10^exponent. */
export interface Digits {
  readonly digits: string
  readonly exponent: number
}

/** A number as significand × 2^(exponent - 52), the significand's highest bit set. */
interface Binary {
  readonly significand: bigint
  readonly exponent: number
  /** Bits that the format has for this number: fewer than 24 or 53 where it is subnormal. */
  readonly precision: number
}

const view = new DataView(new ArrayBuffer(8))

function binaryOf (size: number, format: 'float' | 'double'): Binary {
  view.setFloat64(0, size)
  const bits = view.getBigUint64(0)
  const biased = Number(bits >> 52n)
  const fraction = bits & 0xFFFFFFFFFFFFFn
  // a double that is subnormal; a subnormal float is a normal double
  const shift = biased === 0 ? 53 - fraction.toString(2).length : 0
  const significand = biased === 0 ? fraction << BigInt(shift) : fraction | 1n << 52n
  const exponent = biased === 0 ? -1022 - shift : biased - 1023
  const [full, least] = format === 'float' ? [24, -126] : [53, -1022]
  return { significand, exponent, precision: Math.min(full, full + exponent - least) }
}

/**
 * The digits that Java before version 19 gives a number (FloatingDecimal.dtoa): enough to tell it from its neighbours, and
 * here and there one too many, or not the nearest.
 * @param size positive and finite; of a float, a number that a float can hold.
 */
export function digitsOf (size: number, format: 'float' | 'double'): Digits {
  const binary = binaryOf(size, format)
  return Number.isInteger(size) && binary.exponent <= 62 ? wholeDigits(BigInt(size), binary) : fractionDigits(binary)
}

/** An integer: digits that the precision does not reach are rounded away. */
function wholeDigits (size: bigint, { exponent, precision }: Binary): Digits {
  const excess = exponent - precision - 1
  const lost = excess > 1 ? Math.floor(excess * Math.LOG10E * Math.LN2) : 0
  const unit = 10n ** BigInt(lost)
  const kept = size / unit + (lost > 0 && size % unit >= unit / 2n ? 1n : 0n)
  const all = kept.toString()
  return { digits: all.replace(/0+$/, ''), exponent: all.length + lost }
}

/** The number as a fraction over the power of ten that it is about, and half the distance to its neighbour. */
interface Scaled {
  readonly value: bigint
  readonly half: bigint
  readonly unit: bigint
  /** Of the power of ten, as far as it is estimated. */
  readonly power: number
  /** Bits of the integers that Java takes for these; undefined where it takes as many as it needs. */
  readonly width: 32 | 64 | undefined
}

const bitsOf = (n: bigint): number => n.toString(2).length

/** FloatingDecimal.estimateDecExp: a tangent of the logarithm, never too small. */
function estimated ({ significand, exponent }: Binary): number {
  const fraction = Number(significand) / 2 ** 52
  return Math.floor((fraction - 1.5) * 0.289529654 + 0.176091259 + exponent * 0.301029995663981)
}

function scaled (binary: Binary): Scaled {
  const { exponent, precision } = binary
  const zeros = binary.significand.toString(2).length - binary.significand.toString(2).replace(/0+$/, '').length
  const odd = binary.significand >> BigInt(zeros)
  const bits = 53 - zeros
  const below = Math.max(0, bits - exponent - 1)
  const power = estimated(binary)
  const fives = Math.max(0, -power)
  let unitTwos = Math.max(0, power) + below
  let valueTwos = fives + below + exponent - (bits - 1)
  // below a power of two neighbours are half as far away
  let halfTwos = fives + below + exponent - precision - (bits === 1 ? 1 : 0)
  const common = Math.min(valueTwos, unitTwos)
  const least = Math.min(0, halfTwos - common)
  valueTwos -= common + least
  unitTwos -= common + least
  halfTwos -= common + least
  const [five, unitFive] = [5n ** BigInt(fives), 5n ** BigInt(Math.max(0, power))]
  const needed = Math.max(
    bits + valueTwos + fiveBits(fives),
    unitTwos + 1 + fiveBits(Math.max(0, power) + 1)
  )
  return {
    value: odd * five << BigInt(valueTwos),
    half: five << BigInt(halfTwos),
    unit: unitFive << BigInt(unitTwos),
    power,
    width: needed < 32 ? 32 : needed < 64 ? 64 : undefined
  }
}

/** Bits of a power of five, as far as FloatingDecimal's table goes. */
const fiveBits = (power: number): number => power < 27 ? power === 0 ? 0 : bitsOf(5n ** BigInt(power)) : power * 3

function fractionDigits (binary: Binary): Digits {
  const { value, half, unit, power, width } = scaled(binary)
  const wrap = (n: bigint): bigint => width === undefined ? n : BigInt.asIntN(width, n)
  const tens = unit * 10n
  let [rest, margin, exponent] = [value, half, power]
  let digits = ''
  const near = { low: false, high: false }
  const next = (): bigint => {
    const digit = rest / unit
    rest = rest % unit * 10n
    margin = wrap(margin * 10n)
    // an overflow counts as both; the sum that equals ten units is too high only where integers are large
    near.low = margin <= 0n || rest < margin
    near.high = margin <= 0n || (width === undefined ? rest + margin >= tens : wrap(rest + margin) > tens)
    return digit
  }
  const first = next()
  if (first === 0n && !near.high) exponent--
  else digits += first.toString()
  // there must be a second digit where the text has an exponent
  if (exponent < -3 || exponent >= 8) Object.assign(near, { low: false, high: false })
  while (!near.low && !near.high) digits += next().toString()
  const up = near.high && (!near.low || rest * 2n > tens || (rest * 2n === tens && Number(digits.at(-1)) % 2 === 1))
  return up ? roundedUp(digits, exponent + 1) : { digits, exponent: exponent + 1 }
}

function roundedUp (digits: string, exponent: number): Digits {
  const kept = digits.replace(/9+$/, '')
  if (kept === '') return { digits: '1', exponent: exponent + 1 }
  return { digits: (kept.slice(0, -1) + String(Number(kept.at(-1)) + 1)).padEnd(digits.length, '0'), exponent }
}

/** Float.toString and Double.toString of a finite number that is not zero. */
export function javaText (value: number, format: 'float' | 'double'): string {
  const { digits, exponent } = digitsOf(Math.abs(value), format)
  const sign = value < 0 ? '-' : ''
  if (exponent > 0 && exponent < 8) return `${sign}${digits.slice(0, exponent).padEnd(exponent, '0')}.${digits.slice(exponent) || '0'}`
  if (exponent <= 0 && exponent > -3) return `${sign}0.${'0'.repeat(-exponent)}${digits}`
  return `${sign}${digits.charAt(0)}.${digits.slice(1) || '0'}E${exponent - 1}`
}
