/** Something in the unpacked solution that cannot be packed: which file, what is wrong, what to do. */
export class PackError extends Error {
  constructor(readonly file: string, readonly problem: string, readonly remedy: string) {
    super(`${file} ${problem}. ${remedy}`);
    this.name = "PackError";
  }
}
