/** Fills an ellipse about a place, with half its width and half its height. */
export function fillEllipse(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { x, y }: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
): void {
  context.beginPath();
  context.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  context.fill();
}
