import { createStandardRegistry } from "../metadata/standard";
import { formJson } from "./formJson";

const subgridClass = "{E7A81278-8635-4d9e-8D4D-59480B391C5B}";
const dataSet = (name: string, view: string) => `<data-set name="${name}"><ViewId>{${view}}</ViewId><IsUserView>false</IsUserView><RelationshipName>quote_details</RelationshipName>`
  + `<TargetEntityType>quotedetail</TargetEntityType><EnableViewPicker>false</EnableViewPicker><FilteredViewIds>{${view}}</FilteredViewIds></data-set>`;
const formXml = `<form><tabs><tab name="t" id="t"><columns><column width="100%"><sections><section name="s" id="s"><rows>
  <row><cell id="1"><control id="lines" classid="${subgridClass}" indicationOfSubgrid="true" uniqueid="{AAAAAAAA-0000-0000-0000-000000000001}">
    <parameters><TargetEntityType>quotedetail</TargetEntityType><ViewId>{0000000A-0000-0000-0000-000000000001}</ViewId><RelationshipName>quote_details</RelationshipName><RecordsPerPage>25</RecordsPerPage></parameters></control></cell></row>
  <row><cell id="2"><control id="name" classid="{4273EDBD-AC1D-40d3-9FB2-095C621B552D}" datafieldname="name"/></cell></row>
  <row><cell id="3"><control id="name1" classid="{4273EDBD-AC1D-40d3-9FB2-095C621B552D}" datafieldname="name" uniqueid="{AAAAAAAA-0000-0000-0000-000000000002}"/></cell></row>
  </rows></section></sections></column></columns></tab></tabs>
  <controlDescriptions><controlDescription forControl="{aaaaaaaa-0000-0000-0000-000000000001}"><customControl id="${subgridClass}"><parameters/></customControl>
    ${["0", "1", "2"].map((factor) => `<customControl formFactor="${factor}" name="abc_Acme.Lines"><parameters>${dataSet("lines", "0000000A-0000-0000-0000-000000000001")}<measure static="true" type="Enum">physical</measure><number type="SingleLine.Text">quotenumber</number></parameters></customControl>`).join("")}
  </controlDescription>
  <controlDescription forControl="{AAAAAAAA-0000-0000-0000-000000000002}"><customControl formFactor="2" name="abc_Acme.Badge"><parameters><value>name</value></parameters></customControl></controlDescription></controlDescriptions></form>`;

test("a sub-grid with a control of its own names the records of its data-set, constants and columns; one column stands twice", () => {
  const table = createStandardRegistry().table("quote");
  if (!table) throw new Error("no quote");
  const form = formJson({ formId: "f", table: "quote", type: "main", labels: {}, formXml }, table, 1033);
  const controls = form.tabs[0]?.columns[0]?.sections[0]?.rows.map((row) => row[0]?.control);
  const grid = { table: "quotedetail", viewId: "0000000a-0000-0000-0000-000000000001", relationship: "quote_details", recordsPerPage: 25 };
  expect(controls?.[0]).toMatchObject({ id: "lines", subgrid: grid, custom: {
    name: "abc_Acme.Lines", dataSets: { lines: grid },
    parameters: { measure: { static: true, value: "physical", type: "Enum" }, number: { static: false, value: "quotenumber" } },
  } });
  expect(controls?.[1]).toEqual({ id: "name", classId: "{4273EDBD-AC1D-40d3-9FB2-095C621B552D}", column: "name", disabled: false });
  expect(controls?.[2]).toMatchObject({ id: "name1", column: "name", custom: { name: "abc_Acme.Badge", dataSets: {} } });
});
