/** Gives access tokens; `@azure/identity` credentials fit as they are. */
export interface TokenCredential {
  /** @param scope e.g. `https://org.crm.dynamics.com/.default` */
  getToken(scope: string): Promise<{ token: string } | null>;
}

/** One token for everything, e.g. in a local run. */
export class StaticTokenCredential implements TokenCredential {
  constructor(private readonly token: string) {}

  getToken(): Promise<{ token: string }> {
    return Promise.resolve({ token: this.token });
  }
}
