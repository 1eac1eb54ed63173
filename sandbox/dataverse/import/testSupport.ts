import { strToU8, zipSync } from "fflate";

/** Parts of a solution for tests; what is left out takes the sample's value. */
export interface SampleParts {
  uniqueName?: string;
  version?: string;
  managed?: string;
  prefix?: string;
  publisher?: string;
  serverVersion?: string;
  roots?: string;
  missingDependencies?: string;
  /** Inside `<Entities>`. */
  entities?: string;
  relationships?: string;
  choices?: string;
  webResources?: string;
  controls?: string;
  roles?: string;
  /** More sections of customizations.xml. */
  sections?: string;
  /** More or other files of the zip; undefined takes one out. */
  files?: Record<string, string | undefined>;
}

/** One column's element. */
export function columnXml(physicalName: string, type: string, more = ""): string {
  const name = physicalName.toLowerCase();
  return `<attribute PhysicalName="${physicalName}"><Type>${type}</Type><Name>${name}</Name><LogicalName>${name}</LogicalName>`
    + `<RequiredLevel>none</RequiredLevel>${more}<displaynames><displayname description="${physicalName}" languagecode="1033"/></displaynames></attribute>`;
}

export const ticketColumns = `<attribute PhysicalName="abc_TicketId"><Type>primarykey</Type><Name>abc_ticketid</Name><LogicalName>abc_ticketid</LogicalName><RequiredLevel>systemrequired</RequiredLevel></attribute>`
  + columnXml("abc_Name", "nvarchar", "<DisplayMask>PrimaryName|ValidForForm</DisplayMask><MaxLength>100</MaxLength><Format>text</Format>")
  + columnXml("abc_Kind", "picklist", "<AppDefaultValue>727270001</AppDefaultValue><OptionSetName>abc_kind</OptionSetName>")
  + columnXml("abc_Cost", "money", "<MinValue>0</MinValue><MaxValue>1000</MaxValue><Accuracy>2</Accuracy>")
  + columnXml("abc_AccountId", "lookup");

/** A custom table. */
export function ticketXml(columns = ticketColumns, more = ""): string {
  return `<Entity><Name LocalizedName="Ticket" OriginalName="Ticket">abc_Ticket</Name><EntityInfo><entity Name="abc_Ticket">
    <LocalizedNames><LocalizedName description="Ticket" languagecode="1033"/><LocalizedName description="Billet" languagecode="1036"/></LocalizedNames>
    <LocalizedCollectionNames><LocalizedCollectionName description="Tickets" languagecode="1033"/></LocalizedCollectionNames>
    <attributes>${columns}</attributes><EntitySetName>abc_tickets</EntitySetName>
    <EntityKeys><EntityKey><Name>abc_NameKey</Name><LogicalName>abc_namekey</LogicalName><EntityKeyAttributes><AttributeName>abc_name</AttributeName></EntityKeyAttributes></EntityKey></EntityKeys>
    <OwnershipTypeMask>UserOwned</OwnershipTypeMask><ChangeTrackingEnabled>1</ChangeTrackingEnabled></entity></EntityInfo>${more}</Entity>`;
}

export const choiceXml = `<optionset Name="abc_kind"><OptionSetType>picklist</OptionSetType><IsGlobal>1</IsGlobal><displaynames><displayname description="Kind" languagecode="1033"/></displaynames><options>
  <option value="727270000"><labels><label description="Question" languagecode="1033"/></labels></option>
  <option value="727270001"><labels><label description="Fault" languagecode="1033"/><label description="Panne" languagecode="1036"/></labels></option></options></optionset>`;

export const relationshipXml = `<EntityRelationship Name="abc_account_ticket"><EntityRelationshipType>OneToMany</EntityRelationshipType>
  <ReferencingEntityName>abc_Ticket</ReferencingEntityName><ReferencedEntityName>Account</ReferencedEntityName><CascadeDelete>Cascade</CascadeDelete>
  <ReferencingAttributeName>abc_AccountId</ReferencingAttributeName><EntityRelationshipRoles>
  <EntityRelationshipRole><NavigationPropertyName>abc_AccountId</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole>
  <EntityRelationshipRole><NavigationPropertyName>abc_account_ticket</NavigationPropertyName><RelationshipRoleType>0</RelationshipRoleType></EntityRelationshipRole>
  </EntityRelationshipRoles></EntityRelationship>`;

export const scriptXml = `<WebResource><WebResourceId>{11111111-0000-0000-0000-000000000001}</WebResourceId><Name>abc_/ticket.js</Name><DisplayName>Ticket</DisplayName><WebResourceType>3</WebResourceType><FileName>/WebResources/abc_ticketjs</FileName></WebResource>`;

