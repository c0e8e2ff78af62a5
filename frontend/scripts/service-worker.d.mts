import type { Plugin } from 'vite';

export function serviceWorker(): Plugin;
export function workerText(template: string, folder: string): string;
