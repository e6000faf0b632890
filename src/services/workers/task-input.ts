/** What a function of tasks.ts is given, with the buffers that move to its thread instead of being copied. */
export interface TaskInput<Input> {
  readonly input: Input;
  readonly transfer: readonly ArrayBuffer[];
}
