/** A query that Inventory Visibility would refuse; the message says why. */
export class QueryRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "QueryRefused";
  }
}
