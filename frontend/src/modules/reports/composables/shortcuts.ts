import { dayOf, type DayRange } from '@/shared/format/date';

/* Ranges that are counted from today. Whole months, quarters and years are in the period picker. */

export function dayFrom(today: Date, days: number): string {
  return dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days));
}

type Shortcut<Key extends string> = DayRange & { key: Key };

export function issuedShortcuts(today = new Date()): Shortcut<'last30' | 'last90'>[] {
  return [
    { key: 'last30', from: dayFrom(today, -29), to: dayFrom(today, 0) },
    { key: 'last90', from: dayFrom(today, -89), to: dayFrom(today, 0) },
  ];
}

export function dueShortcuts(today = new Date()): Shortcut<'duePast' | 'dueNext7' | 'dueNext30'>[] {
  return [
    { key: 'duePast', from: '', to: dayFrom(today, -1) },
    { key: 'dueNext7', from: dayFrom(today, 0), to: dayFrom(today, 7) },
    { key: 'dueNext30', from: dayFrom(today, 0), to: dayFrom(today, 30) },
  ];
}
