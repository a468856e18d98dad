import { dictionary } from '../model/dictionary.ts'

interface Range {
  readonly type: string
  readonly quality: number
}

/**
 * Restlet's choice among the media types that a resource offers (Engine.getPreferredVariant): each offer has the quality
 * of the most specific range that fits it, the best wins, then the earlier. Quality 0 does not exclude.
 * @param accept the header; without one the first offer is taken.
 * @returns undefined where nothing fits: 406.
 */
export function preferred (accept: string | undefined, offers: readonly string[]): string | undefined {
  // PreferenceReader: what names no type is as none
  if (accept === undefined || accept === '*/*' || /^[\s,]*$/.test(accept)) return offers[0]
  const ranges = accept.split(',').map(parseRange)
  let best: string | undefined
  let bestQuality = -1
  for (const offer of offers) {
    const quality = qualityOf(offer, ranges)
    if (quality !== undefined && quality > bestQuality) {
      best = offer
      bestQuality = quality
    }
  }
  return best
}

function parseRange (text: string): Range {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim())
  const quality = Number(parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? '1')
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 1 }
}

/** Case counts, as in MediaType.includes. */
function qualityOf (offer: string, ranges: readonly Range[]): number | undefined {
  const family = `${offer.slice(0, offer.indexOf('/'))}/*`
  return [offer, family, '*/*'].map(type => ranges.find(range => range.type === type)?.quality).find(quality => quality !== undefined)
}

/** Names that `?media=` replaces the Accept header by (TunnelFilter, MetadataService). */
const media = dictionary<string>({
  json: 'application/json',
  xml: 'text/xml',
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
  zip: 'application/zip',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf'
})

/** The Accept header that counts: `?media=` goes before it, if it is known. */
export const acceptOf = (header: string | undefined, requested: string | undefined): string | undefined =>
  (requested === undefined ? undefined : media[requested]) ?? header
