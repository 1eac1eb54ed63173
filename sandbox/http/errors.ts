/** Input to the sandbox's own paths (`/_sandbox/…`) that it cannot use. Answered as 400 with the message. */
export class SandboxInputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SandboxInputError";
  }
}

/** The port asked for is held by another program. */
export class PortInUseError extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} on 127.0.0.1 is in use by another program. Stop that program or choose another port.`);
    this.name = "PortInUseError";
  }
}
