import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ScmError } from "../errors";
import { parseBody, type ScmService } from "../service";
import { allTotals, newOrder, orderStep, plan, quotationStep, receiptStep, receive, release, type StepResult } from "./actions";

interface Document {
  company: string;
  number: string;
  step: string;
}

/** What a visitor does on the page, for callers: below `/_sandbox/scm`, JSON in and out; see docs/sandbox-scm.md. */
export function addProcessPaths(app: FastifyInstance, service: ScmService): void {
  const answer = (request: FastifyRequest, reply: FastifyReply, work: (body: unknown) => StepResult): FastifyReply => {
    // A page of another site open in the visitor's browser has no business here.
    if (request.headers["sec-fetch-site"] === "cross-site") return reply.code(403).send({ error: "Requests from other sites are refused." });
    try {
      const body = Buffer.isBuffer(request.body) && request.body.length > 0 ? parseBody(request.body) : {};
      return reply.send(work(body));
    } catch (error) {
      if (!(error instanceof ScmError)) throw error;
      return reply.code(error.status).send({ error: error.message });
    }
  };
  const root = "/_sandbox/scm";
  app.post(`${root}/products/release`, (request, reply) => answer(request, reply, (body) => release(service, body)));
  app.post(`${root}/stock/receive`, (request, reply) => answer(request, reply, (body) => receive(service, body)));
  app.post(`${root}/stock/incoming`, (request, reply) => answer(request, reply, (body) => plan(service, body)));
  app.post<{ Params: Document }>(`${root}/stock/incoming/:company/:number/:step`, (request, reply) => {
    const { company, number, step } = request.params;
    return answer(request, reply, () => receiptStep(service, company, number, step));
  });
  app.post(`${root}/totals`, (request, reply) => answer(request, reply, (body) => allTotals(service, body)));
  app.post(`${root}/orders`, (request, reply) => answer(request, reply, (body) => newOrder(service, body)));
  app.post<{ Params: Document }>(`${root}/orders/:company/:number/:step`, (request, reply) => {
    const { company, number, step } = request.params;
    return answer(request, reply, (body) => orderStep(service, company, number, step, body));
  });
  app.post<{ Params: Document }>(`${root}/quotations/:company/:number/:step`, (request, reply) => {
    const { company, number, step } = request.params;
    return answer(request, reply, () => quotationStep(service, company, number, step));
  });
}
