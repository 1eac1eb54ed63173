import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { ProcessingStatus, RequestStatus } from "../../model/generated/schema";
import { parseResx } from "../shared/test/resx";
import { bareProduct, minute, minutesAgo, now, productId, stockRequestRow, stockRow } from "../shared/test/stockRows";
import { webApiError } from "../shared/test/mockContext";
import { Form, orderId, settle } from "./test/form";

const english = parseResx(readFileSync(join(__dirname, "strings/LineAvailability.1033.resx"), "utf8"));
const [a, b] = [productId(1), productId(2)];
const pass = (ms: number) => act(async () => { await jest.advanceTimersByTimeAsync(ms); });

beforeEach(() => { jest.useFakeTimers({ now }); });
afterEach(() => { cleanup(); jest.useRealTimers(); });

describe("showing", () => {
  test("costs one request for all products, however often the host updates", async () => {
    const form = await new Form(english, [{}, { product: b }, {}]).show();
    await form.update();
    await form.update({ disabled: true });
    await pass(10 * minute);
    expect(form.host.calls).toHaveLength(1);
    expect(form.host.calls[0]).toMatchObject({ operation: "retrieveMultipleRecords", table: "product" });
    expect(form.dataSet.refreshed).toBe(0);
  });

  test("tells per line what is ordered, there, lacking, and how it stands; and the age and source of it all", async () => {
    const form = new Form(english, [{ quantity: 6 }, { quantity: 1234.5 }, { product: null, name: "Paint job" }]);
    form.stock = [stockRow(a, { physical: 10, projected: [{ date: "2026-07-01", available: "2000" }] })];
    await form.show();
    expect(form.rows).toEqual([
      "Bike | Ordered6 ea | Available10 ea | Shortage– | Covered",
      "Bike | Ordered1,234.5 ea | Available4 eaof 10; earlier lines take 6 | Shortage1,230.5 | Covered laterFrom 01/07/2026, 12:00.",
      "Paint job | Ordered10 ea | Available– | Shortage– | UnknownWrite-in product: Supply Chain Management does not know it.",
    ]);
    expect(within(screen.getByRole("list", { name: "Status" })).getAllByRole("listitem").map((item) => item.textContent)).toEqual(["1 line covered later", "1 line unknown", "1 line covered"]);
    expect(form.text).toContain("As of 5 minutes ago (15/06/2026, 11:55) · Supply Chain Management · USMF");
  });

  test("an order that SCM has reserved stock for has no false shortage, from the moment its status says so", async () => {
    const form = await new Form(english, [{ quantity: 2, name: "Little" }, { quantity: 30, name: "Much" }]).set({ orderStatus: ProcessingStatus.Active }).show();
    expect(form.rows[1]).toContain("Short");
    fireEvent.click(screen.getByRole("checkbox", { name: "Only short lines" }));
    expect(form.rows).toHaveLength(1);
    form.set({ orderStatus: ProcessingStatus.Confirmed });
    await form.update();
    expect(form.rows).toEqual(["Little | Ordered2 ea | Available10 ea | Shortage– | Reserved in SCM or on order", "Much | Ordered30 ea | Available10 ea | Shortage– | Reserved in SCM or on order"]);
    expect(form.text).toContain("2 lines reserved or on order in SCMThis order is already in Supply Chain Management");
    expect(screen.queryByRole("checkbox")).toBeNull();
    form.set({ orderStatus: ProcessingStatus.Invoiced });
    await form.update();
    expect(form.rows[1]).toContain("Shortage– | Nothing more to deliver");
    expect(form.host.calls).toHaveLength(1);
  });

  test("when all is well one sentence says so", async () => {
    const form = await new Form(english).show();
    expect(form.text).toContain("All lines are covered");
  });

  test("the requested date says whether that is in time", async () => {
    const form = new Form(english, [{ quantity: 20, date: new Date(2026, 6, 2) }, { quantity: 5, date: "2026-06-20" }]).set({ dateColumn: "requestdeliveryby" });
    form.stock = [stockRow(a, { physical: 10, projected: [{ date: "2026-07-01", available: "20" }, { date: "2026-07-05", available: "99" }] })];
    form.dataSet.columns.push("requestdeliveryby");
    await form.show();
    expect(form.rows[0]).toContain("In time for 02/07/2026");
    expect(form.rows[1]).toContain("Requested for 20/06/2026");
  });

  test("expanding shows the places, sum last; the name opens the line", async () => {
    const form = new Form(english);
    form.stock = [stockRow(a, { physical: 10, reserved: 3 }), stockRow(a, { site: "1", warehouse: "11", physical: 4, reserved: 3 }), stockRow(a, { site: "2", warehouse: "21", physical: 6 })];
    await form.show();
    await form.click("Show sites and warehouses of Bike");
    const rows = screen.getByRole("table", { name: "Stock of Bike by site and warehouse" }).querySelectorAll("tbody tr, tfoot tr");
    expect(Array.from(rows).map((row) => row.textContent)).toEqual([
      "Site 1 (1)Warehouse 11 (11)On hand 4Reserved 3Available 1Ordered in 0", "Site 2 (2)Warehouse 21 (21)On hand 6Reserved 0Available 6Ordered in 0",
      "All warehousesOn hand 10Reserved 3Available 7Ordered in 0",
    ]);
    await form.click("Hide sites and warehouses of Bike");
    expect(screen.queryByRole("table")).toBeNull();
    await form.click("Bike");
    expect(form.dataSet.opened).toEqual([{ id: { guid: "line-0" }, etn: "quotedetail", name: "Bike" }]);
  });

  test("only short lines, worst first", async () => {
    const form = await new Form(english, [{ quantity: 1, name: "Fine" }, { quantity: 30, name: "Much" }, { quantity: 2, name: "Little" }]).show();
    fireEvent.click(screen.getByRole("checkbox", { name: "Only short lines" }));
    expect(form.rows.map((row) => row.split(" | ")[0])).toEqual(["Much", "Little"]);
    fireEvent.click(screen.getByRole("checkbox", { name: "Only short lines" }));
    fireEvent.change(screen.getByRole("combobox", { name: "Order" }), { target: { value: "shortage" } });
    expect(form.rows.map((row) => row.split(" | ")[0])).toEqual(["Much", "Little", "Fine"]);
  });

  test("with several companies the user chooses, unless the property does", async () => {
    const form = new Form(english);
    form.stock = [stockRow(a, { physical: 10 }), stockRow(a, { physical: 0, company: "demf", asOf: minutesAgo(30) })];
    await form.show();
    expect(form.text).toContain("All lines are covered");
    fireEvent.change(screen.getByRole("combobox", { name: "Company" }), { target: { value: "demf" } });
    expect(form.text).toContain("1 line short");
    form.set({ company: "USMF" });
    await form.update();
    expect(form.text).toContain("All lines are covered");
    expect(screen.queryByRole("combobox", { name: "Company" })).toBeNull();
  });

  test("markup, right-to-left names and emoji stay text", async () => {
    const name = "<img src=x onerror=alert(1)> דג 🚲\u202e";
    const form = await new Form(english, [{ name, unit: name }]).show();
    expect(form.container.querySelector("img")).toBeNull();
    expect(form.rows[0]).toContain(name);
  });
});

