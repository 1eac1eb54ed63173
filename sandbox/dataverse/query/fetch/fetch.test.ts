import { stringify } from "lossless-json";
import { DataverseError } from "../../store/types";
import { id, MemorySource, registry, runContext, sampleSource, shapeOptions, userId } from "../testing/fixture";
import { runFetch, type FetchResult } from "./run";
import { fetchAnnotations, fetchContextUrl, shapeFetch } from "./shape";

function run(xml: string, source = sampleSource()): FetchResult {
  return runFetch(xml, source, runContext);
}
const account = (inside: string, attributes = ""): string => `<fetch ${attributes}><entity name="account"><attribute name="name"/>${inside}</entity></fetch>`;

/** Last digits of the root rows, in order. */
function numbers(result: FetchResult): number[] {
  return result.rows.map(([row]) => Number(String(row?.["accountid"] as string).slice(-2)));
}

describe("conditions", () => {
  test.each<[string, number[]]>([
    ['<condition attribute="statecode" operator="eq" value="1"/>', [3]],
    ['<condition attribute="name" operator="eq" value="CONTOSO"/>', [1]],
    ['<condition attribute="accountnumber" operator="ne" value="ACC-1"/>', [2, 3, 4, 5]],
    ['<condition attribute="name" operator="like" value="%o_toso%"/>', [1, 2]],
    ['<condition attribute="name" operator="not-like" value="%contoso%"/>', [3, 4, 5]],
    ['<condition attribute="name" operator="begins-with" value="a"/>', [3]],
    ['<condition attribute="name" operator="not-end-with" value="S"/>', [1, 2, 3]],
    ['<condition attribute="accountnumber" operator="null"/>', [3, 4]],
    ['<condition attribute="accountnumber" operator="not-null"/>', [1, 2, 5]],
    ['<condition attribute="statuscode" operator="in"><value>2</value><value>3</value></condition>', [3]],
    ['<condition attribute="revenue" operator="not-in"><value>0.1</value></condition>', [1, 2, 3, 5]],
    ['<condition attribute="numberofemployees" operator="between"><value>1</value><value>5</value></condition>', [2]],
    ['<condition attribute="p2c_tags" operator="contain-values"><value>1</value></condition>', [1]],
    ['<condition attribute="revenue" operator="ge" value="9007199254740993.01"/>', [2]],
    ['<condition attribute="donotemail" operator="eq" value="1"/>', [2]],
    ['<condition attribute="createdon" operator="today"/>', [1]],
    ['<condition attribute="createdon" operator="last-x-days" value="2"/>', [1, 2]],
    ['<condition attribute="createdon" operator="on" value="2024-05-14"/>', [2]],
    ['<condition attribute="ownerid" operator="eq-userid"/>', [1, 2, 5]],
    ['<condition attribute="ownerid" operator="ne-userid"/>', [3, 4]],
    [`<condition attribute="parentaccountid" operator="eq" value="{${id("a", 1).toUpperCase()}}" uitype="account" uiname="Contoso"/>`, [2, 3]],
    ['<condition attribute="createdon" operator="eq" valueof="modifiedon"/>', [1, 2]],
  ])("%s", (condition, expected) => {
    expect(numbers(run(account(`<filter>${condition}</filter>`)))).toEqual(expected);
  });

  test("filters nest, and an empty one asks for nothing", () => {
    const inner = '<condition attribute="statecode" operator="eq" value="1"/><filter type="and"><condition attribute="statecode" operator="eq" value="0"/><condition attribute="name" operator="like" value="con%"/></filter>';
    expect(numbers(run(account(`<filter type="or">${inner}</filter><filter type="or"/>`)))).toEqual([1, 2, 3]);
  });

  test("eq-businessid compares with the caller's business unit", () => {
    const xml = '<fetch><entity name="systemuser"><filter><condition attribute="businessunitid" operator="eq-businessid"/></filter></entity></fetch>';
    expect(run(xml).rows).toHaveLength(2);
  });

  test("an id in the filter reads no other rows", () => {
    const source = sampleSource();
    expect(numbers(run(account(`<filter><condition attribute="accountid" operator="eq" value="${id("a", 2)}"/></filter>`), source))).toEqual([2]);
    expect(source.scanned).toBe(0);
  });
});

