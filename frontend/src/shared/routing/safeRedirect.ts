/** Only addresses inside the page: a link must not lead elsewhere after signing in. */
export function safeRedirect(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : '/';
}
