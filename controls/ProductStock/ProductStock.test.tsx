import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { RequestStatus, onHand, syncRequest } from "../../model/generated/schema";
import { rowAlias } from "../shared/stock/query";
import { property, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { Form, settle } from "./test/form";
import { at, bareRow, minute, now, placeRow, productId, requestId, requestRow, totalRow, usual } from "./test/rows";

const english = parseResx(readFileSync(join(__dirname, "strings/ProductStock.1033.resx"), "utf8"));
const pass = (ms: number) => act(async () => { await jest.advanceTimersByTimeAsync(ms); });

const c = onHand.columns;
const r = syncRequest.columns;
const asOf = rowAlias(c.asOf);

beforeEach(() => { jest.useFakeTimers({ now }); });
afterEach(() => {
  cleanup();
  Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
  jest.useRealTimers();
});

describe("showing", () => {
  test("costs one request, however often the host updates", async () => {
    const form = await new Form(english).open();
    await form.update();
    await pass(4 * minute);
    expect(form.host.calls.map(({ operation, table }) => [operation, table])).toEqual([["retrieveMultipleRecords", "product"]]);
    expect(decodeURIComponent(form.host.calls[0]?.options ?? "")).toContain(`<value>${productId}</value>`);
    expect(form.control.getOutputs()).toEqual({});
  });

  test("tells whose numbers these are, how old and where from", async () => {
    const form = await new Form(english).open();
    const time = form.container.querySelector("time");
    expect([time?.textContent, time?.title]).toEqual(["As of 10 minutes ago (15/06/2026, 11:50)", "15/06/2026, 11:50"]);
    expect(form.text).toContain("Supply Chain Management · USMF");
    expect(form.text).not.toContain("Older than 60 minutes");
    await pass(51 * minute);
    expect(form.text).toContain("Older than 60 minutes");
  });

  test("lists sites with their warehouses, sums of sites that have several, and of all", async () => {
    const form = await new Form(english).open();
    expect(form.rows("By site and warehouse")).toEqual([
      ["Place", "Available", "On hand", "Reserved", "Ordered", "On order"],
      ["Main site 1", "9", "13", "4", "20", "2"], ["Returns 11", "1", "1", "0", "0", "0"], ["Finished goods 13", "8", "12", "4", "20", "2"],
      ["West coast 2Distribution 24", "3", "3", "0", "0", "0"], ["All", "12", "16", "4", "20", "2"],
    ]);
    for (const header of Array.from(form.container.querySelectorAll("th"))) expect(["row", "col"]).toContain(header.getAttribute("scope"));
  });

  test("quantities are written the user's way, with all their places", async () => {
    const form = new Form(english);
    form.stock = [totalRow(["-1234.5000000001", 2])];
    const { context } = form.host;
    form.host.context = () => {
      const made = context.call(form.host);
      Object.assign(made.userSettings, { numberFormattingInfo: { numberDecimalSeparator: ",", numberGroupSeparator: "'", numberGroupSizes: [3], negativeSign: "−", numberNegativePattern: 1 } });
      return made;
    };
    await form.open();
    expect(form.text).toContain("−1'234,5000000001 ea");
  });

  test("with several companies the user chooses; the newest numbers come first", async () => {
    const form = new Form(english);
    form.stock = [totalRow([1, 1], { [rowAlias(c.company)]: "demf", [asOf]: at(20 * minute) }), totalRow([7, 7])];
    await form.open();
    const chooser = screen.getByRole("combobox", { name: "Company" });
    expect((chooser as HTMLSelectElement).value).toBe("usmf");
    await settle(() => { fireEvent.change(chooser, { target: { value: "demf" } }); });
    expect(form.text).toContain("1 ea available of 1 on hand");
    expect(form.host.calls).toHaveLength(1);
  });

  test("a lookup's product is shown on any form, and what is asked for names the product", async () => {
    const form = new Form(english, { contextInfo: { entityTypeName: "quotedetail", entityId: requestId } }, { product: [{ id: `{${productId}}`, entityType: "product", name: "Wheel" }] });
    await form.open();
    await form.click("Refresh");
    const created = form.host.calls.find(({ operation }) => operation === "createRecord");
    expect(created?.data).toMatchObject({ [r.openKey]: `onhand:product:${productId}`, [r.name]: "Wheel" });
  });

  test("parts that are switched off are left out", async () => {
    const form = await new Form(english, {}, { showProjected: "no", offerRefresh: "no" }).open();
    expect(screen.queryByText("Can be promised by day")).toBeNull();
    expect(screen.queryByRole("button", { name: "Refresh" })).toBeNull();
    expect(form.text).toContain("12 ea");
  });

  test("nothing is asked while the form hides the control", async () => {
    const form = await new Form(english, { visible: false }).open();
    await pass(10 * minute);
    expect(form.host.calls).toEqual([]);
    await form.update({ visible: true });
    expect(form.text).toContain("12 ea");
  });
});

describe("what can be promised by day", () => {
  test("stands in a sentence, and behind the plot in a table", async () => {
    const form = await new Form(english).open();
    expect(form.text).toContain("Today: 10 ea. Below zero from 19/06/2026, 12:00. Lowest: -3 ea on 19/06/2026, 12:00. 17 ea from 24/06/2026, 12:00 on.");
    await form.click("Show as table");
    expect(form.rows("Can be promised by day")).toEqual([
      ["Day", "Can be promised", "In", "Out"], ["15/06/2026, 12:00 Today", "10", "0", "2"], ["19/06/2026, 12:00", "-3", "0", "13"], ["24/06/2026, 12:00", "17", "20", "0"],
    ]);
    expect(screen.queryByRole("slider")).toBeNull();
    await form.click("Show as plot");
    expect(screen.getByRole("slider")).toBeTruthy();
  });

  test("is reached day by day with the keys", async () => {
    await new Form(english).open();
    const slider = screen.getByRole("slider", { name: "Day of the plot" });
    const press = (key: string) => { fireEvent.keyDown(slider, { key }); return slider.getAttribute("aria-valuetext"); };
    expect(slider.getAttribute("aria-valuetext")).toBe("15/06/2026, 12:00: 10 ea, Out 2");
    expect(press("ArrowRight")).toBe("19/06/2026, 12:00: -3 ea, Out 13");
    expect(press("End")).toBe("24/06/2026, 12:00: 17 ea, In 20");
    expect(press("ArrowRight")).toBe("24/06/2026, 12:00: 17 ea, In 20");
    expect(press("ArrowLeft")).toContain("-3 ea");
    expect(press("Home")).toContain("10 ea");
  });

  test("is reached with the pointer, and back to today when it leaves", async () => {
    await new Form(english).open();
    const slider = screen.getByRole("slider");
    slider.getBoundingClientRect = () => ({ left: 100, width: 200 }) as DOMRect;
    // jsdom knows no pointer events of its own; React listens by name.
    const move = (type: string, clientX: number) => { fireEvent(slider, new MouseEvent(type, { bubbles: true, clientX })); return slider.getAttribute("aria-valuetext"); };
    expect(move("pointermove", 190)).toContain("-3 ea");
    expect(move("pointermove", 299)).toContain("17 ea");
    expect(move("pointerout", 0)).toContain("10 ea");
  });

  test("below zero is hatched, not only coloured", async () => {
    const form = await new Form(english).open();
    const fills = Array.from(form.container.querySelectorAll("rect")).map((rect) => rect.getAttribute("fill"));
    expect(fills).toEqual([null, expect.stringMatching(/^url\(#p2c-hatch/), null]);
  });
});

describe("fresh numbers", () => {
  const old = [totalRow([5, 5], { [asOf]: at(61 * minute) })];
  const done = requestRow({ [r.status]: RequestStatus.Succeeded });

  test("a click asks, watches with back-off and shows what came", async () => {
    const form = await new Form(english).open();
    await form.click("Refresh");
    expect(screen.getByRole("button", { name: "Refresh" }).getAttribute("aria-disabled")).toBe("true");
    expect(form.count("createRecord")).toBe(1);
    await pass(1_999);
    expect(form.count("retrieveRecord")).toBe(0);
    form.request = requestRow({ [r.status]: RequestStatus.Running });
    await pass(1);
    expect([form.count("retrieveRecord"), screen.getByRole("status").textContent]).toEqual([1, "Reading Supply Chain Management…"]);
    form.request = done;
    form.stock = [totalRow([40, 40])];
    await pass(3_000);
    expect(form.text).toContain("40 ea available of 40 on hand");
    expect(screen.getByRole("status").textContent).toBe("The numbers are fresh.");
    await pass(4 * minute);
    expect(form.host.calls.map(({ operation }) => operation)).toEqual(["retrieveMultipleRecords", "createRecord", "retrieveRecord", "retrieveRecord", "retrieveMultipleRecords"]);
  });

  test("old numbers are refreshed once by themselves, fresh ones and foreign products are not", async () => {
    const form = new Form(english);
    form.stock = old;
    form.request = done;
    await form.open();
    expect(form.text).toContain("5 ea");
    await pass(2_000);
    await pass(20 * minute);
    expect(form.count("createRecord")).toBe(1);
    cleanup();
    const never = new Form(english);
    never.stock = [bareRow({ p2c_ismaintainedexternally: false })];
    expect((await never.open()).count("createRecord")).toBe(0);
    cleanup();
    expect((await new Form(english).open()).count("createRecord")).toBe(0);
  });

  test("the age that is too old is a property; nonsense counts as an hour", async () => {
    const asked = async (maxAgeMinutes: number | null) => {
      const form = await new Form(english, {}, { maxAgeMinutes }).open();
      cleanup();
      return form.count("createRecord");
    };
    expect([await asked(9), await asked(11), await asked(0), await asked(-5), await asked(null)]).toEqual([1, 0, 0, 0, 0]);
  });

  test("when SCM is down the last numbers stay, with their age and the reason", async () => {
    const form = new Form(english);
    form.stock = old;
    form.request = requestRow({ [r.status]: RequestStatus.Failed, [r.errorCode]: "NoSuchCode" });
    await form.open();
    await pass(2_000);
    expect(form.text).toContain("5 ea available");
    expect(form.text).toContain("Older than 60 minutes");
    expect(screen.getByRole("alert").textContent).toContain("No fresh numbers could be read.");
    expect(screen.getByRole("button", { name: "Refresh" })).toBeTruthy();
  });

  test("one that is open already is followed instead of a second", async () => {
    const form = new Form(english);
    form.created = webApiError(0x80060892, "duplicate key");
    form.openRequests = [requestRow()];
    await form.open();
    await form.click("Refresh");
    expect(form.text).toContain("asked for already");
    form.request = done;
    await pass(2_000);
    expect(screen.getByRole("status").textContent).toBe("The numbers are fresh.");
  });

  test("who may not ask is told so, and the numbers stay", async () => {
    const form = new Form(english);
    form.created = webApiError(0x80040220, "missing prvCreatep2c_syncrequest");
    await form.open();
    await form.click("Refresh");
    expect(screen.getByRole("alert").textContent).toContain("You may not ask for fresh numbers.");
    expect(form.text).toContain("12 ea");
  });

  test("nothing is watched while the browser tab is behind another", async () => {
    const form = await new Form(english).open();
    await form.click("Refresh");
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    await settle(() => { fireEvent(document, new Event("visibilitychange")); });
    await pass(5 * minute);
    expect(form.count("retrieveRecord")).toBe(0);
  });

  test("after destroy nothing happens", async () => {
    const form = await new Form(english).open();
    await form.click("Refresh");
    form.control.destroy();
    await pass(5 * minute);
    expect([form.count("retrieveRecord"), jest.getTimerCount()]).toEqual([0, 0]);
  });
});

test("a failed read keeps the last numbers and is repaired by Check again", async () => {
  const form = await new Form(english).open();
  form.stock = webApiError(0, "Failed to fetch");
  form.request = requestRow({ [r.status]: RequestStatus.Succeeded });
  await form.click("Refresh");
  await pass(2_000);
  expect(form.text).toContain("12 ea");
  expect(form.text).toContain("could not be read");
  form.stock = [...usual.slice(0, 3), totalRow([99, 99])];
  await form.click("Check again");
  expect(form.text).toContain("99 ea");
  expect(screen.queryByRole("button", { name: "Check again" })).toBeNull();
});

test("another product under the same control starts afresh", async () => {
  const form = await new Form(english, { contextInfo: { entityTypeName: "product", entityId: "" } }).open();
  expect(form.text).toContain("Save the product first");
  form.stock = [placeRow("1 A / 13 B", [2, 2]), totalRow([2, 2])];
  await form.update({ contextInfo: { entityTypeName: "product", entityId: productId } });
  expect(form.text).toContain("2 ea available");
  form.host.settings.parameters.productId = property("not an id");
  await form.update();
  expect(form.text).toContain("does not tell the control");
});