describe("joins", () => {
  const contacts = (type: string, inside: string): string => account(`<link-entity name="contact" from="parentcustomerid" to="accountid" alias="c" link-type="${type}">${inside}</link-entity>`);

  test("inner repeats a row for each match, outer keeps rows without, its filter deciding about matches only", () => {
    expect(numbers(run(contacts("inner", '<attribute name="lastname"/>')))).toEqual([1, 1, 2]);
    const filter = '<filter><condition attribute="lastname" operator="eq" value="amy"/></filter>';
    expect(numbers(run(contacts("inner", filter)))).toEqual([1]);
    expect(numbers(run(contacts("outer", filter)))).toEqual([1, 2, 3, 4, 5]);
  });

  test("a condition of the entity may look at a link: rows without a contact", () => {
    const xml = account('<link-entity name="contact" from="parentcustomerid" to="accountid" alias="c" link-type="outer"/><filter><condition entityname="c" attribute="contactid" operator="null"/><condition attribute="statecode" operator="eq" value="0"/></filter>');
    expect(numbers(run(xml))).toEqual([4, 5]);
  });

  test("links nest, order by a linked column has no cookie but pages", () => {
    const xml = (page: number): string => account('<link-entity name="contact" from="contactid" to="primarycontactid" alias="pc" link-type="outer"><order attribute="fullname" descending="true"/><link-entity name="systemuser" from="systemuserid" to="createdby" alias="u" link-type="outer"><attribute name="fullname"/></link-entity></link-entity>', `count="2" page="${page}"`);
    const first = run(xml(1));
    expect([numbers(first), first.moreRecords, first.pagingCookie, first.total]).toEqual([[1, 2], true, undefined, 5]);
    expect(shapeFetch(first, sampleSource(), registry, shapeOptions)[0]).toMatchObject({ "u.fullname": "Sam Sales" });
    expect(numbers(run(xml(2)))).toEqual([3, 4]);
    expect([numbers(run(xml(3))), run(xml(3)).moreRecords]).toEqual([[5], false]);
  });

  test("joined on plain columns, by collation", () => {
    const source = sampleSource();
    source.add("list", [{ listid: id("8", 2), listname: "CONTOSO" }]);
    expect(numbers(run(account('<link-entity name="list" from="listname" to="name"/>'), source))).toEqual([1]);
  });
});

