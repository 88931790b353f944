/** A value of a Helm chart, or of a parameter, as a person writes it into a spec: JSON without null. */
export type ChartValue = string | number | boolean | readonly ChartValue[] | ChartValues;
export interface ChartValues {
  readonly [key: string]: ChartValue;
}
