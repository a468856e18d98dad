export { Client, type Answer, type Asking } from '../../src/recorded/client.ts'
