import type { FastifyInstance } from "fastify";
import type { ScmService } from "../service";

/** The page for people. */
export function addPage(app: FastifyInstance, _service: ScmService): void {
  app.get("/", (_request, reply) => reply.type("text/html").send(""));
}
