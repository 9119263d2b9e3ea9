import type { Picture, Table } from './page.ts';

export function saveSvg(picture: Picture): void {
  save(new Blob([picture.svg], { type: 'image/svg+xml' }), `${picture.name}.svg`);
}

/** At twice the size, so that it is sharp in a paper. */
export async function savePng(picture: Picture): Promise<void> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([picture.svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2 * picture.width, 2 * picture.height];
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>(made => canvas.toBlob(made, 'image/png'));
    if (blob === null) throw new Error('the browser could not make a PNG of this picture');
    save(blob, `${picture.name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function saveCsv(table: Table): void {
  save(new Blob([csv(table)], { type: 'text/csv' }), `${table.name}.csv`);
}

/** As RFC 4180 has it; what does not exist is empty. */
export function csv(table: Table): string {
  const field = (value: string | number | null) => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.columns, ...table.rows].map(row => `${row.map(field).join(',')}\r\n`).join('');
}

/** Records a canvas while it is drawn frame by frame. */
export async function saveFilm(
  name: string, canvas: HTMLCanvasElement, frames: number, draw: (frame: number) => Promise<void>,
): Promise<void> {
  const type = ['video/webm;codecs=vp9', 'video/webm'].find(known => MediaRecorder.isTypeSupported(known));
  if (type === undefined) throw new Error('this browser cannot record WebM');
  const framesPerSecond = 30;
  const recorder = new MediaRecorder(canvas.captureStream(framesPerSecond), { mimeType: type, videoBitsPerSecond: 8_000_000 });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', event => parts.push(event.data));
  const stopped = new Promise(done => recorder.addEventListener('stop', done, { once: true }));
  recorder.start();
  for (let frame = 0; frame < frames; frame++) {
    await draw(frame);
    await new Promise(done => setTimeout(done, 1000 / framesPerSecond));
  }
  recorder.stop();
  await stopped;
  save(new Blob(parts, { type: 'video/webm' }), `${name}.webm`);
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replaceAll(/[^\w.-]+/g, '-');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
