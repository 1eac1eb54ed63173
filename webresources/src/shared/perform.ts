import { failureOf } from "./failure";
import { text } from "./texts";

/** A parameter of a message that is no plain value. */
export const entityType = (name: string) => ({ typeName: `mscrm.${name}`, structuralProperty: 5 }) as const;
export const plainType = (name: "Edm.Int32" | "Edm.String" | "Edm.Guid") => ({ typeName: name, structuralProperty: 1 }) as const;

/** A Web API action with its parameters and their types, as `Xrm.WebApi.online.execute` takes it. */
export interface Message {
  name: string;
  parameters: Readonly<Record<string, unknown>>;
  types: Readonly<Record<string, { typeName: string; structuralProperty: number }>>;
}

/** Sends an unbound action. Source: Microsoft Learn, "execute (Client API reference)". */
export async function send({ name, parameters, types }: Message): Promise<Xrm.ExecuteResponse> {
  const getMetadata = () => ({ boundParameter: null, operationType: 0, operationName: name, parameterTypes: types });
  return Xrm.WebApi.online.execute({ ...parameters, getMetadata });
}

/**
 * Does what a button promises, under a progress indicator, and says in a dialog why it could not be done: a command of a
 * grid has no form to say it on.
 * @returns whether it was done
 */
export async function perform(task: () => Promise<void>): Promise<boolean> {
  Xrm.Utility.showProgressIndicator(text("standard.working"));
  try {
    await task();
    return true;
  } catch (error) {
    const { message } = failureOf(error);
    void Xrm.Navigation.openErrorDialog({ message: text("standard.failed", { message }) });
    return false;
  } finally {
    Xrm.Utility.closeProgressIndicator();
  }
}

/** Asks before something that cannot be undone. */
export async function isConfirmed(title: string, question: string): Promise<boolean> {
  const answer = await Xrm.Navigation.openConfirmDialog({ title, text: question, confirmButtonLabel: text("standard.yes"), cancelButtonLabel: text("standard.no") });
  return answer.confirmed;
}
