import { TextError } from "../../cli/errors.ts";
import type { Text } from "../../cli/language.ts";

/** An order cannot be carried out. */
export class OrderError extends TextError {
  override readonly name = "OrderError";
  /** The status of the answer. */
  readonly status: number;
  constructor(status: number, text: Text) {
    super(text);
    this.status = status;
  }
}
