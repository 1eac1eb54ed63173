import type { ThemeName } from "../preferences";

type Tokens = Record<string, string | number>;

/** What does not depend on the theme: sizes, fonts, strokes and corners of Fluent 2. */
const sizes: Tokens = {
  fontFamilyBase: "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif",
  fontFamilyMonospace: "Consolas, 'Courier New', Courier, monospace",
  fontSizeBase100: "10px", fontSizeBase200: "12px", fontSizeBase300: "14px", fontSizeBase400: "16px", fontSizeBase500: "20px", fontSizeBase600: "24px",
  lineHeightBase100: "14px", lineHeightBase200: "16px", lineHeightBase300: "20px", lineHeightBase400: "22px", lineHeightBase500: "28px", lineHeightBase600: "32px",
  fontWeightRegular: 400, fontWeightMedium: 500, fontWeightSemibold: 600, fontWeightBold: 700,
  borderRadiusNone: "0", borderRadiusSmall: "2px", borderRadiusMedium: "4px", borderRadiusLarge: "6px", borderRadiusXLarge: "8px", borderRadiusCircular: "10000px",
  strokeWidthThin: "1px", strokeWidthThick: "2px", strokeWidthThicker: "3px", strokeWidthThickest: "4px",
  spacingHorizontalXS: "4px", spacingHorizontalS: "8px", spacingHorizontalM: "12px", spacingHorizontalL: "16px", spacingHorizontalXL: "20px",
  spacingVerticalXS: "4px", spacingVerticalS: "8px", spacingVerticalM: "12px", spacingVerticalL: "16px", spacingVerticalXL: "20px",
};

const light: Tokens = {
  colorNeutralForeground1: "#242424", colorNeutralForeground2: "#424242", colorNeutralForeground3: "#616161", colorNeutralForeground4: "#707070", colorNeutralForegroundDisabled: "#bdbdbd", colorNeutralForegroundOnBrand: "#ffffff",
  colorNeutralBackground1: "#ffffff", colorNeutralBackground1Hover: "#f5f5f5", colorNeutralBackground1Pressed: "#e0e0e0", colorNeutralBackground2: "#fafafa", colorNeutralBackground3: "#f5f5f5", colorNeutralBackground4: "#f0f0f0", colorNeutralBackgroundDisabled: "#f0f0f0",
  colorNeutralStroke1: "#d1d1d1", colorNeutralStroke2: "#e0e0e0", colorNeutralStroke3: "#f0f0f0", colorNeutralStrokeAccessible: "#616161", colorNeutralStrokeDisabled: "#e0e0e0", colorStrokeFocus1: "#ffffff", colorStrokeFocus2: "#000000",
  colorBrandForeground1: "#0f6cbd", colorBrandForeground2: "#115ea3", colorBrandForegroundLink: "#115ea3", colorBrandForegroundLinkHover: "#0f548c", colorBrandBackground: "#0f6cbd", colorBrandBackgroundHover: "#115ea3", colorBrandBackgroundPressed: "#0c3b5e", colorBrandBackground2: "#ebf3fc", colorBrandStroke1: "#0f6cbd", colorBrandStroke2: "#b4d6fa",
  colorCompoundBrandBackground: "#0f6cbd", colorCompoundBrandForeground1: "#0f6cbd", colorCompoundBrandStroke: "#0f6cbd", colorSubtleBackground: "transparent", colorSubtleBackgroundHover: "#f5f5f5", colorTransparentBackground: "transparent",
  colorPaletteGreenForeground1: "#0e700e", colorPaletteGreenBackground1: "#f1faf1", colorPaletteGreenBorder1: "#9fd89f", colorPaletteRedForeground1: "#bc2f32", colorPaletteRedBackground1: "#fdf6f6", colorPaletteRedBorder1: "#f1bbbc", colorPaletteYellowForeground1: "#817400", colorPaletteYellowBackground1: "#fffef5", colorPaletteDarkOrangeForeground1: "#c43501", colorPaletteDarkOrangeBackground1: "#fdf6f3",
  colorStatusSuccessForeground1: "#0e700e", colorStatusSuccessBackground1: "#f1faf1", colorStatusWarningForeground1: "#bc4b09", colorStatusWarningBackground1: "#fff9f5", colorStatusDangerForeground1: "#b10e1c", colorStatusDangerBackground1: "#fdf3f4",
  shadow2: "0 0 2px rgba(0,0,0,0.12), 0 1px 2px rgba(0,0,0,0.14)", shadow4: "0 0 2px rgba(0,0,0,0.12), 0 2px 4px rgba(0,0,0,0.14)", shadow8: "0 0 2px rgba(0,0,0,0.12), 0 4px 8px rgba(0,0,0,0.14)",
};

