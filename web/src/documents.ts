import { API, type RunChanged } from './api.ts';
import { bytesOf } from './logic/base64.ts';

/** Where documents come from. */
export interface Documents {
  /** Whether runs may grow while the page is open. */
  readonly live: boolean;
  /** Throws an Error whose message says in a sentence why there is no such document. */
  get<T>(address: string): Promise<T>;
  /** Calls when a run appeared, grew or ended. */
  listen(changed: (change: RunChanged) => void): void;
}

export function documentsOfPage(): Documents {
  const carried = document.getElementById('documents');
  return carried === null ? new ServerDocuments() : new CarriedDocuments(JSON.parse(carried.textContent!));
}

class ServerDocuments implements Documents {
  readonly live = true;

  async get<T>(address: string): Promise<T> {
    const response = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => {
      throw new Error('the server does not answer; is coterie serve still running?');
    });
    if (response.ok) return await response.json();
    const problem = await response.json().catch(() => null);
    throw new Error(problem?.error ?? `the server answers ${response.status} to ${address}`);
  }

  listen(changed: (change: RunChanged) => void): void {
    const events = new EventSource(`${API}/events`);
    events.addEventListener('run', event => changed(JSON.parse((event as MessageEvent).data)));
  }
}

/** The documents in a report: by address the compressed text, in base64. */
class CarriedDocuments implements Documents {
  readonly live = false;

  constructor(private readonly carried: Record<string, string>) {}

  async get<T>(address: string): Promise<T> {
    const packed = this.carried[address];
    if (packed === undefined) throw new Error('this report does not carry that part of the run; coterie serve shows all of it');
    const text = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return await new Response(text).json();
  }

  listen(): void {}
}