export const controlXml = `<CustomControl><Name>abc_Acme.Badge</Name><FileName>/Controls/abc_Acme.Badge/ControlManifest.xml</FileName></CustomControl>`;
export const controlManifest = `<?xml version="1.0" encoding="utf-8"?><manifest><control namespace="Acme" constructor="Badge" version="1.0.0" control-type="virtual">
  <property name="value" of-type="SingleLine.Text" usage="bound" required="true"/><property name="size" of-type="Enum" usage="input"><value name="s" default="true">small</value></property>
  <resources><code path="bundle.js" order="1"/><resx path="strings/Badge.1033.resx" version="1.0.0"/><resx path="strings/Badge.1036.resx" version="1.0.0"/></resources></control></manifest>`;

export const accountFormId = "{8448b78f-8f42-454e-8e2a-f8196b0419af}";

/** A diff of the standard account form: a tab with the control, a library and an OnLoad handler. */
export const accountDiff = `<tabs><tab name="abc_tab" id="{22222222-0000-0000-0000-000000000001}" ordinalvalue="1" solutionaction="Added"><labels><label description="Tickets" languagecode="1033"/><label description="Billets" languagecode="1036"/></labels>
  <columns><column width="100%" id="0"><sections><section name="abc_section" id="{22222222-0000-0000-0000-000000000002}" columns="1" showlabel="false"><rows><row>
  <cell id="{22222222-0000-0000-0000-000000000003}"><control id="name1" classid="{4273EDBD-AC1D-40d3-9FB2-095C621B552D}" datafieldname="abc_note" uniqueid="{22222222-0000-0000-0000-000000000004}"/></cell></row></rows></section></sections></column></columns></tab></tabs>
  <events><event name="onload" application="false" active="false"><Handlers solutionaction="Added"><Handler functionName="Abc.onLoad" libraryName="abc_/ticket.js" handlerUniqueId="{22222222-0000-0000-0000-000000000005}" enabled="true" parameters="" passExecutionContext="true"/></Handlers></event></events>
  <controlDescriptions><controlDescription forControl="{22222222-0000-0000-0000-000000000004}" solutionaction="Added"><customControl id="{4273EDBD-AC1D-40d3-9FB2-095C621B552D}"><parameters><datafieldname>abc_note</datafieldname></parameters></customControl>
  <customControl formFactor="2" name="abc_Acme.Badge"><parameters><value>abc_note</value><size static="true" type="Enum">large</size></parameters></customControl></controlDescription></controlDescriptions>
  <formLibraries solutionaction="Added"><Library name="abc_/ticket.js" libraryUniqueId="{22222222-0000-0000-0000-000000000006}"/></formLibraries>`;

export const ribbonXml = `<RibbonDiffXml><CustomActions><CustomAction Id="abc.Action" Location="Mscrm.Form.account.MainTab.Save.Controls._children" Sequence="10"><CommandUIDefinition>
  <Button Id="abc.Button" Command="abc.Command" LabelText="$LocLabels:abc.Label" ToolTipTitle="$LocLabels:abc.Label"/></CommandUIDefinition></CustomAction></CustomActions>
  <CommandDefinitions><CommandDefinition Id="abc.Command"><EnableRules><EnableRule Id="abc.Enable"/><EnableRule Id="Mscrm.FormStateExisting"/></EnableRules><DisplayRules><DisplayRule Id="abc.Display"/></DisplayRules>
  <Actions><JavaScriptFunction FunctionName="Abc.run" Library="$webresource:abc_/ticket.js"><CrmParameter Value="PrimaryControl"/></JavaScriptFunction></Actions></CommandDefinition></CommandDefinitions>
  <RuleDefinitions><TabDisplayRules/><DisplayRules><DisplayRule Id="abc.Display"><EntityPrivilegeRule EntityName="abc_ticket" PrivilegeType="Create" PrivilegeDepth="Basic"/></DisplayRule></DisplayRules>
  <EnableRules><EnableRule Id="abc.Enable"><SelectionCountRule AppliesTo="SelectedEntity" Minimum="1"/></EnableRule></EnableRules></RuleDefinitions>
  <LocLabels><LocLabel Id="abc.Label"><Titles><Title languagecode="1033" description="Open ticket"/><Title languagecode="1036" description="Ouvrir un billet"/></Titles></LocLabel></LocLabels></RibbonDiffXml>`;

