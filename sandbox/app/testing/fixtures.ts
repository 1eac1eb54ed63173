import type { PlatformCell, PlatformForm, PlatformTable } from "../../dataverse/platform";

export const accountId = "11111111-2222-4333-8444-555555555555";
export const contactId = "99999999-2222-4333-8444-555555555555";

type Column = PlatformTable["columns"][number];
const column = (logicalName: string, type: Column["type"], more: Partial<Column> = {}): Column =>
  ({ logicalName, schemaName: logicalName, type, label: logicalName, required: "none", ...more });

/** A small account table for tests of the form and its commands. */
export const accountTable: PlatformTable = {
  logicalName: "account", entitySet: "accounts", primaryId: "accountid", primaryName: "name", label: "Account", collectionLabel: "Accounts",
  objectTypeCode: 1, custom: false,
  columns: [
    column("accountid", "Uniqueidentifier", { readOnly: true }),
    column("name", "String", { required: "required", maxLength: 160 }),
    column("creditlimit", "Money", { precision: 2, min: 0, max: 1_000_000 }),
    column("industrycode", "Picklist", { options: [{ value: 1, label: "Accounting" }, { value: 2, label: "Agriculture" }] }),
    column("creditonhold", "Boolean", { default: false }),
    column("opened", "DateTime", { dateOnly: true }),
    column("primarycontactid", "Lookup", { targets: ["contact"] }),
    column("ownerid", "Owner", { targets: ["systemuser", "team"] }),
    column("createdon", "DateTime", { readOnly: true }),
    column("statecode", "State"),
  ],
  navigation: { primarycontactid: { contact: "primarycontactid" }, ownerid: { systemuser: "ownerid_systemuser", team: "ownerid_team" } },
  related: { contact_customer_accounts: { table: "contact", column: "parentcustomerid" } },
  privileges: { create: true, read: true, write: true, delete: false, append: true, appendTo: true },
};

const cell = (name: string, disabled = false): PlatformCell =>
  ({ label: name, showLabel: true, colspan: 1, rowspan: 1, visible: true, control: { id: name, classId: "", column: name, disabled } });

/** A main form over that table: two tabs, the second with a control that is bound to the contact. */
export const accountForm: PlatformForm = {
  formId: "form", label: "Account", libraries: [], handlers: [],
  headerFields: [cell("ownerid")],
  tabs: [
    { id: "t1", name: "summary", label: "Summary", expanded: true, visible: true, columns: [{ width: "100%", sections: [
      { id: "s1", name: "general", label: "General", showLabel: true, visible: true, columns: 1, rows: [
        [cell("name")], [cell("creditlimit")], [cell("industrycode")], [cell("creditonhold")], [cell("opened")], [cell("createdon")],
      ] },
    ] }] },
    { id: "t2", name: "more", label: "More", expanded: false, visible: true, columns: [{ width: "100%", sections: [
      { id: "s2", name: "custom", label: "Custom", showLabel: true, visible: true, columns: 1, rows: [[{
        ...cell("primarycontactid"),
        control: {
          id: "primarycontactid", classId: "", column: "primarycontactid", disabled: true,
          custom: { name: "p2c_Test.Control", parameters: { person: { static: false, value: "primarycontactid" }, compact: { static: true, value: "true", type: "TwoOptions" } }, dataSets: {} },
        },
      }]] },
    ] }] },
  ],
};

/** A row as the Web API answers it for that form. */
export const accountRow = {
  accountid: accountId, name: "Adatum", creditlimit: 50000, "creditlimit@OData.Community.Display.V1.FormattedValue": "$50,000.00",
  industrycode: 1, creditonhold: false, opened: "2023-01-31", createdon: "2023-01-31T12:00:00Z", statecode: 0,
  _primarycontactid_value: contactId, "_primarycontactid_value@OData.Community.Display.V1.FormattedValue": "Ann Beebe",
  "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact",
  _ownerid_value: contactId, "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
};
