/**
 * One output in a notebook that changes in place.
 *
 * @module
 */
import type { MimeBundle } from "@convbook/jupyter/displayable";
import { type Figure, figureBundle } from "../figure/figure.ts";

/** Sends a message to the notebook's front end. */
export type Broadcast = (type: string, content: Record<string, unknown>) => Promise<void>;

/**
 * Returns the kernel's way to send messages.
 *
 * @returns `Deno.jupyter.broadcast`, or `undefined` outside Jupyter.
 */
export function kernelBroadcast(): Broadcast | undefined {
  try {
    const { jupyter } = Deno; // throws outside the kernel
    return (type, content) => jupyter.broadcast(type, content);
  } catch {
    return undefined;
  }
}

/** A new SVG is drawn no more often than this, in milliseconds: a drawing takes about 100. */
const SVG_INTERVAL = 2000;

/** An output that is shown once and then updated. */
export class LiveDisplay {
  readonly #id = crypto.randomUUID();
  readonly #broadcast: Broadcast;
  #isShown = false;
  #svg: string | undefined;
  #drawnAt = 0;

  /** @param broadcast Sends a message to the front end. */
  constructor(broadcast: Broadcast) {
    this.#broadcast = broadcast;
  }

  /**
   * Shows a line of text.
   *
   * @param text The text.
   */
  async showText(text: string): Promise<void> {
    await this.#show({ "text/plain": text });
  }

  /**
   * Shows a figure. Its Plotly form and its text are always those of the figure. The SVG may be up to
   * two seconds older, since it takes time to draw; a front end that shows SVGs would flicker without.
   *
   * A new SVG is sent twice, first without the Plotly form: JupyterLab's Plotly extension (7.1) draws a
   * figure once and ignores updates, unless the output has had another form in between. The SVG looks
   * like the figure, so nothing is seen of the change.
   *
   * @param figure The figure.
   * @param options The time in milliseconds, and whether the SVG must be new because this is the last.
   */
  async showFigure(
    figure: Figure,
    { now, isLast }: { now: number; isLast: boolean },
  ): Promise<void> {
    if (this.#svg === undefined || isLast || now - this.#drawnAt >= SVG_INTERVAL) {
      this.#svg = await figure.toSvg();
      this.#drawnAt = now;
      await this.#show({ "image/svg+xml": this.#svg, "text/plain": figure.text });
    }
    await this.#show(figureBundle(figure, this.#svg));
  }

  async #show(data: MimeBundle): Promise<void> {
    const type = this.#isShown ? "update_display_data" : "display_data";
    this.#isShown = true;
    await this.#broadcast(type, { data, metadata: {}, transient: { display_id: this.#id } });
  }
}
