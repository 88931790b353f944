import type { ChartTexts } from '../contract/ports';

/** Of a chart in tests that asks for nothing. */
export const noTexts: ChartTexts = {
  hasCrds: false,
  asked: { names: [], others: false },
  isLibrary: false,
  readsHelmVersion: false,
  replacesPlus: true,
  values: { names: [], others: true },
  isUnsteady: false,
  outsideSchemas: [],
};
