/** The settings of run.json as rows, such as `training.epochs` and `20`; lists of plain values stay in one row. */
export function settingRows(settings: unknown): [name: string, value: string][] {
  return rowsOf('', settings);
}

function rowsOf(name: string, value: unknown): [string, string][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && value.every(item => typeof item !== 'object')) return [[name, value.join(', ')]];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, part]) => rowsOf(name === '' ? key : `${name}.${key}`, part));
}
