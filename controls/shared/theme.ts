/** Colours of one meaning: a soft ground and text on it that is readable. */
export interface Tone {
  ground: string;
  text: string;
  edge: string;
}

/** The colours a control uses, taken from the app's theme. */
export interface Colours {
  dark: boolean;
  ground: string;
  groundHover: string;
  text: string;
  textMuted: string;
  edge: string;
  edgeStrong: string;
  link: string;
  brand: string;
  brandHover: string;
  onBrand: string;
  neutral: Tone;
  info: Tone;
  success: Tone;
  warning: Tone;
  danger: Tone;
}

/** What the app gives in `context.fluentDesignLanguage`: Fluent 9 tokens by name. */
export interface DesignLanguage {
  isDarkTheme?: boolean;
  tokenTheme?: object;
}

/** Used where the host has no theme, or one without a token. Every text is at least 4.5 : 1 on its ground. */
const light: Colours = {
  dark: false,
  ground: "#ffffff", groundHover: "#f5f5f5", text: "#242424", textMuted: "#616161", edge: "#e0e0e0", edgeStrong: "#8a8a8a",
  link: "#115ea3", brand: "#0f6cbd", brandHover: "#115ea3", onBrand: "#ffffff",
  neutral: { ground: "#f0f0f0", text: "#424242", edge: "#d1d1d1" },
  info: { ground: "#ebf3fc", text: "#115ea3", edge: "#b4d6fa" },
  success: { ground: "#f1faf1", text: "#0e700e", edge: "#9fd89f" },
  warning: { ground: "#fff9f5", text: "#a33f07", edge: "#fdcfb4" },
  danger: { ground: "#fdf3f4", text: "#b10e1c", edge: "#eeacb2" },
};
const dark: Colours = {
  dark: true,
  ground: "#292929", groundHover: "#3d3d3d", text: "#ffffff", textMuted: "#c8c8c8", edge: "#525252", edgeStrong: "#9a9a9a",
  link: "#62abf5", brand: "#115ea3", brandHover: "#0f6cbd", onBrand: "#ffffff",
  neutral: { ground: "#3d3d3d", text: "#e0e0e0", edge: "#666666" },
  info: { ground: "#082338", text: "#7ab8f7", edge: "#0f548c" },
  success: { ground: "#052505", text: "#9fd89f", edge: "#0e700e" },
  warning: { ground: "#4a1e04", text: "#faa06b", edge: "#8a3707" },
  danger: { ground: "#3b0509", text: "#f1bbbc", edge: "#960b18" },
};

/**
 * The control's colours for the app's theme.
 * @param design `context.fluentDesignLanguage`; absent in classic apps, which are light
 */
export function coloursOf(design: DesignLanguage | undefined): Colours {
  const base = design?.isDarkTheme ? dark : light;
  const tokens = (design?.tokenTheme ?? {}) as Record<string, unknown>;
  const token = (name: string, fallback: string): string => {
    const value = tokens[name];
    return typeof value === "string" && value !== "" ? value : fallback;
  };
  // A tone is taken whole or not at all: a ground from here with text from there may not be readable.
  const tone = (ground: string, text: string, edge: string, fallback: Tone): Tone =>
    typeof tokens[ground] === "string" && typeof tokens[text] === "string"
      ? { ground: token(ground, ""), text: token(text, ""), edge: token(edge, fallback.edge) }
      : fallback;
  return {
    dark: base.dark,
    ground: token("colorNeutralBackground1", base.ground),
    groundHover: token("colorNeutralBackground1Hover", base.groundHover),
    text: token("colorNeutralForeground1", base.text),
    textMuted: token("colorNeutralForeground2", base.textMuted),
    edge: token("colorNeutralStroke2", base.edge),
    edgeStrong: token("colorNeutralStrokeAccessible", base.edgeStrong),
    link: token("colorBrandForegroundLink", base.link),
    brand: token("colorBrandBackground", base.brand),
    brandHover: token("colorBrandBackgroundHover", base.brandHover),
    onBrand: token("colorNeutralForegroundOnBrand", base.onBrand),
    neutral: tone("colorNeutralBackground4", "colorNeutralForeground2", "colorNeutralStroke1", base.neutral),
    info: tone("colorBrandBackground2", "colorBrandForeground2", "colorBrandStroke2", base.info),
    success: tone("colorStatusSuccessBackground1", "colorStatusSuccessForeground1", "colorStatusSuccessBorder1", base.success),
    warning: tone("colorStatusWarningBackground1", "colorStatusWarningForeground3", "colorStatusWarningBorder1", base.warning),
    danger: tone("colorStatusDangerBackground1", "colorStatusDangerForeground1", "colorStatusDangerBorder1", base.danger),
  };
}
