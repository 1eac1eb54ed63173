import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup } from "@testing-library/react";
import { RequestStatus, onHand, product, syncRequest } from "../../model/generated/schema";
import type { Row } from "../shared/row";
import { rowAlias } from "../shared/stock/query";
import { axeProblems } from "../shared/test/axe";
import { type MockHost, property, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { Form } from "./test/form";
import { at, bareRow, minute, now, placeRow, productId, requestRow, totalRow, usual } from "./test/rows";

beforeEach(() => { jest.useFakeTimers({ now }); });
afterEach(() => { cleanup(); jest.useRealTimers(); });

const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/ProductStock.${lcid}.resx`), "utf8"));
const pass = (ms: number) => act(async () => { await jest.advanceTimersByTimeAsync(ms); });

const c = onHand.columns;
const r = syncRequest.columns;
interface Look {
  words: string;
  french: string;
  host?: Partial<MockHost>;
  parameters?: Record<string, unknown>;
  stock?: readonly Row[] | Error;
  request?: Row;
}
const elsewhere = { entityTypeName: "quote", entityId: productId };
const old = [totalRow([5, 5], { [rowAlias(c.asOf)]: at(61 * minute) })];

/** Each way the card can look. */
const looks: Record<string, Look> = {
  usual: { words: "12 ea available of 16 on hand", french: "12 ea disponibles sur 16 en stock" },
  "measure physical": { words: "16 ea on hand, 4 of it reserved", french: "dont 4 réservés", parameters: { measure: "physical" } },
  "measure ordered": { words: "30 ea available of 36 on hand and ordered", french: "sur 36 en stock et commandés", parameters: { measure: "ordered" } },
  "new record": { words: "Save the product first", french: "Enregistrez d’abord", host: { contextInfo: { entityTypeName: "product", entityId: "" } } },
  "no product chosen": { words: "No product is chosen", french: "Aucun produit", host: { contextInfo: elsewhere }, parameters: { product: [] } },
  "another form": { words: "not a product", french: "n’est pas un produit", host: { contextInfo: elsewhere } },
  "silent host": { words: "does not tell the control", french: "n’indique pas au contrôle", host: { contextInfo: undefined } },
  deleted: { words: "does not exist any more, or you may not read it", french: "n’existe plus", stock: [] },
  service: { words: "is not kept in stock", french: "n’est pas tenu en stock", stock: [bareRow({ isstockitem: false })] },
  "not of SCM": { words: "does not come from Supply Chain Management", french: "ne vient pas de", stock: [bareRow({ [product.columns.isMaintainedExternally]: false })] },
  "never read": { words: "Waiting for fresh numbers…", french: "En attente de chiffres à jour…", stock: [bareRow()] },
  "never read, refresh not offered": { words: "No stock has been read yet.", french: "Aucun stock n'a encore été lu.", stock: [bareRow()], parameters: { offerRefresh: "no" } },
  "another company only": { words: "no numbers of company demf", french: "de la société demf", parameters: { company: "demf" } },
  "no warehouses": { words: "No warehouse has ever had any", french: "Aucun entrepôt", stock: [totalRow([0, 0])] },
  old: { words: "Older than", french: "Plus de", stock: old },
  "unknown age": { words: "Of unknown age", french: "D'âge inconnu", stock: [totalRow([5, 5], { [rowAlias(c.asOf)]: null })] },
  "refresh to be retried": { words: "Fresh numbers could not be read. It is tried again in 5 minutes.", french: "Les chiffres n'ont pas pu être lus. Nouvelle tentative dans 5 minutes.", stock: old, request: requestRow({ [r.attempts]: 1, [r.nextAttemptOn]: at(-5.5 * minute) }) },
  "refresh failed": { words: "No fresh numbers could be read.", french: "Aucun chiffre à jour n'a pu être lu.", stock: old, request: requestRow({ [r.status]: RequestStatus.Failed, [r.errorCode]: "NoSuchCode" }) },
  "unit missing": { words: "The unit is not known", french: "L’unité n’est pas connue", stock: [totalRow([5, 5], { [rowAlias(c.unit)]: null })] },
  "below zero": { words: "-4", french: "-4", stock: [placeRow("1 A / 13 B", [-4, -4]), totalRow([-4, -4])] },
  "ten places": { words: "1,234,567.0000000001", french: "0000000001", stock: [totalRow(["1234567.0000000001", 2])] },
  "a newer source": { words: "another source", french: "une autre source", stock: [totalRow([1, 1], { [rowAlias(c.source)]: 504170099 })] },
  "names of all kinds": { words: "<img src=x onerror=alert(1)>", french: "<img src=x onerror=alert(1)>", stock: [placeRow("1 <img src=x onerror=alert(1)> / 13 \u202eEvil 😀 مستودع", [1, 1]), totalRow([1, 1])] },
  "blank places": { words: "No site", french: "Sans site", stock: [placeRow(" / ", [1, 1]), totalRow([1, 1])] },
  "projection below zero": { words: "Below zero from", french: "Sous zéro à partir du" },
  "flat projection": { words: "No change is expected", french: "Aucun changement", stock: [totalRow([1, 1], {}, [{ date: "2026-06-15", available: "1" }])] },
  "projection that is none": { words: "5 ea available", french: "5 ea disponibles", stock: [totalRow([5, 5], { [rowAlias(c.projected)]: "{broken" })] },
  offline: { words: "You are offline. The stock is read when the connection is back.", french: "Vous êtes hors connexion. Le stock sera lu quand la connexion sera rétablie.", host: { offline: true } },
  "no privilege": { words: "You may not read stock. Ask an administrator for the role P2C Salesperson.", french: "Vous n'êtes pas autorisé à lire le stock. Demandez à un administrateur le rôle P2C Salesperson.", stock: webApiError(0x80040220, "missing prvReadp2c_onhand") },
  "table missing": { words: "Stock cannot be read because a table or column is missing. Ask an administrator to import the current solution.", french: "Le stock ne peut pas être lu car une table ou une colonne manque. Demandez à un administrateur d'importer la solution actuelle.", stock: webApiError(0x80041102, "entity doesn't exist") },
  throttled: { words: "Dataverse is busy with too many requests. Wait a minute, then check again.", french: "Dataverse reçoit trop de demandes. Attendez une minute, puis vérifiez à nouveau.", stock: webApiError(0x80072322, "exceeded") },
  "server error": { words: "The stock could not be read.", french: "Le stock n'a pas pu être lu.", stock: webApiError(0x80040216, "An unexpected error occurred.") },
};

async function show(look: Look, languageId: number): Promise<Form> {
  const form = new Form(strings(languageId), { ...look.host, languageId }, look.parameters);
  if (look.stock) form.stock = look.stock;
  if (look.request) form.request = look.request;
  await form.open();
  if (look.request) await pass(2_000);
  return form;
}

describe.each(Object.entries(looks))("%s", (_name, look) => {
  test("is told in words and passes axe", async () => {
    const form = await show(look, 1033);
    expect(form.text).toContain(look.words);
    jest.useRealTimers();
    expect(await axeProblems(form.container)).toEqual([]);
  });

  test("is told in French without a missing text", async () => {
    const form = await show(look, 1036);
    expect(form.text).toContain(look.french);
    expect(form.text).not.toMatch(/[A-Z][a-zA-Z]+_[A-Za-z]+|\{\d\}/);
  });
});

test("column security that hides a lookup is told, and nothing is asked", async () => {
  const form = new Form(strings(1033));
  form.host.settings.parameters.product = property([], { readable: false, editable: false, secured: true });
  await form.open();
  expect(form.text).toContain("Column security hides");
  expect(form.host.calls).toEqual([]);
});

test("markup in names stays text", async () => {
  const form = new Form(strings(1033));
  form.stock = [placeRow("1 <b>A</b> / 13 <img src=x>", [1, 1], { [rowAlias(c.unit)]: "<i>ea</i>" }), ...usual.slice(3)];
  await form.open();
  expect(form.container.querySelector("img, b, i")).toBeNull();
});
