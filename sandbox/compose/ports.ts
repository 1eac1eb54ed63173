/** Ports of the three servers; `SALES_PORT`, `SCM_PORT` and `BACKEND_PORT` move them. */
export interface Ports {
  sales: number;
  scm: number;
  backend: number;
}

/**
 * Reads the ports from the environment.
 * @throws RangeError naming the variable, when a value is no port
 */
export function portsFrom(env: Record<string, string | undefined>): Ports {
  return { sales: port(env, "SALES_PORT", 5080), scm: port(env, "SCM_PORT", 5081), backend: port(env, "BACKEND_PORT", 5082) };
}

function port(env: Record<string, string | undefined>, variable: string, fallback: number): number {
  const text = env[variable];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new RangeError(`${variable} is '${text}'; give a port number between 0 and 65535, or leave it out for ${fallback}.`);
  return value;
}