describe("the list", () => {
  test("missing columns are added once, and named when they do not come", async () => {
    const form = new Form(english);
    form.dataSet.columns = ["productname", "productid"];
    await form.show();
    expect([form.dataSet.added, form.dataSet.refreshed]).toEqual([["quantity", "uomid"], 1]);
    expect(form.text).toContain("All lines are covered");
    cleanup();

    const custom = new Form(english).set({ quantityColumn: "new_count" });
    await custom.show();
    // The table has the column, but the view does not hand it out.
    custom.dataSet.added = [];
    await custom.update();
    expect(custom.text).toContain("lacks the column new_count");
    expect(custom.dataSet.refreshed).toBe(1);
  });

  test("reads large pages, more on request, and all of them one after the other", async () => {
    const form = await new Form(english, Array.from({ length: 900 }, () => ({ quantity: 1 }))).show();
    expect([form.dataSet.pageSize, form.dataSet.refreshed]).toEqual([250, 1]);
    expect(form.text).toContain("250 of 900 lines");
    expect(form.text).toContain("Of the first 250 lines:");
    await form.press("Load more");
    expect(form.text).toContain("500 of 900 lines");
    await form.press("Load all 900 lines");
    expect(form.dataSet.pages).toBe(4);
    expect(form.text).toContain("890 lines short10 lines covered");
    expect(screen.queryByText(/^Load/)).toBeNull();
    expect(form.container.querySelector("[role=grid]")?.getAttribute("aria-rowcount")).toBe("901");
    expect(form.rows.length).toBeLessThan(200);
    expect(form.host.calls).toHaveLength(1);
  });

  test("of lines that are not loaded nothing is said", async () => {
    const form = await new Form(english, Array.from({ length: 251 }, () => ({ quantity: 0 }))).show();
    expect(form.text).toContain("Of the first 250 lines:250 lines covered");
    expect(form.text).not.toContain("All lines");
  });

  test("more lines than the platform counts", async () => {
    const form = new Form(english, Array.from({ length: 300 }, () => ({})));
    form.dataSet.counted = false;
    await form.show();
    expect(form.text).toContain("The first 250 lines");
    expect(screen.getByText("Load all lines")).toBeTruthy();
  });

  test("new lines ask for their products alone", async () => {
    const form = await new Form(english).show();
    form.dataSet.lines = [{}, { product: b, name: "Bell" }];
    form.stock = [stockRow(b, { physical: 1 })];
    await form.update();
    expect(form.host.calls).toHaveLength(2);
    expect(decodeURIComponent(form.host.calls[1]?.options ?? "").match(/<value>(.*?)<\/value>/g)).toEqual([`<value>${b}</value>`]);
    expect(form.rows[1]).toContain("Shortage9");
  });

  test("nothing is asked for while the form hides the control", async () => {
    const form = await new Form(english, [{}], { visible: false }).show();
    expect(form.host.calls).toHaveLength(0);
    await form.update({ visible: true });
    expect(form.host.calls).toHaveLength(1);
  });

  test("an error of the platform is told and repaired by Try again", async () => {
    const form = new Form(english);
    form.dataSet.error = "SQL timeout";
    await form.show();
    expect(form.text).toContain("The lines could not be read. SQL timeout");
    expect(form.host.calls).toHaveLength(0);
    await form.click("Try again");
    expect(form.text).toContain("All lines are covered");
  });
});

