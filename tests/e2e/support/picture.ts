import type { Page } from '@playwright/test';

export interface Picture {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/**
 * A photo of a receipt, drawn by the browser. Each has a pattern of its own: pictures that look like
 * one another are a warning, which most tests do not want.
 */
export async function drawReceipt(page: Page, name: string, lines: string[]): Promise<Picture> {
  const address = await page.evaluate((text) => {
    const canvas = document.createElement('canvas');
    canvas.width = 900;
    canvas.height = 1600;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the browser draws nothing');
    context.fillStyle = '#f6f3ea';
    context.fillRect(0, 0, 900, 1600);
    for (let row = 0; row < 8; row += 1) {
      for (let column = 0; column < 6; column += 1) {
        context.fillStyle = `hsl(${Math.random() * 360} 40% ${30 + Math.random() * 60}%)`;
        context.fillRect(column * 150, 720 + row * 110, 150, 110);
      }
    }
    context.fillStyle = '#222';
    context.font = '38px monospace';
    text.forEach((line, index) => context.fillText(line, 60, 120 + index * 56));
    return canvas.toDataURL('image/jpeg', 0.85);
  }, lines);
  const buffer = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  return { name, mimeType: 'image/jpeg', buffer };
}

export const notAPicture = (name: string): Picture => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from('this is no picture'),
});
