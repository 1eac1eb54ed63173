/**
 * Fixed ids of the rows every sandbox organisation begins with, so that tests, demo rows and both servers agree on them.
 * They are made up; nothing in a real organisation has them.
 */
export const ids = {
  organization: "5a1e5000-0000-4000-8000-000000000001",
  businessUnit: "5a1e5000-0000-4000-8000-000000000002",
  /** Default owner team of the business unit. */
  defaultTeam: "5a1e5000-0000-4000-8000-000000000003",
  /** US dollar, the organisation's base currency. */
  baseCurrency: "5a1e5000-0000-4000-8000-000000000010",
  /** Unit group "Default Unit" and its base unit "Primary Unit". */
  defaultUnitGroup: "5a1e5000-0000-4000-8000-000000000020",
  defaultUnit: "5a1e5000-0000-4000-8000-000000000021",
  users: {
    /** System administrator, token `sandbox-admin`. */
    admin: "5a1e5000-0000-4000-8000-0000000000a1",
    /** Salesperson, token `sandbox-sales`. */
    sales: "5a1e5000-0000-4000-8000-0000000000a2",
    /** Application user of the backend, token `sandbox-sync`. */
    sync: "5a1e5000-0000-4000-8000-0000000000a3",
  },
} as const;
