/** How a contact goes to SCM. */
export type ContactRoute = "customer" | "contact" | "nowhere";

/**
 * Which template a contact goes by (page "Synchronize contacts directly from Sales to contacts or customers in Supply
 * Chain Management"): active customers as customers, others of an account as its contacts.
 * @param isActiveCustomer the flag, or whether a quote, order or invoice names the contact
 */
export function contactRoute(isActiveCustomer: boolean, companyIsAnAccount: boolean): ContactRoute {
  if (isActiveCustomer) return "customer";
  return companyIsAnAccount ? "contact" : "nowhere";
}
