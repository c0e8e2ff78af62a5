/*
 * How a picture lies in its frame: turned by quarter turns, enlarged, and moved. At scale 1 it fits
 * the frame; its middle is moved by x and y pixels from the middle of the frame.
 */

export interface Sight {
  scale: number;
  x: number;
  y: number;
  /** Quarter turns to the right. */
  turns: number;
}

export interface Size {
  width: number;
  height: number;
}

export const MIN_SCALE = 1;
export const MAX_SCALE = 8;

export const wholePicture = (turns = 0): Sight => ({ scale: 1, x: 0, y: 0, turns });

/** The picture as it fits the frame, before it is turned: what scale 1 means. */
export function fit(picture: Size, frame: Size, turns: number): Size {
  const lying = turns % 2 !== 0;
  const width = lying ? picture.height : picture.width;
  const height = lying ? picture.width : picture.height;
  if (width <= 0 || height <= 0) return { width: 0, height: 0 };
  const factor = Math.min(frame.width / width, frame.height / height);
  return { width: picture.width * factor, height: picture.height * factor };
}

/** Not so far that an edge of the picture comes inside the frame while it could cover it. */
export function within(sight: Sight, picture: Size, frame: Size): Sight {
  const fitted = fit(picture, frame, sight.turns);
  const lying = sight.turns % 2 !== 0;
  const width = (lying ? fitted.height : fitted.width) * sight.scale;
  const height = (lying ? fitted.width : fitted.height) * sight.scale;
  const room = (shown: number, available: number) => Math.max(0, (shown - available) / 2);
  const limit = (value: number, most: number) => Math.max(-most, Math.min(most, value));
  return {
    ...sight,
    x: limit(sight.x, room(width, frame.width)),
    y: limit(sight.y, room(height, frame.height)),
  };
}

/** Enlarges by a factor, so that the point at (x, y), from the middle of the frame, stays in place. */
export function zoomAt(
  sight: Sight,
  factor: number,
  at: { x: number; y: number },
  picture: Size,
  frame: Size,
): Sight {
  const scale = Math.max(MIN_SCALE, Math.min(MAX_SCALE, sight.scale * factor));
  const ratio = scale / sight.scale;
  const moved = {
    ...sight,
    scale,
    x: at.x - (at.x - sight.x) * ratio,
    y: at.y - (at.y - sight.y) * ratio,
  };
  return within(moved, picture, frame);
}

export const moveBy = (sight: Sight, dx: number, dy: number, picture: Size, frame: Size): Sight =>
  within({ ...sight, x: sight.x + dx, y: sight.y + dy }, picture, frame);

/** A quarter turn; the picture is then seen whole, because what was in sight is elsewhere. */
export const turn = (sight: Sight, quarters: number): Sight =>
  wholePicture((((sight.turns + quarters) % 4) + 4) % 4);
