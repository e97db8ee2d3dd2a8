// Symmetric coroutines: the running one switches to another by name, and passes it a value.

/**
 * The body of a coroutine. `yield other.switch(value)` switches to another; the result is the value of the switch back.
 */
export type Body<Handed> = (first: Handed) => Generator<unknown, unknown, Handed>;

/** The name of the code outside all coroutines, which started them. */
const MAIN = "main";

/** A place to switch to. */
export type Target<Handed> = {
  readonly name: string;
  /**
   * Switches there with a value. A coroutine must yield the result at once. In the code outside, the call runs until a
   * coroutine ends or switches to main, and returns the value of that.
   *
   * @throws where there is nothing to switch to, or where a coroutine threw
   */
  switch(value: Handed): unknown;
};

/** A coroutine. */
export type Coroutine<Handed> = Target<Handed> & {
  readonly hasEnded: boolean;
  /** Ends the coroutine where it is suspended; its `finally` runs. */
  close(): void;
};

/** An event for a drawing of the run. */
export type SwitchEvent = {
  readonly kind: "switch" | "end";
  readonly from: string;
  readonly to: string;
  readonly value: unknown;
};

type Request = { readonly to: Member | undefined; readonly value: unknown };

/** Coroutines that can switch to each other, and the running one. */
export class Coroutines {
  readonly #observe: (event: SwitchEvent) => void;
  #members: Member[] = [];
  #current: Member | undefined;
  #request: Request | undefined;

  constructor(observe: (event: SwitchEvent) => void = () => {}) {
    this.#observe = observe;
  }

  /** The name of the running one. */
  get current(): string {
    return this.#current?.name ?? MAIN;
  }

  /** The code outside, as a place to switch back to. */
  readonly main: Target<unknown> = {
    name: MAIN,
    switch: (value) => {
      if (!this.#current) throw new Error("Cannot switch to main: it is the one that runs");
      return this.#ask({ to: undefined, value });
    },
  };

  /** Makes a coroutine; it starts at the first switch to it. */
  make<Handed>(name: string, body: Body<Handed>): Coroutine<Handed> {
    const member: Member = new Member(
      name,
      body as Body<unknown>,
      (value) => this.#switchTo(member, value),
    );
    this.#members.push(member);
    return member;
  }

  /** Closes all coroutines that have not ended, in the order in which they were made. */
  close(): void {
    for (const member of this.#members) member.close();
  }

  #switchTo(to: Member, value: unknown): unknown {
    if (to.hasEnded) throw new Error(`Cannot switch to "${to.name}": it has ended`);
    if (this.#current) return this.#ask({ to, value });
    return this.#run(to, value);
  }

  #ask(request: Request): Request {
    if (this.#request) {
      throw new Error(`Cannot switch in "${this.current}": its last switch was not yielded`);
    }
    this.#request = request;
    return request;
  }

  /** Switches from one to the next until control returns to the code outside. */
  #run(first: Member, value: unknown): unknown {
    let request: Request = { to: first, value };
    try {
      for (;;) {
        const from = this.current;
        const { to } = request;
        this.#current = to;
        this.#observe({ kind: "switch", from, to: to?.name ?? MAIN, value: request.value });
        if (!to) return request.value;
        const step = to.resume(request.value);
        if (step.done) {
          this.#observe({ kind: "end", from: to.name, to: MAIN, value: step.value });
          return step.value;
        }
        request = this.#take(step.value, to);
      }
    } finally {
      this.#current = undefined;
      this.#request = undefined;
    }
  }

  #take(yielded: unknown, member: Member): Request {
    const request = this.#request;
    if (!request || yielded !== request) {
      member.close();
      throw new Error(`Cannot go on from "${member.name}": it yielded, but no switch`);
    }
    this.#request = undefined;
    return request;
  }
}

class Member implements Coroutine<unknown> {
  readonly name: string;
  readonly #body: Body<unknown>;
  readonly #switch: (value: unknown) => unknown;
  #generator: Generator<unknown, unknown, unknown> | undefined;
  #hasEnded = false;

  constructor(name: string, body: Body<unknown>, goTo: (value: unknown) => unknown) {
    this.name = name;
    this.#body = body;
    this.#switch = goTo;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  switch(value: unknown): unknown {
    return this.#switch(value);
  }

  /** The first value is the body's argument, each later one the result of a `yield`. */
  resume(value: unknown): IteratorResult<unknown, unknown> {
    try {
      const isFirst = this.#generator === undefined;
      this.#generator ??= this.#body(value);
      const step = isFirst ? this.#generator.next() : this.#generator.next(value);
      this.#hasEnded = step.done === true;
      return step;
    } catch (error) {
      this.#hasEnded = true;
      throw error;
    }
  }

  close(): void {
    if (this.#hasEnded) return;
    const step = this.#generator?.return(undefined);
    if (step?.done === false) {
      throw new Error(`Cannot close "${this.name}": its finally yields`);
    }
    this.#hasEnded = true;
  }
}
