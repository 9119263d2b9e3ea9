/** Numbers and moments as people read them. */

// Made once: toLocaleString, which makes one each time, takes more than six times as long in Chromium.
const whole = new Intl.NumberFormat('en');

/** Four significant digits at most; an en dash where there is no value. */
export function number(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return whole.format(value);
  return String(Number(value.toPrecision(digits)));
}

/** With as many places as others of its kind, such as coefficients in a column. */
export function fixed(value: number | null | undefined, places = 2): string {
  // No minus before what is rounded to zero.
  return value === null || value === undefined ? '–' : value.toFixed(places).replace(/^-(0\.0*)$/, '$1');
}

/** A probability: small ones as a bound. */
export function probability(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}

export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${(100 * value).toFixed(2)} %`;
}

/** Such as `untrained`, `epoch 0.1`, `epoch 20`. */
export function moment(snapshot: { epoch: number }): string {
  return snapshot.epoch === 0 ? 'untrained' : `epoch ${number(snapshot.epoch, 3)}`;
}

/** How many, with the word in the right form. */
export function count(many: number, one: string, more = `${one}s`): string {
  return `${number(many)} ${many === 1 ? one : more}`;
}
