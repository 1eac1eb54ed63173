import type { Labels, Ribbon, RibbonTest } from "./types";

const both = (english: string, french: string): Labels => ({ 1033: english, 1036: french });

interface StandardButton {
  /** Last part of the ids of button and command: `Mscrm.Form.<table>.<name>`. */
  name: string;
  labels: Labels;
  /** When it is offered. */
  rule: string;
}

const labels = {
  getProducts: both("Get Products", "Obtenir des produits"), recalculate: both("Recalculate", "Recalculer"), lookUpAddress: both("Look Up Address", "Rechercher une adresse"),
  lockPricing: both("Lock Pricing", "Verrouiller la tarification"),
};
const shared = (rule: string): StandardButton[] => [
  { name: "GetProducts", labels: labels.getProducts, rule }, { name: "Recalculate", labels: labels.recalculate, rule }, { name: "LookupAddress", labels: labels.lookUpAddress, rule },
];

/**
 * Buttons that Sales itself puts on the forms of its documents. Ids of ActivateQuote, ReviseQuote, CreateOrder, CloseQuote
 * and CancelOrder, and the rule Mscrm.QuoteIsActive, are known from published ribbons; the others follow their pattern.
 */
const buttons: Record<string, StandardButton[]> = {
  quote: [
    { name: "ActivateQuote", labels: both("Activate Quote", "Activer le devis"), rule: "quote.IsDraft" },
    { name: "ReviseQuote", labels: both("Revise", "Réviser"), rule: "Mscrm.QuoteIsActive" },
    { name: "CreateOrder", labels: both("Create Order", "Créer une commande"), rule: "Mscrm.QuoteIsActive" },
    { name: "CloseQuote", labels: both("Close Quote", "Fermer le devis"), rule: "Mscrm.QuoteIsActive" },
    ...shared("quote.IsDraft"),
  ],
  salesorder: [
    { name: "CreateInvoice", labels: both("Create Invoice", "Créer une facture"), rule: "salesorder.IsOpen" },
    { name: "SubmitOrder", labels: both("Submit Order", "Envoyer la commande"), rule: "salesorder.IsActive" },
    { name: "FulfillOrder", labels: both("Fulfill Order", "Exécuter la commande"), rule: "salesorder.IsOpen" },
    { name: "CancelOrder", labels: both("Cancel Order", "Annuler la commande"), rule: "salesorder.IsOpen" },
    ...shared("salesorder.IsActive"),
  ],
  invoice: [
    { name: "InvoicePaid", labels: both("Invoice Paid", "Facture payée"), rule: "invoice.IsActive" },
    { name: "CancelInvoice", labels: both("Cancel Invoice", "Annuler la facture"), rule: "invoice.IsActive" },
    { name: "LockPricing", labels: labels.lockPricing, rule: "invoice.IsActive" },
    ...shared("invoice.IsActive"),
  ],
};

const state = (value: number, invert = false): RibbonTest => ({ kind: "value", field: "statecode", value: String(value), invert });
const rules: Record<string, RibbonTest[]> = {
  "quote.IsDraft": [state(0)], "Mscrm.QuoteIsActive": [state(1)],
  "salesorder.IsActive": [state(0)], "salesorder.IsOpen": [state(2, true), state(3, true), state(4, true)],
  "invoice.IsActive": [state(0)],
};
/** The first of these buttons, behind those that save and start anew. */
const firstSequence = 20;

/** The command bars of the standard tables before any solution, by table. A command without an action is the platform's own. */
export function standardRibbons(): Record<string, Ribbon> {
  return Object.fromEntries(Object.entries(buttons).map(([table, list]) => [table, ribbonOf(table, list)]));
}

function ribbonOf(table: string, list: StandardButton[]): Ribbon {
  const id = ({ name }: StandardButton) => `Mscrm.Form.${table}.${name}`;
  const mayWrite = `${table}.MayWrite`;
  return {
    buttons: Object.fromEntries(list.map((button, index) => [id(button), {
      actionId: id(button), id: id(button), location: `Mscrm.Form.${table}.MainTab.Actions.Controls`, sequence: firstSequence + index, command: id(button),
      label: `$LocLabels:${id(button)}`, toolTip: `$LocLabels:${id(button)}`,
    }])),
    commands: Object.fromEntries(list.map((button) => [id(button), { id: id(button), enableRules: ["Mscrm.FormStateNotNew", button.rule], displayRules: [mayWrite], actions: [] }])),
    enableRules: Object.fromEntries(list.map(({ rule }) => [rule, rules[rule] ?? []])),
    displayRules: { [mayWrite]: [{ kind: "privilege", privilege: "Write", table }] },
    labels: Object.fromEntries(list.map((button) => [id(button), button.labels])),
    hidden: {},
  };
}

const deleteLabel = both("Delete", "Supprimer");
const deleteSequence = 40;
/** Where rows are deleted: the button's id, its command and when it is offered, by place. */
const deletes = [
  { place: "Form", command: "Mscrm.DeletePrimaryRecord", rule: "Mscrm.FormStateNotNew" },
  { place: "HomepageGrid", command: "Mscrm.DeleteSelectedRecord", rule: "Mscrm.SelectionCountAtLeastOne" },
  { place: "SubGrid", command: "Mscrm.DeleteSelectedRecord", rule: "Mscrm.SelectionCountAtLeastOne" },
];

/** A table's ribbon with the button that every table has and that a solution may redefine: Delete. */
export function withDelete(ribbon: Ribbon, table: string): Ribbon {
  const mayDelete = `${table}.MayDelete`;
  const label = `${table}.Delete`;
  return {
    ...ribbon,
    buttons: {
      ...Object.fromEntries(deletes.map(({ place, command }) => {
        const id = `Mscrm.${place}.${table}.Delete`;
        return [id, { actionId: id, id, location: `Mscrm.${place}.${table}.MainTab.Management.Controls`, sequence: deleteSequence, command, label: `$LocLabels:${label}`, toolTip: `$LocLabels:${label}` }];
      })),
      ...ribbon.buttons,
    },
    commands: { ...Object.fromEntries(deletes.map(({ command, rule }) => [command, { id: command, enableRules: [rule], displayRules: [mayDelete], actions: [] }])), ...ribbon.commands },
    displayRules: { [mayDelete]: [{ kind: "privilege", privilege: "Delete", table }], ...ribbon.displayRules },
    labels: { [label]: deleteLabel, ...ribbon.labels },
  };
}
