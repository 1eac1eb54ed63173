import { ClaimLostError, ConnectionError, RefusalError } from "../core/errors";
import { systemTime } from "../connectors/http/time";
import { Lease } from "./lease";

const leaseMs = 30_000;
let now: number;
let renewals: number;

/** A lease of a row that somebody else may hold by now. */
class TestLease extends Lease {
  constructor(private readonly renewal: () => Promise<string>, private readonly held: string | undefined) {
    super("first", 0, leaseMs, { ...systemTime, monotonic: () => now });
  }

  protected renewRow(): Promise<string> {
    renewals++;
    return this.renewal();
  }

  protected stillHeld(): Promise<string | undefined> {
    return Promise.resolve(this.held);
  }
}

/** A lease whose renewal ends as told, on a clock that the test moves. */
function leaseWith(renewal: () => Promise<string>, held?: string): Lease {
  now = 0;
  renewals = 0;
  const lease = new TestLease(renewal, held);
  leases.push(lease);
  return lease;
}
const leases: Lease[] = [];
afterEach(() => Promise.all(leases.splice(0).map((lease) => lease.end())));

test("a young claim is taken at its word, an older one is renewed before a write", async () => {
  const lease = leaseWith(() => Promise.resolve("second"));
  now = leaseMs / 3;
  await lease.assertHeld();
  expect(renewals).toBe(0);
  now = leaseMs * 0.9;
  await lease.assertHeld();
  expect(renewals).toBe(1);
  expect(await lease.end()).toBe("second");
});

test("a process that slept beyond its lease does not write once another holds the request", async () => {
  const lease = leaseWith(() => Promise.reject(new RefusalError("sales-refused", 412, "0x80060882")));
  now = leaseMs * 3;
  await expect(lease.assertHeld()).rejects.toBeInstanceOf(ClaimLostError);
  expect(lease.lost.aborted).toBe(true);
});

test("a refusal of a version that is still our own, because an answer was lost, does not end the work", async () => {
  const lease = leaseWith(() => (renewals === 1 ? Promise.reject(new RefusalError("sales-refused", 412, "0x80060882")) : Promise.resolve("third")), "second");
  now = leaseMs * 0.6;
  await lease.assertHeld();
  expect(lease.lost.aborted).toBe(false);
  expect(await lease.end()).toBe("third");
});

test("when Dataverse cannot be asked, writing stops before the lease runs out", async () => {
  const lease = leaseWith(() => Promise.reject(new ConnectionError("sales-unreachable")));
  now = leaseMs * 0.6;
  await lease.assertHeld();
  now = leaseMs * 0.85;
  await expect(lease.assertHeld()).rejects.toBeInstanceOf(ClaimLostError);
});
