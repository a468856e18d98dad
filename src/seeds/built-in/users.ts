import type { SeedUser } from '../schema.ts'

/** The accounts of every built-in seed. Each password is the login; hashed beforehand, so that a start does not wait for it. */
export const users: SeedUser[] = [
  {
    login: 'admin',
    password: 'scrypt:52pdG6C7K95BtWhX:7wWVKGLAWpDNhb_F8Gj4UYr3-kQAypJ2EhfrH56ERzQ',
    firstname: 'Admin',
    lastname: 'Admin',
    email: 'admin@xnat-mock.example',
    administrator: true
  },
  {
    login: 'owner',
    password: 'scrypt:GXXuBZL6FamN9IKh:DXwPi7V6iMW8Gvq6CC0A1AfMzh0yBcWE7gd0Pnwksp4',
    firstname: 'Olive',
    lastname: 'Owner',
    email: 'owner@xnat-mock.example'
  },
  {
    login: 'member',
    password: 'scrypt:3hPMB2HouNl_-Awe:pq2xRa-tFve9z_K0PRHwFRQEZuiNxnADC0x_KwOeSEM',
    firstname: 'Mona',
    lastname: 'Member',
    email: 'member@xnat-mock.example'
  },
  {
    login: 'collaborator',
    password: 'scrypt:PvYiXCcsnVKsEQ2s:1zHa-W6FIOYJYe8ndUmxkr2nknLhUQ5xaGqlqCRJPXg',
    firstname: 'Colin',
    lastname: 'Collaborator',
    email: 'collaborator@xnat-mock.example'
  },
  {
    login: 'stranger',
    password: 'scrypt:vAOAxWAeSTjFc8Lh:fiqCl5Di2BqYfmWwCiEn_3a-gsNvvQ64KXDLdjIbBos',
    firstname: 'Stefan',
    lastname: 'Stranger',
    email: 'stranger@xnat-mock.example'
  }
]