const dark: Tokens = {
  colorNeutralForeground1: "#ffffff", colorNeutralForeground2: "#d6d6d6", colorNeutralForeground3: "#adadad", colorNeutralForeground4: "#999999", colorNeutralForegroundDisabled: "#5c5c5c", colorNeutralForegroundOnBrand: "#ffffff",
  colorNeutralBackground1: "#292929", colorNeutralBackground1Hover: "#3d3d3d", colorNeutralBackground1Pressed: "#1f1f1f", colorNeutralBackground2: "#1f1f1f", colorNeutralBackground3: "#141414", colorNeutralBackground4: "#0a0a0a", colorNeutralBackgroundDisabled: "#141414",
  colorNeutralStroke1: "#666666", colorNeutralStroke2: "#525252", colorNeutralStroke3: "#3d3d3d", colorNeutralStrokeAccessible: "#adadad", colorNeutralStrokeDisabled: "#424242", colorStrokeFocus1: "#000000", colorStrokeFocus2: "#ffffff",
  colorBrandForeground1: "#479ef5", colorBrandForeground2: "#62abf5", colorBrandForegroundLink: "#479ef5", colorBrandForegroundLinkHover: "#62abf5", colorBrandBackground: "#115ea3", colorBrandBackgroundHover: "#0f6cbd", colorBrandBackgroundPressed: "#0c3b5e", colorBrandBackground2: "#082338", colorBrandStroke1: "#479ef5", colorBrandStroke2: "#0e4775",
  colorCompoundBrandBackground: "#479ef5", colorCompoundBrandForeground1: "#479ef5", colorCompoundBrandStroke: "#479ef5", colorSubtleBackground: "transparent", colorSubtleBackgroundHover: "#383838", colorTransparentBackground: "transparent",
  colorPaletteGreenForeground1: "#54b054", colorPaletteGreenBackground1: "#052505", colorPaletteGreenBorder1: "#107c10", colorPaletteRedForeground1: "#e37d80", colorPaletteRedBackground1: "#3f1011", colorPaletteRedBorder1: "#d13438", colorPaletteYellowForeground1: "#feee66", colorPaletteYellowBackground1: "#4c4400", colorPaletteDarkOrangeForeground1: "#e9835e", colorPaletteDarkOrangeBackground1: "#411200",
  colorStatusSuccessForeground1: "#54b054", colorStatusSuccessBackground1: "#052505", colorStatusWarningForeground1: "#faa06b", colorStatusWarningBackground1: "#4a1e04", colorStatusDangerForeground1: "#eeacb2", colorStatusDangerBackground1: "#3b0509",
  shadow2: "0 0 2px rgba(0,0,0,0.24), 0 1px 2px rgba(0,0,0,0.28)", shadow4: "0 0 2px rgba(0,0,0,0.24), 0 2px 4px rgba(0,0,0,0.28)", shadow8: "0 0 2px rgba(0,0,0,0.24), 0 4px 8px rgba(0,0,0,0.28)",
};

/** High contrast: black, white and three signal colours; whatever is a background is black, whatever is a line or text is white. */
const contrast: Tokens = Object.fromEntries(Object.keys(dark).map((name) => {
  if (/Link|BrandForeground|BrandStroke/.test(name)) return [name, name.includes("Link") ? "#ffff00" : "#1aebff"];
  if (/ForegroundOnBrand/.test(name)) return [name, "#000000"];
  if (/BrandBackground2|NeutralBackground|PaletteGreenBackground|Palette\w+Background|Status\w+Background/.test(name)) return [name, "#000000"];
  if (/BrandBackground/.test(name)) return [name, "#1aebff"];
  if (/Disabled/.test(name)) return [name, "#3ff23f"];
  if (/^shadow/.test(name)) return [name, "none"];
  return [name, /SubtleBackground|TransparentBackground/.test(name) ? "transparent" : "#ffffff"];
}));

/** `context.fluentDesignLanguage`: the tokens of Fluent 2 that controls use, for the theme chosen. */
export function fluentDesignLanguage(theme: ThemeName): { tokenTheme: Tokens; isDarkTheme: boolean } {
  const colors = { light, dark, contrast }[theme];
  return { tokenTheme: { ...sizes, ...colors }, isDarkTheme: theme !== "light" };
}
