import { sampleZip } from "../../sandbox/dataverse/import/testSupport";

const quoteFormId = "{54076a2d-d043-4a1b-b061-4d06846371a9}";
const subgridClass = "{E7A81278-8635-4d9e-8D4D-59480B391C5B}";
const textClass = "{4273EDBD-AC1D-40d3-9FB2-095C621B552D}";
const lineView = "{44444444-0000-0000-0000-000000000001}";

const manifest = (constructor: string, content: string) => `<?xml version="1.0" encoding="utf-8"?><manifest><control namespace="Acme" constructor="${constructor}" version="1.0.0" control-type="virtual">${content}<resources><code path="bundle.js" order="1"/></resources></control></manifest>`;

/** A data-set control that writes down what it is given, and turns pages. */
const lines = `window.ComponentFramework.registerControl("Acme.Lines", class {
  init() { this.calls = []; }
  updateView(context) {
    const { lines, measure, number } = context.parameters;
    this.calls.push(context.updatedProperties.join("+"));
    const h = window.React.createElement;
    const row = (id) => {
      const record = lines.records[id];
      const product = record.getValue("productdescription");
      return h("li", { key: id }, [product, typeof record.getValue("quantity"), record.getFormattedValue("extendedamount"), JSON.stringify(record.getValue("uomid"))].join(" | "));
    };
    return h("div", { "data-loading": String(lines.loading), "data-calls": this.calls.join(" ") },
      h("p", null, measure.raw + " of " + number.raw + ", error: " + lines.errorMessage),
      h("p", null, lines.sortedRecordIds.length + " of " + lines.paging.totalResultCount),
      h("button", { onClick: () => lines.paging.loadNextPage() }, "More lines"),
      h("button", { onClick: () => lines.openDatasetItem(lines.records[lines.sortedRecordIds[0]].getNamedReference()) }, "Open first line"),
      h("ul", { "aria-label": "Lines as given" }, lines.sortedRecordIds.map(row)));
  }
  getOutputs() { return {}; }
  destroy() {}
});`;

/** A field control that shows what it is bound to and how the client describes itself. */
const badge = `window.ComponentFramework.registerControl("Acme.Badge", class {
  init() {}
  updateView(context) {
    const { value, size } = context.parameters;
    const { client, userSettings, formatting } = context;
    return window.React.createElement("output", { "aria-label": "Badge " + size.raw },
      JSON.stringify([value.raw, value.security, client.getClient(), client.getFormFactor(), client.isOffline(), client.isNetworkAvailable(), userSettings.isRTL, formatting.formatDecimal(1234.5, 2)]));
  }
  getOutputs() { return {}; }
  destroy() {}
});`;

/** Lets the price list be found by what its name begins with, and reads the sub-grid anew when the name changes. */
const script = `var Abc = { onLoad: function (context) {
  var form = context.getFormContext();
  var priceList = form.getControl("pricelevelid");
  priceList.addPreSearch(function () { priceList.addCustomFilter('<filter><condition attribute="name" operator="like" value="Host%"/></filter>', "pricelevel"); });
  form.getAttribute("name").addOnChange(function () { form.getControl("abc_lines").refresh(); });
} };`;

const badgeCell = (id: string, size: string) => ({
  cell: `<row><cell id="{44444444-0000-0000-0000-0000000000${id}}"><control id="name${id}" classid="${textClass}" datafieldname="name" uniqueid="{44444444-0000-0000-0000-0000000001${id}}"/></cell></row>`,
  description: `<controlDescription forControl="{44444444-0000-0000-0000-0000000001${id}}" solutionaction="Added"><customControl formFactor="2" name="abc_Acme.Badge"><parameters><value>name</value><size static="true" type="SingleLine.Text">${size}</size></parameters></customControl></controlDescription>`,
});
const badges = [badgeCell("11", "large"), badgeCell("12", "small")];