describe("fresh numbers", () => {
  test("Refresh asks for the order's products, is followed, and what came is shown", async () => {
    const form = new Form(english, [{ quantity: 20 }]);
    await form.show();
    expect(form.text).toContain("1 line short");
    await form.click("Refresh");
    expect(form.host.calls[1]).toMatchObject({ operation: "createRecord", table: "p2c_syncrequest", data: { p2c_targetid: orderId, p2c_openkey: `onhand:salesorder:${orderId}`, p2c_name: "Order 7" } });
    expect(form.text).toContain("Waiting for fresh numbers…");
    expect(screen.getByRole("button", { name: "Refresh" }).getAttribute("aria-disabled")).toBe("true");
    form.request = stockRequestRow({ p2c_status: RequestStatus.Running });
    await pass(2_000);
    expect(form.text).toContain("Reading Supply Chain Management…");
    form.request = stockRequestRow({ p2c_status: RequestStatus.Succeeded });
    form.stock = [stockRow(a, { physical: 25, asOf: minutesAgo(0) })];
    await pass(3_000);
    expect(form.text).toContain("The numbers are fresh.");
    expect(form.text).toContain("All lines are covered");
    expect(form.host.calls).toHaveLength(5);
  });

  test("old numbers are marked and asked for once on load", async () => {
    const form = new Form(english);
    form.stock = [stockRow(a, { physical: 10, asOf: minutesAgo(61) })];
    await form.show();
    expect(form.text).toContain("Older than 60 minutes");
    expect(form.host.calls.map(({ operation }) => operation)).toEqual(["retrieveMultipleRecords", "createRecord"]);
  });

  test("nothing is asked for when the property or the host's record does not allow it", async () => {
    for (const form of [new Form(english).set({ offerRefresh: "no" }), new Form(english, [{}], { contextInfo: undefined })]) {
      form.stock = [stockRow(a, { physical: 10, asOf: minutesAgo(61) })];
      await form.show();
      expect(form.host.calls).toHaveLength(1);
      expect(screen.queryByRole("button", { name: "Refresh" })).toBeNull();
      cleanup();
    }
  });

  test("a host that does not tell the record gets it from the properties", async () => {
    const form = new Form(english, [{}], { contextInfo: undefined }).set({ parentTable: "quote", parentId: orderId });
    await form.show();
    await form.click("Refresh");
    expect(form.host.calls[1]?.data).toMatchObject({ p2c_targettable: "quote" });
  });

  test("what failed is told in words, and the last numbers stay", async () => {
    const form = await new Form(english).show();
    await form.click("Refresh");
    form.request = stockRequestRow({ p2c_status: RequestStatus.Failed, p2c_errorcode: "code-of-tomorrow" });
    await pass(2_000);
    expect(screen.getByRole("alert").textContent).toContain("No fresh numbers could be read. Ask an administrator; the error code is code-of-tomorrow.");
    expect(form.text).toContain("All lines are covered");
  });

  test("who may not ask is told so, and not asked to click again", async () => {
    const form = new Form(english);
    form.created = webApiError(0x80040220, "missing prvCreatep2c_syncrequest");
    await form.show();
    await form.click("Refresh");
    expect(form.text).toContain("You may not ask for fresh numbers");
    expect(screen.getByRole("button", { name: "Refresh" }).getAttribute("aria-disabled")).toBe("true");
  });
});

test("nothing happens after destroy", async () => {
  const form = new Form(english);
  form.stock = [stockRow(a, { physical: 10 }), bareProduct(b)];
  await form.show();
  await form.click("Refresh");
  form.control.destroy();
  const drawn = form.container.innerHTML;
  await settle(() => { fireEvent(window, new Event("online")); });
  await pass(20 * minute);
  expect(form.container.innerHTML).toBe(drawn);
  expect(form.host.calls).toHaveLength(2);
});
