import { test } from 'tap'
import { headerOf } from './header-of.ts'
import { dumpOf, fieldOf } from '../../../src/dicom/dump.ts'
import { isValidName, safeName, templateName } from '../../../src/dicom/file-name.ts'
import { projectNames, requestsArchiving, sessionLabel, subjectLabel } from '../../../src/dicom/identify.ts'
import { at, grouped, within } from '../../../src/dicom/index-of.ts'
import { leadModality, scanType, sessionType } from '../../../src/dicom/modality.ts'
import { type DicomFile, NoSession, framesIn, instanceNumber, seriesOf, studyOf, typeOfStudy } from '../../../src/dicom/study.ts'
import { type DataSet, classes } from '../../conformance/dicom.ts'

const { MR, CT, PT, SC, SR, RTSTRUCT, ECG } = classes

test('types of scans and sessions by SOP class and modality', async t => {
  for (const [sopClasses, type] of [
    [[MR], 'mr'], [[SC, MR], 'mr'], [[CT, PT], 'pet'], [[SR], 'sr'], [['1.2.3'], 'otherDicom'], [[], 'otherDicom'], [[ECG, SC], 'sc']
  ] as const) t.equal(scanType(sopClasses), `xnat:${type}ScanData`, sopClasses.join())
  for (const [sopClasses, modalities, type] of [
    [[MR], ['MR'], 'mr'], [[MR, PT], ['MR', 'PT'], 'petmr'], [[CT, PT], ['CT', 'PT'], 'pet'], [[RTSTRUCT], ['RTSTRUCT', 'CT'], 'ct'],
    [[SC], ['OT'], 'otherDicom'], [[SC], ['MR'], 'mr'], [['1.2.3'], ['CT', 'MR'], 'mr'], [[], [], 'otherDicom'], [[CT], ['MR'], 'ct']
  ] as const) t.equal(sessionType(sopClasses, modalities), `xnat:${type}SessionData`, sopClasses.join() + modalities.join())
  t.same([leadModality(['CT', 'PT']), leadModality(['XX']), leadModality([])], ['PT', undefined, undefined])
})

const file = (name: string, elements: DataSet): DicomFile => ({ name, header: headerOf(elements) })

const slice = (series: string, number: string | undefined, instance: string, more: DataSet = {}): DicomFile =>
  file(`${series}-${instance}`, {
    '0020000d': '1',
    '0020000e': series,
    '00080060': 'MR',
    '00080016': MR,
    '00200013': instance,
    ...(number && { '00200011': number }),
    ...more
  })

test('the one study that files are of', async t => {
  t.equal(studyOf([slice('1', '1', '1'), file('other', {})]), '1')
  t.throws(() => studyOf([file('other', {})]), new NoSession('No session found'))
  t.throws(() => studyOf([slice('1', '1', '1'), file('b', { '0020000d': '2' })]), new NoSession('Multiple sessions found: [1, 2]'))
  t.equal(typeOfStudy([slice('1', '1', '1'), slice('2', '2', '1', { '00080016': PT })]), 'xnat:petmrSessionData')
})

test('series become scans, by number; of one number, by modality and count', async t => {
  type Scan = readonly [id: string, type: string, files: string]
  const cases: readonly (readonly [files: readonly DicomFile[], scans: readonly Scan[]])[] = [
    [[], []],
    [
      [slice('1.10', '10', '2'), slice('1.10', '10', '1'), slice('1.9', '9', '1')],
      [['9', 'mr', '1.9-1'], ['10', 'mr', '1.10-1 1.10-2']]
    ],
    [
      [slice('1.2', '3', '1'), slice('1.1', '3', '1'), slice('1.3', '3', '1', { '00080060': 'CT', '00080016': CT })],
      [['3-MR1', 'mr', '1.1-1'], ['3-MR2', 'mr', '1.2-1'], ['3-CT1', 'ct', '1.3-1']]
    ],
    [
      [slice('1.2', '3', '1', { '00080060': 'XX', '00080016': '1.2.3' }), slice('1.1', '3', '1')],
      [['3-MR1', 'mr', '1.1-1'], ['3-OT1', 'otherDicom', '1.2-1']]
    ],
    [[slice('1.2', undefined, '1')], [['1_2', 'mr', '1.2-1']]],
    [[slice('1.2', '+5', '1')], [['_5', 'mr', '1.2-1']]],
    [[slice('1', '1', 'b'), slice('1', '1', 'a'), slice('1', '1', '-1')], [['1', 'mr', '1--1 1-a 1-b']]]
  ]
  for (const [files, scans] of cases) {
    const found = seriesOf(files).map(({ scanId, xsiType, files }) =>
      [scanId, xsiType.slice(5, -8), files.map(({ name }) => name).join(' ')]
    )
    t.same(found, scans)
  }
  t.throws(() => seriesOf([file('x', { '0020000d': '1' })]), new NoSession('a file without a series'))
})

test('instances and frames', async t => {
  for (const [text, number] of [['7', 7], ['+7', 7], ['-7', -7], ['7a', undefined], ['', undefined]] as const) {
    t.equal(instanceNumber(headerOf({ '00200013': text })), number, text)
  }
  const frames = (...counts: readonly string[]) => framesIn(counts.map(count => slice('1', '1', '1', { '00280008': count })))
  t.same([frames(), frames(''), frames('10', '2'), frames('x')], [0, 1, 12, 1])
  t.equal(framesIn([slice('1', '1', '1', { '00080016': SC, '00280008': '5' })]), 0, 'what is no image of a scan has no frames')
})

