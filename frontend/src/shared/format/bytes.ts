const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A size as people say it, at most one decimal: "1,2 MB". */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const text = unit === 0 || value >= 10 ? String(Math.round(value)) : value.toFixed(1);
  return `${text.replace(/\.0$/, '').replace('.', ',')} ${UNITS[unit]}`;
}
