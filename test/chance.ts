import { Chance as Numbers } from '../src/model/chance.ts'

/** Numbers that look like chance, and are the same each time for one seed. */
export class Chance extends Numbers {
  /** From 0 up to and without `end`. */
  below (end: number): number {
    return this.whole(0, end - 1)
  }

  happens (times: number, of: number): boolean {
    return this.below(of) < times
  }
}

/** Bytes that readers trip over. */
const snags: readonly [string, ...string[]] = [
  '\0', '\xFF\xFE', '\xEF\xBB\xBF', '\xC3\x28', '<', '>', '&', '&#0;', '&#x10FFFF;', '&xxe;', ']]>', '<![CDATA[', '<!--', '-->',
  '<?xml version="1.1"?>', '<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>', '"', "'", '=', ' xmlns:xnat=""',
  ' xsi:type="xnat:mrScanData"', ' xsi:type="x:y"', ' ID="__proto__"', '\r\n', '\r\n\r\n', '--', '--\r\n', '; filename="../../x"',
  '; filename*=UTF-8\'\'%00', 'Content-Transfer-Encoding: base64\r\n', '{', '}', '[', ']', '{"__proto__":{"x":1}}', 'null', '1e999', '-0',
  'NaN', '99999999999999999999', '%', '%00', '%zz', '+', '\u2028'
]

/** The bytes with a few things wrong: cut, doubled, turned over, or with something in them that readers trip over. */
export function mutated (original: Buffer, chance: Chance): Buffer {
  let bytes = original
  for (let times = 1 + chance.below(4); times > 0; times--) bytes = mutatedOnce(bytes, chance)
  return bytes
}

function mutatedOnce (bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.length + 1)
  const end = Math.min(bytes.length, at + chance.below(40))
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  switch (chance.below(6)) {
    case 0: return Buffer.concat([before, after])
    case 1: return Buffer.concat([before, piece, piece, after])
    case 2: return Buffer.concat([before, Buffer.from(chance.pick(snags), 'latin1'), piece, after])
    case 3: return Buffer.concat([before, Buffer.from(piece.map(byte => byte ^ (1 << chance.below(8)))), after])
    case 4: return Buffer.concat([before, bytes.subarray(chance.below(bytes.length + 1)).subarray(0, 60), after])
    default: return chance.happens(1, 4) ? before : Buffer.concat([piece, before, after])
  }
}
