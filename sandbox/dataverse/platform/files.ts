import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

const byEnding: Record<string, string> = {
  htm: "text/html; charset=utf-8", html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8",
  xml: "text/xml; charset=utf-8", resx: "text/xml; charset=utf-8", xsl: "text/xml; charset=utf-8", json: "application/json; charset=utf-8",
  svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", ico: "image/x-icon",
};

/** Content type of a file by its ending. */
export function contentTypeOf(name: string): string {
  return byEnding[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}

/** Sends a file; a browser that has it already gets 304. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, name: string, content: Uint8Array): FastifyReply {
  const etag = `"${createHash("sha1").update(content).digest("base64url")}"`;
  void reply.header("etag", etag).header("cache-control", "no-cache").header("x-content-type-options", "nosniff");
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  return reply.type(contentTypeOf(name)).send(Buffer.from(content));
}
