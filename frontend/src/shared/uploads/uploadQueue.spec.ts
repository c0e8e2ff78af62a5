import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UploadQueue, defaultDelay, type QueueState } from './uploadQueue';
import { UploadStore, type WaitingFile } from './uploadStore';
import { ApiError, SessionEndedError } from '@/shared/api/errors';

const withoutLock = <T>(_: string, work: () => Promise<T>) => work();

let store: UploadStore;
let queue: UploadQueue;
let state: QueueState;
let number = 0;

function waiting(name: string, patch: Partial<WaitingFile> = {}): WaitingFile {
  number += 1;
  return {
    key: `key-${number}`,
    userId: 4,
    companyId: 3,
    path: '/api/x',
    page: 'x',
    name,
    type: 'image/jpeg',
    size: 3,
    addedAt: number,
    attempts: 0,
    refusal: null,
    ...patch,
  };
}

const content = new TextEncoder().encode('abc').buffer;

type Send = (file: WaitingFile, content: Blob, signal: AbortSignal) => Promise<unknown>;

function make(send: Send): { sent: string[] } {
  queue = new UploadQueue({ store, send, lock: withoutLock, delay: () => 20 });
  queue.onChange((now) => (state = now));
  const sent: string[] = [];
  queue.onSent((file) => sent.push(file.name));
  return { sent };
}

async function addAll(...names: string[]): Promise<void> {
  for (const name of names) await queue.add(waiting(name), content);
}

const empty = () => vi.waitFor(() => expect(state.files).toHaveLength(0));

beforeEach(() => (store = new UploadStore()));
afterEach(async () => {
  queue.end();
  for (const file of [...(await store.list(4)), ...(await store.list(5))]) {
    await store.remove(file.key);
  }
  await store.close();
});

describe('UploadQueue', () => {
  it('sends one after the other, in the order in which they came', async () => {
    let together = 0;
    let most = 0;
    const { sent } = make(async () => {
      together += 1;
      most = Math.max(most, together);
      await new Promise((done) => setTimeout(done, 2));
      together -= 1;
    });
    await queue.start(4);
    await addAll('a', 'b');
    await addAll('c');
    await empty();
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(most).toBe(1);
  });

  it('keeps what is not sent for the next visit, under the same key', async () => {
    const keys: string[] = [];
    make((file) => {
      keys.push(file.key);
      return Promise.reject(new ApiError(0, 'no answer'));
    });
    await queue.start(4);
    await addAll('a');
    await vi.waitFor(() => expect(state.away).toBe(true));
    queue.end();
    await store.close();

    store = new UploadStore();
    let arrived: Blob | null = null;
    const { sent } = make((file, bytes) => {
      keys.push(file.key);
      arrived = bytes;
      return Promise.resolve();
    });
    await queue.start(4);
    await empty();
    expect(sent).toEqual(['a']);
    expect(arrived).toMatchObject({ size: 3, type: 'image/jpeg' });
    expect(new Set(keys).size).toBe(1);
  });

  it('tries again when the network is back, without being told', async () => {
    let online = false;
    const { sent } = make(() =>
      online ? Promise.resolve() : Promise.reject(new ApiError(0, 'no answer')),
    );
    await queue.start(4);
    await addAll('a', 'b');
    await vi.waitFor(() => expect(state.files[0]?.attempts).toBeGreaterThan(1));
    expect(sent).toEqual([]);
    online = true;
    await empty();
    expect(sent).toEqual(['a', 'b']);
    expect(state.away).toBe(false);
  });

  it('puts a refused file aside and goes on with the others', async () => {
    let good = false;
    const { sent } = make((file) =>
      file.name === 'bad' && !good
        ? Promise.reject(new ApiError(422, 'x', { code: 'picture_unreadable' }))
        : Promise.resolve(),
    );
    await queue.start(4);
    await addAll('bad', 'b');
    await vi.waitFor(() => expect(sent).toEqual(['b']));
    await vi.waitFor(() => expect(state.sending).toBeNull());
    expect(state.files.map((file) => file.refusal?.code)).toEqual(['picture_unreadable']);
    good = true;
    await queue.retry(state.files[0]!.key);
    await empty();
    expect(sent).toEqual(['b', 'bad']);
  });

  it('puts a file aside that makes the server fail each time', async () => {
    const { sent } = make((file) =>
      file.name === 'bad' ? Promise.reject(new ApiError(500, 'x')) : Promise.resolve(),
    );
    await queue.start(4);
    await addAll('bad', 'b');
    await vi.waitFor(() => expect(sent).toEqual(['b']));
    expect(state.files).toHaveLength(1);
  });

  it("never sends a file in another user's name", async () => {
    const { sent } = make(() => Promise.resolve());
    await store.add(waiting('of five', { userId: 5 }), content);
    await queue.start(4);
    await addAll('of four');
    await empty();
    expect(sent).toEqual(['of four']);
    expect(await store.list(5)).toHaveLength(1);
  });

  it('stops when the session ends, and sends nothing twice after it', async () => {
    let release = () => {};
    const { sent } = make(
      (_file, _content, signal) =>
        new Promise((done, failed) => {
          release = () => done(undefined);
          signal.addEventListener('abort', () => failed(new SessionEndedError()));
        }),
    );
    await queue.start(4);
    await addAll('a');
    await vi.waitFor(() => expect(state.sending).not.toBeNull());
    queue.end();
    release();
    await new Promise((done) => setTimeout(done, 5));
    expect(sent).toEqual([]);
    expect(await store.list(4)).toHaveLength(1);
  });

  it('lets a file be given up', async () => {
    make(() => Promise.reject(new ApiError(413, 'x')));
    await queue.start(4);
    await addAll('a');
    await vi.waitFor(() => expect(state.files[0]?.refusal).toBeTruthy());
    await queue.discard(state.files[0]!.key);
    expect(state.files).toHaveLength(0);
  });

  it('waits longer each time, but never longer than some minutes', () => {
    expect(defaultDelay(1)).toBeLessThanOrEqual(3000);
    expect(defaultDelay(4)).toBeGreaterThanOrEqual(8000);
    expect(defaultDelay(400)).toBeLessThanOrEqual(450_000);
  });
});
