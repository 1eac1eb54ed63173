/**
 * Actions that take nothing and answer a text, by set and name.
 * They are what a prerequisite check asks for the versions of an environment.
 */
export const actions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DataManagementEntities: {
    GetApplicationVersion: "10.0.2095.61",
    GetApplicationBuildVersion: "10.0.2095.61",
    GetPlatformBuildVersion: "7.0.7521.60",
  },
};
