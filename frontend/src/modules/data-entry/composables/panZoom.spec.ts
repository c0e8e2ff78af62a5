// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { MAX_SCALE, fit, moveBy, turn, wholePicture, within, zoomAt } from './panZoom';

const frame = { width: 400, height: 400 };
const tall = { width: 500, height: 1000 };

describe('panZoom', () => {
  it('fits the whole picture into the frame, turned or not', () => {
    expect(fit(tall, frame, 0)).toEqual({ width: 200, height: 400 });
    expect(fit(tall, { width: 400, height: 100 }, 1)).toEqual({ width: 100, height: 200 });
    expect(fit({ width: 0, height: 0 }, frame, 0)).toEqual({ width: 0, height: 0 });
  });

  it('keeps the point under the cursor in place while it enlarges', () => {
    const at = { x: 30, y: -120 };
    const sight = zoomAt(wholePicture(), 4, at, tall, frame);
    expect(sight.scale).toBe(4);
    // The point of the picture that was at (30, -120) is there still.
    expect(sight.x + 4 * at.x).toBe(at.x);
    expect(sight.y + 4 * at.y).toBe(at.y);
  });

  it('neither enlarges without end nor makes the picture smaller than the frame', () => {
    expect(zoomAt(wholePicture(), 1000, { x: 0, y: 0 }, tall, frame).scale).toBe(MAX_SCALE);
    expect(zoomAt(wholePicture(), 0.1, { x: 9, y: 9 }, tall, frame)).toEqual(wholePicture());
  });

  it('moves no farther than the edge of the picture', () => {
    const large = zoomAt(wholePicture(), 2, { x: 0, y: 0 }, tall, frame);
    expect(moveBy(large, 5000, -5000, tall, frame)).toMatchObject({ x: 0, y: -200 });
    expect(within({ ...large, turns: 1, x: 5000, y: 5000 }, tall, frame)).toMatchObject({
      x: 200,
      y: 0,
    });
  });

  it('turns by quarters, both ways round', () => {
    expect(turn(wholePicture(3), 1).turns).toBe(0);
    expect(turn(wholePicture(0), -1).turns).toBe(3);
  });
});
