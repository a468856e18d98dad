import { concat, literal, own, view, type View } from './expression.ts'
import { fieldOf, plainLink, version } from './define.ts'
import type { DisplayEntry, DisplayField } from './field.ts'

const element = 'xnat:projectData'
const field = fieldOf(element)
const search = { searchable: true } as const
const text = { type: 'string', searchable: true } as const

const viewed = (id: string, header: string, name: View, summary: string): DisplayField =>
  field(id, header, view(name), { ...text, summary })

const counted = (modality: string, name: View): DisplayField =>
  field(`PROJ_${modality}_COUNT`, `${modality} Count`, view(name), {
    type: 'integer', searchable: true, summary: `PROJ_${modality}_COUNTS.PROJ_EXPT_COUNT`
  })

const listed = [
  'ID', 'NAME', 'DESCRIPTION', 'SECONDARY_ID', 'KEYWORDS', 'PROJ_MR_COUNT', 'PROJ_PET_COUNT', 'PROJ_CT_COUNT',
  { id: 'USER_ROLE', value: '{XDAT_USER_ID}', visible: false }, { id: 'PROJECT_ACCESS', visible: false }
]

/** xnat_projectData_display.xml */
export const projects: DisplayEntry = {
  element,
  fields: [
    field('INSERT_DATE', 'Inserted', 'meta/insert_date', text),
    field('INSERT_USER', 'Creator', 'meta/insert_user/login', text),
    field('ID', 'ID', 'ID', { ...search, link: plainLink(element, 'ID') }),
    field('URI', 'uri', concat(literal('/archive/projects/'), own(element, 'ID')), { type: 'string' }),
    field('NAME', 'Title', 'name', { ...search, link: plainLink(element, 'ID') }),
    field('NAME_CSV', 'Title', 'name', { ...search, link: plainLink(element, 'ID') }),
    field('DESCRIPTION', 'Description', { op: 'start', of: own(element, 'description'), characters: 162 }, {
      ...text, summary: 'substring(xnat:projectData/description FROM 0 FOR 162)'
    }),
    field('DESCRIPTION_CSV', 'Description', 'description', search),
    field('SECONDARY_ID', 'Running Title', 'secondary_ID', search),
    field('KEYWORDS', 'Keywords', 'keywords', search),
    field('PI', 'PI', concat(own(element, 'PI/firstname'), literal(' '), own(element, 'PI/lastname')), {
      ...text, summary: "xnat:projectData/PI/firstname || ' ' || xnat:projectData/PI/lastname"
    }),
    viewed('PROJECT_INVS', 'Investigators', 'investigators', 'PROJECT_INVS.PROJ_INVS'),
    viewed('PROJECT_ACCESS', 'Accessibility', 'accessibility', 'PROJECT_ACCESS.accessibility'),
    viewed('PROJECT_USERS', 'Users', 'users', 'PROJECT_USERS.users'),
    viewed('PROJECT_OWNERS', 'Owners', 'owners', 'PROJECT_OWNERS.users'),
    viewed('PROJECT_MEMBERS', 'Members', 'members', 'PROJECT_MEMBERS.users'),
    viewed('PROJECT_COLLABS', 'Collaborators', 'collaborators', 'PROJECT_COLLABS.users'),
    viewed('PROJECT_LAST_WORKFLOW', 'Last Workflow', 'lastWorkflow', 'PROJECT_LAST_WORKFLOW.LAST_WORKFLOW'),
    viewed('PROJECT_LAST_ACCESS', 'Last Access', 'lastAccess', 'PROJECT_LAST_ACCESS.users'),
    viewed('PROJECT_FAV', 'Favorites', 'favorites', 'PROJECT_FAVS.users'),
    field('PROJECT_ACCESS_IMG', 'Access', {
      op: 'choose', of: view('accessibility'), when: [['public', '/@WEBAPPimages/globe.gif']], otherwise: literal('/@WEBAPPimages/key.gif')
    }, { image: true }),
    field('USER_ROLE', 'Role', { query: 'userRole' }, { type: 'string' }),
    field('LAST_ACCESSED', 'Last Accessed', { query: 'lastAccessed' }, { type: 'string' }),
    counted('MR', 'mrCount'), counted('CT', 'ctCount'), counted('PET', 'petCount'), counted('UT', 'utCount'),
    field('PROJ_QUARANTINE', 'Quarantine Code', view('quarantineCode'), { type: 'integer' }),
    field('PROJ_PREARCHIVE_CODE', 'Prearchive Code', view('prearchiveCode'), { type: 'integer' })
  ],
  versions: [
    version('listing', { orderBy: 'ID', sortOrder: 'DESC' }, listed),
    version('full', { orderBy: 'ID', sortOrder: 'DESC' }, listed)
  ]
}
