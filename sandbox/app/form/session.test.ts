import { accountForm, accountId, accountRow, accountTable } from "../testing/fixtures";
import type { ExecutionContext, SaveEventArgs } from "./events";
import { FormModel } from "./model";
import { FormSession, type PostSaveArgs, type SessionServices } from "./session";

function open(services: Partial<SessionServices> = {}) {
  const server = { row: { ...accountRow } as Record<string, unknown>, updates: [] as Record<string, unknown>[] };
  const errors: unknown[] = [];
  const session = new FormSession(new FormModel(accountTable, accountForm), {
    retrieve: () => Promise.resolve(server.row),
    create: () => Promise.resolve({ id: accountId }),
    update: (_table, _id, data) => {
      server.updates.push(data);
      Object.assign(server.row, data);
      return Promise.resolve();
    },
    tableOf: (name) => Promise.resolve({ entitySet: `${name}s` }),
    executionContext: (source, args): ExecutionContext => ({
      getFormContext: () => undefined, getEventSource: () => source, getEventArgs: () => args, getDepth: () => 1, getContext: () => undefined,
      getSharedVariable: () => undefined, setSharedVariable: () => undefined,
    }),
    scriptError: (error) => errors.push(error),
    texts: { requiredMissing: "{0} is missing", fixFields: "Mend the fields" },
    ...services,
  });
  return { session, server, errors };
}
const attribute = (session: FormSession, name: string) => {
  const found = session.model.attributes.get(name);
  if (!found) throw new Error(`${name} is not on the form`);
  return found;
};

test("a save writes what changed, reads the record again and runs its events in order", async () => {
  const { session, server } = open();
  await session.load(accountId);
  const events: string[] = [];
  session.onSave.add((context) => events.push(`save ${(context.getEventArgs() as SaveEventArgs).getSaveMode()}`));
  session.onPostSave.add((context) => events.push(`post ${(context.getEventArgs() as PostSaveArgs).getIsSaveSuccess()}`));
  session.onDataLoad.add(() => events.push("load"));
  session.enter(attribute(session, "name"), "Adatum Corporation");
  expect(await session.save()).toBe("saved");
  expect(server.updates).toEqual([{ name: "Adatum Corporation" }]);
  expect(events).toEqual(["save 1", "post true", "load"]);
  expect(session.model.isDirty()).toBe(false);
  await session.save();
  expect(server.updates).toHaveLength(1);
});

test("a handler may prevent the save, but not after an await", async () => {
  const { session, server } = open();
  await session.load(accountId);
  session.enter(attribute(session, "name"), "B");
  const prevent = (context: ExecutionContext) => (context.getEventArgs() as SaveEventArgs).preventDefault();
  session.onSave.add(prevent);
  expect(await session.save()).toBe("prevented");
  session.onSave.remove(prevent);
  session.onSave.add(async (context) => {
    await Promise.resolve();
    (context.getEventArgs() as SaveEventArgs).preventDefault();
  });
  expect(await session.save()).toBe("saved");
  expect(server.updates).toEqual([{ name: "B" }]);
});

test("a rejected promise stops the save only when the handler asked for it", async () => {
  const { session, errors } = open();
  await session.load(accountId);
  const reject = (ask: boolean) => (context: ExecutionContext) => {
    if (ask) (context.getEventArgs() as SaveEventArgs).preventDefaultOnError();
    return Promise.reject(new Error("no"));
  };
  const gently = reject(false);
  session.onSave.add(gently);
  expect(await session.save()).toBe("saved");
  session.onSave.remove(gently);
  session.onSave.add(reject(true));
  expect(await session.save()).toBe("prevented");
  expect(errors).toHaveLength(2);
});

test("required fields stop the save, are named, and the notice goes when they are filled", async () => {
  const { session, server } = open();
  await session.load(accountId);
  const focused: string[] = [];
  session.focusControl = (id) => focused.push(id);
  session.enter(attribute(session, "name"), null);
  expect(await session.save()).toBe("invalid");
  expect(server.updates).toEqual([]);
  expect(focused).toEqual(["name"]);
  expect(session.model.notifications).toEqual([{ id: "host.save", level: "ERROR", text: "Mend the fields\nname is missing" }]);
  session.enter(attribute(session, "name"), "Back");
  expect(session.model.notifications).toEqual([]);
});

test("a recommendation on a field does not stop the save, an error does", async () => {
  const { session } = open();
  await session.load(accountId);
  const notes = session.model.controls.get("creditlimit")?.notifications;
  notes?.set("hint", { text: "High", level: "RECOMMENDATION", actions: [] });
  expect(await session.save()).toBe("saved");
  notes?.set("wrong", { text: "Too high", level: "ERROR", actions: [] });
  expect(await session.save()).toBe("invalid");
});

test("a refused save keeps the changes, tells OnPostSave and rejects", async () => {
  const { session } = open({ update: () => Promise.reject(Object.assign(new Error("Too long"), { errorCode: 2147763505 })) });
  await session.load(accountId);
  const outcomes: unknown[] = [];
  session.onPostSave.add((context) => outcomes.push((context.getEventArgs() as PostSaveArgs).getSaveErrorInfo()));
  session.enter(attribute(session, "name"), "C");
  await expect(session.save()).rejects.toThrow("Too long");
  expect(session.model.isDirty()).toBe(true);
  expect(outcomes).toEqual([{ message: "Too long" }]);
  expect(session.saving.get()).toBe(false);
});

test("refresh without saving drops the changes; one handler that throws does not stop the next", async () => {
  const { session, errors } = open();
  await session.load(accountId);
  const ran: string[] = [];
  session.onDataLoad.add(() => {
    throw new Error("script");
  });
  session.onDataLoad.add(() => ran.push("second"));
  session.enter(attribute(session, "name"), "Dropped");
  await session.refresh(false);
  expect(attribute(session, "name").value).toBe("Adatum");
  expect(ran).toEqual(["second"]);
  expect(errors).toHaveLength(1);
});
