import { buildApp } from '../src/app.ts'
import { nameOf } from '../src/model/archive-path.ts'
import { plainDemo } from '../src/seeds/built-in/demo.ts'
import { withImages } from '../src/seeds/built-in/demo-images.ts'
import { imagesOf } from '../src/store/files/catalogs.ts'

const head = `/**
 * What is known of the demo archive's images before they are made: their folder, the UID of their series, what its
 * catalog says of them, and of each image size, CRC-32, MD5 and SHA-256 in base64, and UID below 2.25.
 * \`npm run demo-images\` writes it.
 */
export const knownImages = \`
`

const short = (hexadecimal: string): string => Buffer.from(hexadecimal, 'hex').toString('base64url')

/** Plants the demo archive with its images made at once, and returns what came of it. */
export async function demoKnown (): Promise<string> {
  const app = await buildApp({ seed: withImages(plainDemo) })
  await app.ready()
  const { catalogs, disk } = app.spaces.default.store
  const series = catalogs.below('/data').map(catalog => {
    const folder = catalog.path.slice(0, -nameOf(catalog.path).length - 1)
    const images = Object.entries(imagesOf(catalog)).map(([path, value]) => `${path}=${value}`).join(' ')
    const files = catalogs.entries(catalog).map(({ uri, dicom }) => {
      const { size, crc32, md5 = '', blob = '' } = disk.file(`${folder}/${uri}`) ?? {}
      return [size, crc32, short(md5), short(blob), dicom?.uid.replace('2.25.', '')].join(' ')
    })
    return [folder, catalog.dicom_uid, images, ...files].join('\n')
  })
  await app.close()
  return `${head}${series.join('\n\n')}\n\`\n`
}
