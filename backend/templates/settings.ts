/** What of the standard templates is our inference, or the documentation leaves to the organisation, as named settings. */
export interface TemplateSettings {
  /** Where the first address line goes in SCM: `street` (as dual-write has it), or `streetNumber` (as the 2017 templates have it). */
  firstAddressLine: "street" | "streetNumber";
  /**
   * How a line discount goes out: `split` into discount per unit and sales charge by us, or `whole` as the line's total
   * discount, which SCM splits itself.
   */
  lineDiscount: "split" | "whole";
  /** Country code for a blank country of an address that has something else in it. */
  blankCountry: string;
  /** Sales origin code set on orders from Sales; "" sets none. The code has to exist in SCM. */
  salesOrigin: string;
  /**
   * Site and warehouse of contacts that become customers; "" sets none. Microsoft's template has none; without them, or
   * without those of the product, SCM refuses every line for such a customer. The defaults are those of its account template.
   */
  contactSite: string;
  contactWarehouse: string;
  /** Site and warehouse of quote and order lines; "" leaves them to product and customer. */
  site: string;
  warehouse: string;
  /** Unit group of products that come from SCM. */
  unitGroup: string;
  /** SCM unit symbol → unit name in Sales; a symbol without entry is looked for as it is. */
  units: Readonly<Record<string, string>>;
  /** Currency → price list name; a currency without entry takes the first valid list by name. */
  priceLists: Readonly<Record<string, string>>;
  /** SCM payment terms → days between invoice date and due date; terms without entry leave the due date blank. */
  paymentTermDays: Readonly<Record<string, number>>;
  /** SCM processing status → last digits of the choice `p2c_processingstatus`. */
  processingStatus: Readonly<Record<string, number>>;
}

/** The settings as shipped. Grades of each: docs/templates. */
export const standardSettings: TemplateSettings = {
  firstAddressLine: "street",
  lineDiscount: "split",
  blankCountry: "US",
  salesOrigin: "",
  contactSite: "1",
  contactWarehouse: "13",
  site: "",
  warehouse: "",
  unitGroup: "Default unit",
  units: {},
  priceLists: {},
  paymentTermDays: { COD: 0, Net10: 10, Net15: 15, Net30: 30, Net45: 45, Net60: 60 },
  processingStatus: {
    Active: 0, Confirmed: 1, Picked: 4, PartiallyDelivered: 8, Delivered: 7, Invoiced: 3, PartiallyInvoiced: 9,
    DeliveredPartiallyInvoiced: 9, Canceled: 10,
  },
};
