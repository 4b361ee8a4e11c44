import type { PlaceForms } from './form.ts'
import { hebei } from './hebei/index.ts'
import { shanghai } from './shanghai/index.ts'

/** Every place whose forms are known. Reading takes the one whose forms fit best. */
export const PLACES: readonly PlaceForms[] = [hebei, shanghai]
