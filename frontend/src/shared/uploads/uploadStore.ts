import { openDB, type IDBPDatabase } from 'idb';

/*
 * Files on their way to the server, kept in the browser (IndexedDB) until the server has said that
 * it has them: they outlive a reload, a closed window, and days without a network. All tabs share
 * them; each file belongs to the user who added it, and is never sent in another one's name.
 */

export interface WaitingFile {
  /** Idempotency-Key: however often the file is sent, the server takes it once. */
  key: string;
  userId: number;
  companyId: number;
  /** Where it is sent, below the server's address. */
  path: string;
  /** Name of the page that shows what became of it. */
  page: string;
  name: string;
  /** Media type as the browser sees it; the server looks at the content. */
  type: string;
  size: number;
  /** Order of sending, and when it was added: milliseconds since 1970. */
  addedAt: number;
  attempts: number;
  /** The server refused it; it waits for the user's decision. */
  refusal: { code: string | null; message: string } | null;
}

interface Schema {
  files: { key: string; value: WaitingFile; indexes: { user: number } };
  /** By the same key; apart, so that looking at the list reads no content. Bytes, because not every
   * browser gives back a Blob that it was told to keep. */
  contents: { key: string; value: ArrayBuffer };
}

const DATABASE = 'roa2web.uploads';
const VERSION = 1;

export class UploadStore {
  private database: Promise<IDBPDatabase<Schema>> | null = null;

  private open(): Promise<IDBPDatabase<Schema>> {
    this.database ??= openDB<Schema>(DATABASE, VERSION, {
      upgrade(database) {
        database.createObjectStore('files', { keyPath: 'key' }).createIndex('user', 'userId');
        database.createObjectStore('contents');
      },
      terminated: () => (this.database = null),
    }).catch((error: unknown) => {
      this.database = null;
      throw error;
    });
    return this.database;
  }

  /** The files of a user, first in first out. */
  async list(userId: number): Promise<WaitingFile[]> {
    const files = await (await this.open()).getAllFromIndex('files', 'user', userId);
    return files.sort((a, b) => a.addedAt - b.addedAt || (a.key < b.key ? -1 : 1));
  }

  /** Throws where the browser gives no more room; then nothing of the file is kept. */
  async add(file: WaitingFile, content: ArrayBuffer): Promise<void> {
    const change = (await this.open()).transaction(['files', 'contents'], 'readwrite');
    await Promise.all([
      change.objectStore('files').put(file),
      change.objectStore('contents').put(content, file.key),
      change.done,
    ]);
  }

  /** Undefined where another tab has sent the file in the meantime. */
  async content(key: string): Promise<ArrayBuffer | undefined> {
    return (await this.open()).get('contents', key);
  }

  /** Changes a file that is still there; another tab may have sent it in the meantime. */
  async update(
    key: string,
    patch: Partial<Pick<WaitingFile, 'attempts' | 'refusal'>>,
  ): Promise<void> {
    const change = (await this.open()).transaction('files', 'readwrite');
    const file = await change.store.get(key);
    if (file) await change.store.put({ ...file, ...patch });
    await change.done;
  }

  async remove(key: string): Promise<void> {
    const change = (await this.open()).transaction(['files', 'contents'], 'readwrite');
    await Promise.all([
      change.objectStore('files').delete(key),
      change.objectStore('contents').delete(key),
      change.done,
    ]);
  }

  async close(): Promise<void> {
    const database = await this.database;
    this.database = null;
    database?.close();
  }
}
