/** Members of an enumeration and their numbers. */
export type EnumMembers = Readonly<Record<string, number>>;

/** Enumerations whose members are known only in part: any member name is taken. */
export const openEnums: readonly string[] = ["Timezone"];

/** Enumerations that the imitated entities use, members as the service's metadata lists them. */
export const enums: Readonly<Record<string, EnumMembers>> = {
  Abc: { None: 0, A: 1, B: 2, C: 3 },
  CompanyTypeMx: { Blank: 0, LegalEntity: 1, LegalPerson: 2, ForeignCompany: 3 },
  CreditCardAddressVerification: { None: 0, No: 1, Yes: 2 },
  CreditCardAddressVerificationLevel: { Accept: 0, AccountHolderName: 1, BillingPostalCode: 3, BillingAddress: 2 },
  CreditCardCvc: { None: 0, No: 1, Yes: 2 },
  CustAccountStatement: { Always: 0, Quarter: 1, Biannually: 2, Yearly: 3, Never: 4 },
  CustCollectionLetterCode: {
    None: 0, CollectionLetter1: 1, CollectionLetter2: 2, CollectionLetter3: 3, CollectionLetter4: 4, Collection: 5, All: 6,
    CollectionPerCust: 7,
  },
  CustomerTypeIn: { None: 0, GovtCompanyOrOtherAgencies: 1, ECommerceOperator: 2 },
  CustVendorBlocked: { No: 0, Invoice: 1, All: 2, Payment: 3, Requisition: 4, Never: 5, PurchOrder: 6 },
  CustWhtContributionTypeBr: {
    Other: 0, FederalAgencyAutarchyOrFoundation: 1, OtherFederalAdministrationEntity: 2, PrivateCompany: 3, Cooperative: 4,
    MachineOrVehicleManufacturer: 5,
  },
  DirPersonMaritalStatus: { None: 0, Single: 1, Married: 2, Divorced: 3, Widowhood: 4 },
  EcoResFieldServiceProductType: { Inventory: 0, NonInventory: 1, Service: 2, NotAvailable: 3 },
  EcoResProductType: { Item: 1, Service: 2 },
  EfDocPresenceTypeBr: { DoesNotApply: 0, InPerson: 1, Internet: 2, Telesales: 3, InPersonOut: 5, Others: 9 },
  FederalNonFederalIndicatorCode: { None: 0, Federal: 1, NonFederal: 2, NonFederalException: 3 },
  Gender: { Unknown: 0, Male: 1, Female: 2, NonSpecific: 3 },
  GenderMaleFemale: { Male: 0, Female: 1 },
  InventCountingGroupBr: { OwnStockInOtherPower: 2, OwnStock: 1, OtherStock: 3 },
  InventLocationType: { Standard: 0, Quarantine: 1, Transit: 2, GoodsInRoute_RU: 101, ITMGIT: 10, ITMUnder: 11 },
  InventProfileTypeRu: { NotSpecified: 0, General: 1, CommissionAgent: 41, CommissionPrincipalAgent: 43, Bailee: 44 },
  InvoiceOrderAccount: { InvoiceAccount: 0, OrderAccount: 1 },
  LegalNatureIt: {
    LN1: 1, LN2: 2, LN3: 3, LN4: 4, LN5: 5, LN6: 6, LN7: 7, LN8: 8, LN9: 9, LN10: 10, LN11: 11, LN12: 12, LN13: 13, LN14: 14, LN15: 15,
    LN16: 16, LN17: 17, LN18: 18, LN19: 19, LN20: 20, LN21: 21, LN22: 22, LN23: 23, LN24: 24, LN25: 25, LN26: 26, LN27: 27, LN28: 28, LN29:
    29, LN50: 50, LN51: 51, LN52: 52, LN53: 53, LN54: 54, LN55: 55, LN56: 56, LN57: 57, LN58: 58, LN30: 30, LN31: 31, LN32: 32, LN33: 33,
    LN34: 34, LN35: 35, LN36: 36, LN37: 37, LN38: 38, LN39: 39, LN40: 40, LN41: 41, LN42: 42, LN43: 43, LN44: 44, LN59: 59,
  },
  McrsoAllocPriority: {
    AllocationPriority1: 9, AllocationPriority2: 8, AllocationPriority3: 7, AllocationPriority4: 6, AllocationPriority5: 5,
    AllocationPriority6: 4, AllocationPriority7: 3, AllocationPriority8: 2, AllocationPriority9: 1, AllocationPriority10: 0,
  },
  MonthsOfYear: {
    None: 0, January: 1, February: 2, March: 3, April: 4, May: 5, June: 6, July: 7, August: 8, September: 9, October: 10, November: 11,
    December: 12,
  },
  NatureOfAssesseeIn: { Company: 0, HUF: 1, Firm: 2, Individual: 3, AOP: 4, BOI: 5, LocalAuthority: 6, Others: 7 },
  NoYes: { No: 0, Yes: 1 },
  PanStatusIn: { NotAvailable: 0, Received: 1, Applied: 2, Invalid: 3 },
  PaymentStub: {
    None: 0, FIK: 1, BBS: 2, ESR_blue_PTT: 3, ESR_red_bank: 4, FIK762: 5, ESR_orange: 6, BelSMS101: 7, BelSMS102: 8, Finnish: 9, FIK751: 10,
    FIK752: 11, QRBill: 12,
  },
  ProdRafPostingMethodInherit: { Inherit: 0, Immediate: 1, Deferred: 2 },
  RetailReceiptOptionBase: { RetailEx3: 0, Email: 1, Both: 2 },
  RoundOffType: { Ordinary: 0, RoundDown: 1, RoundUp: 2 },
  SalesDeliveryDateControlType: { None: 0, SalesLeadTime: 1, ATP: 2, ATPPlusIssueMargin: 3, CTP: 4, FullRunCTP: 5 },
  SalesExternalWorkOrderStatus: {
    OpenUnscheduled: 0, OpenScheduled: 1, OpenInProgress: 2, OpenCompleted: 3, ClosedPosted: 4, ClosedCanceled: 5,
  },
  SalesInvoicePostingTypeRu: { Standard: 0, GoodsInRoute: 1 },
  SalesOrderProcessingStatus: {
    Active: 0, Confirmed: 1, Picked: 2, PartiallyDelivered: 3, Delivered: 4, Invoiced: 5, PartiallyInvoiced: 6, Canceled: 7,
    DeliveredPartiallyInvoiced: 8,
  },
  SalesOriginType: { NotSpecified: 0, SalesOrderIntegration: 1, WorkOrderIntegration: 2 },
  SalesQuotationCreationMethod: { SCM: 0, Dynamics365Sales: 1 },
  SalesQuotationStatus: {
    Created: 0, Sent: 1, Confirmed: 2, Lost: 3, Cancelled: 4, Reset: 5, Modified: 6, Submitted: 7, Approved: 8, Revised: 9,
  },
  SalesStatus: { None: 0, Backorder: 1, Delivered: 2, Invoiced: 3, Canceled: 4 },
  SmmContactPersonCdsAssociatedContactType: { Customer: 0, Vendor: 1, Contact: 2, NotSupported: 3, Prospect: 4 },
  SysLocalizationCountryRegionCode: {
    Default: 0, None: 1, BE: 2, BR: 3, CA: 4, CZ: 5, DE: 6, EE: 7, ES: 8, FR: 9, GB: 10, HU: 11, IE: 12, IN: 13, IT: 14, JP: 15, LT: 16, LV:
    17, MX: 18, NL: 19, NO: 20, PL: 21, RU: 22, SA: 23, TH: 24, US: 25, AU: 26, CN: 27, DK: 28, FI: 29, MY: 30, SG: 31, ZA: 32, SE: 33, CH:
    34, IS: 35, AT: 36,
  },
  Timezone: {
    GMTMINUS1200INTERNATIONALDATELINEWEST: 24, GMTMINUS1100COORDINATEDUNIVERSALTIME: 99, GMTMINUS1100MIDWAYISLAND_SAMOA: 65,
    GMTMINUS1000HAWAII: 39, GMTMINUS0900ALASKA: 2,
  },
  UnitOfMeasureClass: {
    Quantity: 0, Length: 1, Area: 2, LiquidVolume: 3, DryVolume: 4, Mass: 5, Time: 6, Monetary: 7, Temperature: 8,
    InformationEntropy: 9, Luminance: 10, Speed: 11, Acceleration: 12, Angle: 13, SolidAngle: 14, Force: 15, Pressure: 16,
    Torque: 17, Energy: 18, Power: 19, AngularMomentum: 20, Capacitance: 21, Density: 22, ElectricCurrent: 23, MagneticField:
    24, MagneticFlux: 25, ElectricCharge: 26, ElectricDipole: 27, ElectricPotential: 28, ElectricalResistance: 29, Inductance:
    30, DynamicViscosity: 31, KinematicViscosity: 32, Radioactivity: 33, Undefined: 34,
  },
  UnitOfMeasureCodeSymbol: {
    Pieces: 0, Feet: 1, Inches: 2, Yards: 3, Centimeters: 4, Meters: 5, Millimeters: 6, Gallons: 7, Liters: 8, Ounces: 9,
    TroyOunces: 10, Pounds: 11, Grams: 12, Kilograms: 13, Milliseconds: 14, Seconds: 15, Minutes: 16, Hours: 17, Days: 18,
    Weeks: 19, Months: 20, Years: 21, Tonnes: 101,
  },
  UnitOfMeasureSystemOfUnits: { None: 0, Metric: 1, US: 2 },
  UseCashDisc: { Normal: 0, Always: 1, Never: 2 },
  WhsAllowMarkingReservationRemoval: { None: 0, Reservation: 1, MarkingReservation: 2 },
  WhsAutoUpdateShipment: { OnQuantityDecrease: 0, Always: 1 },
  WhsLoadReleaseReservationPolicy: { Error: 0, Warning: 1 },
  WhsRawMaterialPolicy: { Pick: 0, Reserve: 1 },
  WhsReleaseRuleFailureOption: { WarningSkipLine: 0, ErrorSkipOrder: 1 },
  WhsReleaseToWarehouseRule: { NotApplicable: 0, AllowPartialReservation: 1, RequireFullReservation: 2 },
};
