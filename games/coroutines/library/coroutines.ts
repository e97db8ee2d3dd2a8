// Symmetric coroutines: whoever runs says by name who goes on, and hands a value over.

/** What a coroutine does. `yield other.switch(value)` goes to another; its result is what comes back. */
export type Body<Handed> = (first: Handed) => Generator<unknown, unknown, Handed>;

/** The one that is not a coroutine: the code that started it all. */
const MAIN = "main";

/** A place that control can go to. */
export type Target<Handed> = {
  readonly name: string;
  /**
   * Goes there with a value. In a coroutine it must be yielded, at once. In the code outside it runs until a
   * coroutine ends or switches to main, and returns the value that came with that.
   *
   * @throws when there is nothing to go to, or when a coroutine threw
   */
  switch(value: Handed): unknown;
};

/** A coroutine. */
export type Coroutine<Handed> = Target<Handed> & {
  readonly hasEnded: boolean;
  /** Ends it where it stands; its `finally` runs. */
  close(): void;
};

/** What happens, for whoever draws it. */
export type SwitchEvent = {
  readonly kind: "switch" | "end";
  readonly from: string;
  readonly to: string;
  readonly value: unknown;
};

type Request = { readonly to: Member | undefined; readonly value: unknown };

/** Coroutines that can switch to one another, and the one of them that runs. */
export class Coroutines {
  readonly #observe: (event: SwitchEvent) => void;
  #members: Member[] = [];
  #current: Member | undefined;
  #request: Request | undefined;

  constructor(observe: (event: SwitchEvent) => void = () => {}) {
    this.#observe = observe;
  }

  /** The name of the one that runs. */
  get current(): string {
    return this.#current?.name ?? MAIN;
  }

  /** The code that started it all, to switch back to. */
  readonly main: Target<unknown> = {
    name: MAIN,
    switch: (value) => {
      if (!this.#current) throw new Error("Cannot switch to main: it is the one that runs");
      return this.#ask({ to: undefined, value });
    },
  };

  /** Makes a coroutine; it runs when somebody switches to it. */
  make<Handed>(name: string, body: Body<Handed>): Coroutine<Handed> {
    const member: Member = new Member(
      name,
      body as Body<unknown>,
      (value) => this.#switchTo(member, value),
    );
    this.#members.push(member);
    return member;
  }

  /** Ends all that are left, the first one made first. */
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

  /** Goes from one to the other until control comes back to the code outside. */
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

  /** The first value is the body's argument, each later one the result of its `yield`. */
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
