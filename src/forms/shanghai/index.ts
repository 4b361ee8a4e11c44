import type { PlaceForms } from '../form.ts'
import {
  appropriationBalance,
  basicByEconomicClass,
  generalByFunction,
  governmentFundByFunction,
  stateCapitalByFunction,
  threePublic,
} from './appropriations.ts'
import { OUTLINE } from './outline.ts'
import { SENTENCES } from './sentences.ts'
import { balance, expenditure, income } from './tables.ts'

/** Shanghai (上海): budgets of departments and of units as the city's and its districts' templates print them. */
export const shanghai = {
  id: 'shanghai',
  name: { zh: '上海', en: 'Shanghai' },
  narrative: { unit: '万元', decimals: 2 },
  forms: [
    balance,
    income,
    expenditure,
    appropriationBalance,
    generalByFunction,
    governmentFundByFunction,
    stateCapitalByFunction,
    basicByEconomicClass,
    threePublic,
  ],
  sentences: SENTENCES,
  scopes: { department: { scope: '部门', short: '部门' }, unit: { scope: '预算单位', short: '单位' } },
  outline: OUTLINE,
} as const satisfies PlaceForms
