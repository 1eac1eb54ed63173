import { randomUUID } from "node:crypto";

const secondsValid = 3600;

/** Access tokens that were given out, each for one environment and an hour. */
export class AccessTokens {
  private readonly given = new Map<string, { environment: string; until: number }>();

  /** @param now milliseconds since the epoch */
  constructor(private readonly now: () => number) {}

  /** A new token, with the seconds it is valid. */
  give(environment: string): { token: string; expiresIn: number } {
    const token = `iv-${randomUUID()}`;
    this.given.set(token, { environment: environment.toLowerCase(), until: this.now() + secondsValid * 1000 });
    return { token, expiresIn: secondsValid };
  }

  /** Whether a token holds for an environment now. */
  holds(token: string, environment: string): boolean {
    const known = this.given.get(token);
    return known !== undefined && known.environment === environment.toLowerCase() && this.now() < known.until;
  }
}
