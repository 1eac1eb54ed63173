const exceptionTypes = {
  odata: "Microsoft.OData.ODataException",
  write: "Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException",
} as const;

/** A refusal as finance & operations words it. */
export class ScmError extends Error {
  constructor(
    readonly status: number,
    message: string,
    private readonly type?: string,
  ) {
    super(message);
    this.name = "ScmError";
  }

  /** The response body: what happened stands in `innererror` when the service met an exception, else in `message`. */
  body(): unknown {
    return this.type === undefined
      ? { error: { code: "", message: this.message } }
      : { error: { code: "", message: "An error has occurred.", innererror: { message: this.message, type: this.type, stacktrace: "   at the sandbox" } } };
  }
}

/** Something real that this server does not imitate. */
export function notImitated(what: string): ScmError {
  return new ScmError(501, `The sandbox does not imitate ${what}.`);
}

/** The request itself is wrong: unknown property, wrong type, broken query. */
export function badRequest(message: string): ScmError {
  return new ScmError(400, message, exceptionTypes.odata);
}

/**
 * A row that business logic refused.
 * @param entity data entity, e.g. `CustCustomerV3Entity`
 * @param infolog messages with their level, e.g. `Warning: …`; the last without its full stop
 */
export function writeFailed(entity: string, infolog: readonly string[], status: number): ScmError {
  return new ScmError(status, `Write failed for table row of type '${entity}'. Infolog: ${infolog.join("; ")}.`, exceptionTypes.write);
}