test('values stand where an index says, in the first place that has one', async t => {
  const inGroup = (value: string): DataSet => ({ '00289110': [{ '00180050': value }] })
  for (const [elements, answer] of [
    [{ '00180050': '1' }, '1'],
    [{ '00180050': '1', 52009229: [inGroup('2')] }, '1'],
    [{ 52009229: [inGroup('2')], 52009230: [inGroup('3')] }, '2'],
    [{ 52009230: [inGroup('3'), inGroup('4'), inGroup('3')] }, '3\\4'],
    [{}, undefined]
  ] as const) t.equal(headerOf(elements).text(grouped('00180050', '00289110')), answer, JSON.stringify(elements))
  const header = headerOf({ '00540016': [{ '00181072': 'a' }, { '00181072': 'b' }], '00080008': ' A \\ B', '00104000': ' a\\b ' })
  t.equal(header.text(within('00540016', '00181072')), 'a')
  t.equal(header.text(within('00540016', '00181074')), undefined)
  t.equal(header.value('00080008'), 'A\\B', 'each value is trimmed')
  t.equal(header.text(at('00104000', 'long text')), ' a\\b', 'a long text is one value')
  t.equal(headerOf({ '00080005': 'ISO_IR 192', '00100010': 'ä中' }).value('00100010'), 'ä中')
  t.equal(headerOf({ '00080005': '\\ISO 2022 IR 100', '00100010': Buffer.from([0xe4]) }).value('00100010'), 'ä')
})

test('what a header says of project, subject and session', async t => {
  const comments = '00104000'
  for (const [elements, projects, subject, session, archiving] of [
    [{}, [], undefined, undefined, undefined],
    [{ '00081030': 'Study', '00080050': 'Acc', '00100010': 'A^B c', '00100020': 'id 1' }, ['Study', 'Acc'], 'A_B_c', 'id_1', undefined],
    [
      { [comments]: 'Project:P Subject: S-1; session : E_1 AA:TRUE', '00081030': 'Study', '00100010': 'N', '00100020': 'I' },
      ['P', 'Study'], 'S-1', 'E_1', true
    ],
    [{ '00324000': 'project:Q AA:no' }, ['Q'], undefined, undefined, false],
    [{ [comments]: 'MyProject:P', '001021b0': 'x,Project:R' }, ['R'], undefined, undefined, undefined]
  ] as const) {
    const header = headerOf(elements)
    const said = [projectNames(header), subjectLabel(header), sessionLabel(header), requestsArchiving(header)]
    t.same(said, [projects, subject, session, archiving])
  }
})

test('names of files', async t => {
  const header = headerOf({ '0020000d': '1.2', '00200011': '3', '00200013': '4', '00100010': '../Doe^J' })
  const of = (variable: string): string => `$\{${variable}}`
  for (const [template, name] of [
    [`${of('SeriesNumber')}-${of('InstanceNumber')}.IMA`, '3-4.IMA'],
    [`${of('SeriesNumber')}-${of('InstanceNumber')}`, '3-4.dcm'],
    [of('StudyInstanceUID'), '1.2.dcm'],
    [of('Modality'), 'no-value-for-Modality.dcm'],
    [of('PatientName'), '_Doe_J.dcm'],
    ['a b', 'a_b.dcm'],
    // java.util.List.hashCode, to the base of 36: 31 + 51, and 31 * 82 + 52
    [of('HashSeriesNumber'), '2a.dcm'],
    [of('HashSeriesNumberWithInstanceNumber'), '202.dcm']
  ] as const) t.equal(templateName(template, header), name, template)
  t.equal(safeName('a/b c-d.é'), 'a_b_c-d._')
  t.same(['a.dcm', 'a b', '', '.', '..', undefined, '.a'].map(isValidName), [true, false, false, false, false, false, true])
})

test('the headers of a file as rows', async t => {
  for (const [field, tag] of [
    ['PatientName', '00100010'],
    ['00100010', '00100010'],
    ['100010', '00100010'],
    ['+10', '00000010'],
    ['0029100A:SIEMENS', '0029100A'],
    ['0029100a', '0029100A'],
    ['patientname', undefined],
    ['123456789', undefined],
    ['', undefined]
  ] as const) t.equal(fieldOf(field), tag, field)
  const header = headerOf({
    '00100010': 'A<B',
    '00290010': 'SIEMENS',
    '00291010': 'x',
    '00100020': 'x'.repeat(300),
    '00081140': [{ '00081155': '1.2' }, { '00081155': '1.3' }]
  })
  const rows = (...fields: readonly string[]) => dumpOf(header, new Set(fields))
  t.same(rows('00100010'), [['(0010,0010)', '', 'PN', 'A&lt;B', 'Patient&rsquo;s Name']])
  t.same(rows('00290010', '00291010').map(([, , , , description]) => description), ['Private Creator Data Element', '?'])
  t.same(rows('00081140').map(([tag1, tag2, vr, value]) => [tag1, tag2, vr, value]), [
    ['(0008,1140)', '(0008,1140)', 'SQ', ''],
    ['(0008,1140)', '(0008,1155)', 'LO', '1.2'],
    ['(0008,1140)', '(0008,1140)', 'SQ', ''],
    ['(0008,1140)', '(0008,1155)', 'LO', '1.3']
  ])
  t.equal(rows('00100020')[0]?.[3], 'x'.repeat(255))
  t.ok(rows().length > 8, 'everything without fields')
  t.notOk(rows().some(([tag1]) => tag1 === '(7FE0,0010)'))
})
