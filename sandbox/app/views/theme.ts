import { createTheme, type ITheme } from "@fluentui/react";
import type { ThemeName } from "../preferences";

const font = { fontFamily: "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif" };

const palettes: Record<ThemeName, Record<string, string>> = {
  light: {
    themePrimary: "#0f6cbd", themeDarkAlt: "#115ea3", themeDark: "#0f548c", themeDarker: "#0c3b5e", themeSecondary: "#2886de", themeTertiary: "#77b7f7", themeLight: "#cfe4fa", themeLighter: "#ebf3fc", themeLighterAlt: "#f5f9fe",
    neutralPrimary: "#242424", neutralDark: "#1a1a1a", black: "#000000", neutralPrimaryAlt: "#3b3b3b", neutralSecondary: "#424242", neutralTertiary: "#8a8a8a", neutralTertiaryAlt: "#c7c7c7", neutralQuaternary: "#d1d1d1", neutralQuaternaryAlt: "#e0e0e0", neutralLight: "#ebebeb", neutralLighter: "#f5f5f5", neutralLighterAlt: "#fafafa", white: "#ffffff",
  },
  dark: {
    themePrimary: "#479ef5", themeDarkAlt: "#62abf5", themeDark: "#77b7f7", themeDarker: "#96c6fa", themeSecondary: "#2886de", themeTertiary: "#115ea3", themeLight: "#0e4775", themeLighter: "#0c3b5e", themeLighterAlt: "#082338",
    neutralPrimary: "#ffffff", neutralDark: "#ffffff", black: "#ffffff", neutralPrimaryAlt: "#e0e0e0", neutralSecondary: "#d6d6d6", neutralTertiary: "#999999", neutralTertiaryAlt: "#666666", neutralQuaternary: "#5c5c5c", neutralQuaternaryAlt: "#4d4d4d", neutralLight: "#424242", neutralLighter: "#383838", neutralLighterAlt: "#303030", white: "#292929",
  },
  contrast: {
    themePrimary: "#1aebff", themeDarkAlt: "#1aebff", themeDark: "#1aebff", themeDarker: "#ffffff", themeSecondary: "#1aebff", themeTertiary: "#1aebff", themeLight: "#1a3a3f", themeLighter: "#1a1a1a", themeLighterAlt: "#000000",
    neutralPrimary: "#ffffff", neutralDark: "#ffffff", black: "#ffffff", neutralPrimaryAlt: "#ffffff", neutralSecondary: "#ffffff", neutralTertiary: "#3ff23f", neutralTertiaryAlt: "#ffffff", neutralQuaternary: "#ffffff", neutralQuaternaryAlt: "#ffffff", neutralLight: "#333333", neutralLighter: "#1a1a1a", neutralLighterAlt: "#000000", white: "#000000",
  },
};

/** Fluent theme of the host's own parts, in the colours of the stylesheet's variables. */
export function hostTheme(name: ThemeName): ITheme {
  return createTheme({ defaultFontStyle: font, palette: palettes[name], isInverted: name !== "light", effects: { roundedCorner2: "4px" } });
}