describe("order, pages, distinct", () => {
  test("choices are ordered by label, or by number on request", () => {
    const filter = '<filter><condition attribute="industrycode" operator="not-null"/></filter><order attribute="industrycode"/>';
    expect(numbers(run(account(filter)))).toEqual([2, 1]);
    expect(numbers(run(account(filter, 'useraworderby="1"')))).toEqual([1, 2]);
  });

  test("the annotation's cookie, decoded twice, continues behind the last row although rows came and went", () => {
    const source = sampleSource();
    const options = { annotations: "*" as const };
    const first = run(account('<order attribute="name" descending="true"/>', 'count="2" returntotalrecordcount="true"'), source);
    const annotations = fetchAnnotations(first, options);
    expect(annotations).toMatchObject({ "@Microsoft.Dynamics.CRM.morerecords": true, "@Microsoft.Dynamics.CRM.totalrecordcount": 5 });
    const outer = first.pagingCookie ?? "";
    expect(annotations["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"]).toBe(outer);
    expect(outer).toMatch(/^<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%253e%253cname%2520last%253d%2522contoso.*" istracking="False" \/>$/);
    const inner = decodeURIComponent(decodeURIComponent(/pagingcookie="([^"]*)"/.exec(outer)?.[1] ?? ""));
    const attribute = inner.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

    source.tables.get("account")?.delete(id("a", 5));
    source.add("account", [{ accountid: id("a", 6), name: "Zenith" }]);
    const second = run(account('<order attribute="name" descending="true"/>', `count="2" page="2" paging-cookie="${attribute}"`), source);
    expect([numbers(first), numbers(second), second.moreRecords]).toEqual([[5, 2], [1, 3], true]);
  });

  test("distinct compares the selected columns and leaves the key out", () => {
    const result = run('<fetch distinct="true"><entity name="account"><attribute name="statecode"/></entity></fetch>');
    expect(shapeFetch(result, sampleSource(), registry, shapeOptions)).toEqual([{ statecode: 0 }, { statecode: 1 }]);
  });

  test("top", () => {
    expect(numbers(run(account("", 'top="2"')))).toEqual([1, 2]);
    expect(run(account("", 'top="2"')).moreRecords).toBe(false);
  });
});

test("empty columns are left out, amounts bring their currency, linked columns stand behind their alias", () => {
  const xml = '<fetch><entity name="account"><attribute name="name"/><attribute name="creditlimit"/><attribute name="parentaccountid"/><filter><condition attribute="name" operator="begins-with" value="contoso "/></filter>'
    + '<link-entity name="account" from="accountid" to="parentaccountid" alias="parent"><attribute name="name"/><attribute name="ownerid"/><attribute name="revenue" alias="parentrevenue"/></link-entity></entity></fetch>';
  const source = sampleSource();
  const result = run(xml, source);
  expect(stringify(shapeFetch(result, source, registry, shapeOptions))).toBe(`[{"@odata.etag":"W/\\"101\\"","name":"contoso Été","_parentaccountid_value":"${id("a", 1)}","accountid":"${id("a", 2)}","_transactioncurrencyid_value":"${id("e", 1)}","parent.name":"Contoso","parent.ownerid":"${userId}","parentrevenue":5000000.00}]`);
  expect(shapeFetch(result, source, registry, { ...shapeOptions, annotations: "*" })[0]).toMatchObject({
    "parent.ownerid@OData.Community.Display.V1.FormattedValue": "Sam Sales", "parent.ownerid@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
  });
  expect(fetchContextUrl(shapeOptions.baseUrl, result)).toBe(`${shapeOptions.baseUrl}/$metadata#accounts(name,creditlimit,_parentaccountid_value,accountid,_transactioncurrencyid_value)`);
});

describe("aggregates", () => {
  test("by group, ordered by an alias, exact", () => {
    const xml = '<fetch aggregate="true"><entity name="account"><attribute name="statecode" groupby="true" alias="state"/><attribute name="accountid" aggregate="count" alias="n"/><attribute name="accountnumber" aggregate="countcolumn" distinct="true" alias="known"/><attribute name="revenue" aggregate="sum" alias="total"/><order alias="n"/></entity></fetch>';
    const shaped = shapeFetch(run(xml), sampleSource(), registry, { ...shapeOptions, annotations: "*" });
    expect(stringify(shaped)).toBe('[{"state@OData.Community.Display.V1.FormattedValue":"Inactive","state":1,"n@OData.Community.Display.V1.FormattedValue":"1","n":1,"known@OData.Community.Display.V1.FormattedValue":"0","known":0,"total@OData.Community.Display.V1.FormattedValue":"€9,007,199,254,740,993.00","total":9007199254740993.00},'
      + '{"state@OData.Community.Display.V1.FormattedValue":"Active","state":0,"n@OData.Community.Display.V1.FormattedValue":"4","n":4,"known@OData.Community.Display.V1.FormattedValue":"3","known":3,"total@OData.Community.Display.V1.FormattedValue":"€9,007,199,259,740,993.11","total":9007199259740993.11}]');
  });

  test("by parts of a date, over a join; nothing gives zero", () => {
    const byMonth = '<fetch aggregate="true"><entity name="account"><attribute name="createdon" groupby="true" dategrouping="month" alias="month"/><attribute name="accountid" aggregate="count" alias="n"/><order alias="month"/></entity></fetch>';
    expect(shapeFetch(run(byMonth), sampleSource(), registry, shapeOptions)).toEqual([{ month: 5, n: 3 }, { month: 6, n: 1 }, { month: 12, n: 1 }]);
    const none = '<fetch aggregate="true"><entity name="account"><attribute name="accountid" aggregate="count" alias="n"/><filter><condition attribute="name" operator="eq" value="nobody"/></filter></entity></fetch>';
    expect(shapeFetch(run(none), sampleSource(), registry, shapeOptions)).toEqual([{ n: 0 }]);
  });

  test("end at 50,000 rows", () => {
    const source = new MemorySource().add("account", Array.from({ length: 50_001 }, (_, index) => ({ accountid: id("a", index) })));
    expect(() => run('<fetch aggregate="true"><entity name="account"><attribute name="accountid" aggregate="count" alias="n"/></entity></fetch>', source)).toThrow(/maximum record limit/);
  });
});

test.each<[string, number, RegExp]>([
  ["<fetch><entity name='account'>", 400, /Invalid XML/],
  ["<query/>", 400, /'fetch'/],
  ["<fetch/>", 400, /'entity'/],
  ["<fetch><entity name='nope'/></fetch>", 400, /name = 'nope'/],
  ["<fetch><entity name='account'><attribute name='nope'/></entity></fetch>", 400, /Name = 'nope'/],
  ["<fetch><entity name='account'><attribute name='primarycontactidname'/></entity></fetch>", 501, /primarycontactidname/],
  ["<fetch datasource='retained'><entity name='account'/></fetch>", 501, /datasource/],
  ["<fetch top='5' page='2'><entity name='account'/></fetch>", 400, /'top'/],
  ["<fetch count='x'><entity name='account'/></fetch>", 400, /'count'/],
  [account("<link-entity name='contact' from='parentcustomerid' to='accountid' link-type='any'/>"), 501, /link-type 'any'/],
  [account("<filter><condition attribute='accountid' operator='under' value='x'/></filter>"), 501, /'under'/],
  [account("<filter><condition attribute='createdon' operator='this-fiscal-year'/></filter>"), 501, /fiscal/],
  [account("<filter><condition attribute='statecode' operator='eq' value='Active'/></filter>"), 400, /'Active'.*'statecode'.*whole number/],
  [account("<filter><condition attribute='statecode' operator='eq'/></filter>"), 400, /exactly one value/],
  [account("<filter overridequickfindrecordlimitenabled='1'/>"), 501, /overridequickfindrecordlimitenabled/],
  [account("<filter><condition entityname='x' attribute='name' operator='null'/></filter>"), 400, /'x'/],
  [account("", "page='2' count='1' paging-cookie='&lt;cookie page=\"1\"/&gt;'"), 400, /paging cookie/],
  [account("<order alias='n'/>"), 400, /aggregate/],
])("refused: %s", (xml, status, message) => {
  let caught: unknown;
  try { run(xml); } catch (error) { caught = error; }
  expect(caught).toBeInstanceOf(DataverseError);
  expect(caught).toMatchObject({ status, message: expect.stringMatching(message) as unknown });
});