const formDiff = `<tabs><tab name="abc_tab" id="{44444444-0000-0000-0000-000000000002}" ordinalvalue="1" solutionaction="Added"><labels><label description="Probe" languagecode="1033"/></labels>
  <columns><column width="100%" id="0"><sections><section name="abc_section" id="{44444444-0000-0000-0000-000000000003}" columns="1" showlabel="false"><rows>
  <row><cell id="{44444444-0000-0000-0000-000000000004}"><control id="abc_lines" classid="${subgridClass}" indicationOfSubgrid="true" uniqueid="{44444444-0000-0000-0000-000000000005}"><parameters>
    <TargetEntityType>quotedetail</TargetEntityType><ViewId>${lineView}</ViewId><RelationshipName>quote_details</RelationshipName><RecordsPerPage>10</RecordsPerPage></parameters></control></cell></row>
  ${badges.map(({ cell }) => cell).join("")}
  </rows></section></sections></column></columns></tab></tabs>
  <events><event name="onload" application="false" active="false"><Handlers solutionaction="Added"><Handler functionName="Abc.onLoad" libraryName="abc_/ticket.js" handlerUniqueId="{44444444-0000-0000-0000-000000000006}" enabled="true" parameters="" passExecutionContext="true"/></Handlers></event></events>
  <formLibraries solutionaction="Added"><Library name="abc_/ticket.js" libraryUniqueId="{44444444-0000-0000-0000-000000000007}"/></formLibraries>
  <controlDescriptions><controlDescription forControl="{44444444-0000-0000-0000-000000000005}" solutionaction="Added"><customControl id="${subgridClass}"><parameters/></customControl>
  <customControl formFactor="2" name="abc_Acme.Lines"><parameters><data-set name="lines"><ViewId>${lineView}</ViewId><IsUserView>false</IsUserView><RelationshipName>quote_details</RelationshipName><TargetEntityType>quotedetail</TargetEntityType><EnableViewPicker>false</EnableViewPicker></data-set>
  <measure static="true" type="SingleLine.Text">quantity</measure><number type="SingleLine.Text">name</number></parameters></customControl></controlDescription>
  ${badges.map(({ description }) => description).join("")}</controlDescriptions>`;

const quoteXml = `<Entity><Name LocalizedName="Quote" OriginalName="Quote">Quote</Name><EntityInfo><entity Name="Quote"><attributes/></entity></EntityInfo>
  <FormXml><forms type="main"><systemform><formid>${quoteFormId}</formid><form>${formDiff}</form><LocalizedNames><LocalizedName description="Quote" languagecode="1033"/></LocalizedNames></systemform></forms></FormXml></Entity>`;
const lineXml = `<Entity><Name LocalizedName="QuoteDetail" OriginalName="QuoteDetail">QuoteDetail</Name><EntityInfo><entity Name="QuoteDetail"><attributes/></entity></EntityInfo>
  <SavedQueries><savedqueries><savedquery><isdefault>0</isdefault><savedqueryid>${lineView}</savedqueryid><layoutxml><grid name="resultset"><row name="result" id="quotedetailid"><cell name="productdescription" width="200"/><cell name="quantity" width="100"/><cell name="uomid" width="100"/><cell name="extendedamount" width="100"/></row></grid></layoutxml>
  <querytype>0</querytype><fetchxml><fetch version="1.0" mapping="logical"><entity name="quotedetail"><attribute name="productdescription"/><attribute name="quantity"/><attribute name="uomid"/><attribute name="extendedamount"/><order attribute="lineitemnumber" descending="false"/></entity></fetch></fetchxml>
  <LocalizedNames><LocalizedName description="Lines of the probe" languagecode="1033"/></LocalizedNames></savedquery></savedqueries></SavedQueries></Entity>`;

/** A solution whose controls show what the form host gives them: a data-set on quotes' lines and two fields on one column. */
export function hostSolution(): Uint8Array {
  return sampleZip({
    entities: quoteXml + lineXml, relationships: "", choices: "", roles: "",
    controls: ["Lines", "Badge"].map((name) => `<CustomControl><Name>abc_Acme.${name}</Name><FileName>/Controls/abc_Acme.${name}/ControlManifest.xml</FileName></CustomControl>`).join(""),
    roots: '<RootComponent type="61" schemaName="abc_/ticket.js" behavior="0"/><RootComponent type="1" schemaName="quote" behavior="2"/><RootComponent type="1" schemaName="quotedetail" behavior="2"/><RootComponent type="66" schemaName="abc_Acme.Lines" behavior="0"/><RootComponent type="66" schemaName="abc_Acme.Badge" behavior="0"/>',
    files: {
      "WebResources/abc_ticketjs": script, "Controls/abc_Acme.Badge/strings/Badge.1033.resx": undefined, "Controls/abc_Acme.Badge/strings/Badge.1036.resx": undefined,
      "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="text/xml"/><Default Extension="js" ContentType="text/javascript"/><Override PartName="/WebResources/abc_ticketjs" ContentType="application/octet-stream"/></Types>',
      "Controls/abc_Acme.Lines/ControlManifest.xml": manifest("Lines", '<data-set name="lines"/><property name="measure" of-type="SingleLine.Text" usage="input"/><property name="number" of-type="SingleLine.Text" usage="input"/>'),
      "Controls/abc_Acme.Lines/bundle.js": lines,
      "Controls/abc_Acme.Badge/ControlManifest.xml": manifest("Badge", '<property name="value" of-type="SingleLine.Text" usage="bound" required="true"/><property name="size" of-type="SingleLine.Text" usage="input"/>'),
      "Controls/abc_Acme.Badge/bundle.js": badge,
    },
  });
}