/** The account shell: one column, a changed standard column, the form diff, the ribbon. */
export function accountXml(options: { diff?: string; ribbon?: string; attributes?: string; views?: string } = {}): string {
  const number = columnXml("AccountNumber", "nvarchar", "<AutoNumberFormat>ACC-{SEQNUM:5}-{RANDSTRING:6}</AutoNumberFormat><MaxLength>20</MaxLength>");
  const note = columnXml("abc_Note", "nvarchar", "<MaxLength>50</MaxLength>");
  return `<Entity><Name LocalizedName="Account" OriginalName="Account">Account</Name><EntityInfo><entity Name="Account"><attributes>${options.attributes ?? number + note}</attributes></entity></EntityInfo>
    <FormXml><forms type="main"><systemform><formid>${accountFormId}</formid><form>${options.diff ?? accountDiff}</form><LocalizedNames><LocalizedName description="Account" languagecode="1033"/></LocalizedNames></systemform></forms></FormXml>
    ${options.views ?? ""}${options.ribbon ?? ribbonXml}</Entity>`;
}

export const roleXml = `<Role id="{33333333-0000-0000-0000-000000000001}" name="Abc user"><RolePrivileges><RolePrivilege name="prvReadabc_Ticket" level="Global"/><RolePrivilege name="prvWriteAccount" level="Local"/></RolePrivileges></Role>`;

const sampleRoots = `<RootComponent type="1" schemaName="account" behavior="2"/><RootComponent type="1" schemaName="abc_ticket" behavior="0"/><RootComponent type="9" schemaName="abc_kind" behavior="0"/>
  <RootComponent type="20" id="{33333333-0000-0000-0000-000000000001}" behavior="0"/><RootComponent type="61" schemaName="abc_/ticket.js" behavior="0"/><RootComponent type="66" schemaName="abc_Acme.Badge" behavior="0"/>`;

const resx = (text: string) => `<root><data name="Title"><value>${text}</value></data></root>`;

/** A solution with one component of each kind. */
export function sampleZip(parts: SampleParts = {}): Uint8Array {
  const solution = `<ImportExportXml version="${parts.serverVersion ?? "9.2.24014.198"}" SolutionPackageVersion="9.2" languagecode="1033" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SolutionManifest>
    <UniqueName>${parts.uniqueName ?? "AbcSample"}</UniqueName><LocalizedNames><LocalizedName description="Abc sample" languagecode="1033"/></LocalizedNames><Descriptions/><Version>${parts.version ?? "1.0.0.0"}</Version><Managed>${parts.managed ?? "0"}</Managed>
    <Publisher><UniqueName>${parts.publisher ?? "abcpublisher"}</UniqueName><LocalizedNames><LocalizedName description="Abc" languagecode="1033"/></LocalizedNames><CustomizationPrefix>${parts.prefix ?? "abc"}</CustomizationPrefix><CustomizationOptionValuePrefix>72727</CustomizationOptionValuePrefix></Publisher>
    <RootComponents>${parts.roots ?? sampleRoots}</RootComponents><MissingDependencies>${parts.missingDependencies ?? ""}</MissingDependencies></SolutionManifest></ImportExportXml>`;
  const customizations = `<ImportExportXml><Entities>${parts.entities ?? accountXml() + ticketXml()}</Entities><Roles>${parts.roles ?? roleXml}</Roles><Workflows/><EntityMaps/>
    <EntityRelationships>${parts.relationships ?? relationshipXml}</EntityRelationships><optionsets>${parts.choices ?? choiceXml}</optionsets><WebResources>${parts.webResources ?? scriptXml}</WebResources>
    <CustomControls>${parts.controls ?? controlXml}</CustomControls>${parts.sections ?? ""}<Languages><Language>1033</Language></Languages></ImportExportXml>`;
  const files: Record<string, string | undefined> = {
    "solution.xml": solution,
    "customizations.xml": customizations,
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="text/xml"/><Default Extension="js" ContentType="text/javascript"/><Default Extension="resx" ContentType="text/xml"/><Override PartName="/WebResources/abc_ticketjs" ContentType="application/octet-stream"/></Types>`,
    "WebResources/abc_ticketjs": "var Abc = {};",
    "Controls/abc_Acme.Badge/ControlManifest.xml": controlManifest,
    "Controls/abc_Acme.Badge/bundle.js": "/* bundle */",
    "Controls/abc_Acme.Badge/strings/Badge.1033.resx": resx("Badge"),
    "Controls/abc_Acme.Badge/strings/Badge.1036.resx": resx("Insigne"),
    ...parts.files,
  };
  return zipSync(Object.fromEntries(Object.entries(files).flatMap(([path, content]) => (content === undefined ? [] : [[path, strToU8(content)]]))));
}
