import { expect, test } from 'vitest'
import { DEPARTMENT_PHRASES } from '../../../src/web/portal/department-phrases.ts'
import { PAGE_PHRASES } from '../../../src/web/portal/page-phrases.ts'

test('no phrase of one list takes the place of another under the same name', () => {
  expect(Object.keys(DEPARTMENT_PHRASES).filter((key) => key in PAGE_PHRASES)).toEqual([])
})
