/**
 * A question that many ask at once, put so that no answer is older than the asking: one at a time is under way, and
 * whoever asks meanwhile shares the one that begins when it ends. Under load a few questions serve all who ask.
 *
 * @example
 * const clock = new NewestAnswer(async () => 7);
 * await clock.ask() // => 7
 */
export class NewestAnswer<T> {
  readonly #question: () => Promise<T>;
  #underWay: Promise<T> | null = null;
  #next: Promise<T> | null = null;

  constructor(question: () => Promise<T>) {
    this.#question = question;
  }

  /** The answer to a question that was put after this call. */
  ask(): Promise<T> {
    if (this.#underWay === null) return this.#begin();
    this.#next ??= this.#underWay.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<T> {
    this.#next = null;
    const answer = this.#question();
    this.#underWay = answer;
    const end = () => {
      if (this.#underWay === answer) this.#underWay = null;
    };
    answer.then(end, end);
    return answer;
  }
}
