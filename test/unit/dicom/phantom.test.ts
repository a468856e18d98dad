import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { test } from 'tap'
import { catalogImages } from '../../../src/dicom/catalog-images.ts'
import { phantomFile } from '../../../src/dicom/phantom/image.ts'
import { kinds } from '../../../src/dicom/phantom/kinds.ts'
import { readHeader } from '../../../src/dicom/read-header.ts'
import { at } from '../../../src/dicom/index-of.ts'

const [numberOfFrames, rows, columns, modality] = ['00280008', '00280010', '00280011', '00080060'] as const

test('a phantom is the same for the same header and name, and no two names have one', t => {
  for (const modality of Object.keys(kinds)) {
    const given = { Modality: modality, Rows: 32, Columns: 24 }
    t.ok(phantomFile(given, 'a/1.dcm').equals(phantomFile(given, 'a/1.dcm')), modality)
    t.notOk(phantomFile(given, 'a/1.dcm').equals(phantomFile(given, 'a/2.dcm')), modality)
  }
  t.end()
})

test('whatever a header is given, a file comes of it that can be read, of bounded size', t => {
  const folder = t.testdir()
  type Row = readonly [given: Readonly<Record<string, string | number>>, rows: string, columns: string, frames?: string]
  const cases: readonly Row[] = [
    [{}, '64', '64'],
    [{ Rows: 'x', Columns: -3 }, '64', '1'],
    [{ Rows: 1e12, Columns: 1 }, '4096', '1'],
    [{ Rows: 7.9, Columns: '12' }, '7', '12'],
    [{ Rows: 8, Columns: 8, NumberOfFrames: 3 }, '8', '8', '3'],
    [{ Rows: 4096, Columns: 4096, NumberOfFrames: 1_000_000 }, '4096', '4096', '1'],
    [{ InstanceNumber: 'second', ImagesInAcquisition: 'many' }, '64', '64'],
    [{ InstanceNumber: -5, ImagesInAcquisition: 1e300 }, '64', '64'],
    [{ ImageOrientationPatient: '1\\0\\zero' }, '64', '64'],
    [{ Modality: 'no modality', BitsAllocated: 64, PhotometricInterpretation: 'HSV' }, '64', '64']
  ]
  for (const [index, [given, high, wide, frames]] of cases.entries()) {
    const path = join(folder, `${index}.dcm`)
    const file = phantomFile(given, 'a/b.dcm')
    t.ok(file.length < 256 * 1024 * 1024, `${file.length} bytes`)
    writeFileSync(path, file)
    const header = readHeader(path)
    const found = [rows, columns, numberOfFrames].map(tag => header?.value(tag) ?? header?.text(at(tag)))
    t.same(found, [high, wide, frames], JSON.stringify(given))
  }
  t.end()
})

test('what a catalog says of a series', t => {
  const folder = t.testdir()
  const files = [1, 2, 3].map(number => {
    const path = join(folder, `${number}.dcm`)
    const given = { Modality: 'CT', Rows: 40, Columns: 38, InstanceNumber: number, ImagesInAcquisition: 3, SliceThickness: 2.5 }
    writeFileSync(path, phantomFile(given, `s/${number}.dcm`))
    const header = readHeader(path)
    if (header === undefined) throw new Error('no header')
    t.equal(header.value(modality), 'CT')
    return { header, name: `${number}.dcm` }
  })
  t.same(catalogImages(files), {
    'dimensions/x': '38',
    'dimensions/y': '40',
    'dimensions/z': '3',
    'voxelRes/x': '9.5',
    'voxelRes/y': '9.5',
    'voxelRes/z': '2.5',
    orientation: 'Tra'
  })
  t.end()
})
