/** A list of 32-bit integers that grows by doubling. */
export class GrowableInt32 {
  #values = new Int32Array(8);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The storage itself, longer than what is in use: valid until the next push. */
  get values(): Int32Array {
    return this.#values;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The values as a view: valid until the next push. */
  view(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }
}
