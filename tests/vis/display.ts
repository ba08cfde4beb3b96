import {
  type Displayable,
  JUPYTER_DISPLAY,
  type MimeBundle,
} from "../../lib/jupyter/displayable.ts";

/** Returns what the kernel would show for a value. */
export function display(value: Displayable): Promise<MimeBundle> {
  return value[JUPYTER_DISPLAY]();
}
