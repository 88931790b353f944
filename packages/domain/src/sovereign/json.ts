/**
 * A value as JSON has it: what is in a Kubernetes object, a chart's values or a report. `flux` and `go-text` may import
 * nothing of ours, so they have types of their own for what they print and read. That of `go-text` is the same to
 * TypeScript.
 */
export type Json = string | number | bigint | boolean | null | readonly Json[] | JsonMap;

export interface JsonMap {
  readonly [key: string]: Json;
}

export function isJsonMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Array.isArray does not tell readonly lists from maps.
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value of a Helm chart, or of a parameter, as a person writes it into a spec: JSON without null. */
export type ChartValue = string | number | boolean | readonly ChartValue[] | ChartValues;
export interface ChartValues {
  readonly [key: string]: ChartValue;
}
