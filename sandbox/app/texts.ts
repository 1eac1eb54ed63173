import type { HostLanguage } from "./preferences";

const english = {
  appLauncher: "App launcher", search: "Search", siteMap: "Site map", collapseSiteMap: "Collapse site map", expandSiteMap: "Expand site map",
  home: "Home", skipToContent: "Skip to main content",
  userMenu: "Account menu for {0}", switchUser: "Switch user", language: "Language", theme: "Theme", rightToLeft: "Right to left",
  formats: "Formats", asLanguage: "As the language", conditions: "Conditions of use", mobileClient: "Mobile app", slowNetwork: "Slow network", offline: "Offline",
  light: "Light", dark: "Dark", contrast: "High contrast", english: "English", french: "French",
  commands: "Commands", moreCommands: "More commands", new: "New", save: "Save", saveAndClose: "Save & Close", refresh: "Refresh", delete: "Delete",
  activate: "Activate", deactivate: "Deactivate", edit: "Edit", back: "Go back",
  unsaved: "Unsaved", saved: "Saved", newRecord: "New {0}", form: "Form", tabs: "Form tabs", header: "Record details", required: "required", recommended: "recommended", locked: "Locked",
  requiredMissing: "{0}: Required fields must be filled in.", fixFields: "You have notifications on fields that must be resolved before you save.",
  yes: "Yes", no: "No", none: "---", lookFor: "Look for {0}", noneFound: "No records found.", clearValue: "Clear {0}", searchFor: "Search {0}", results: "Results",
  notANumber: "{0}: '{1}' is not a number. Enter digits, for example {2}.", notWhole: "{0}: '{1}' is not a whole number. Enter digits only.",
  notInRange: "{0}: {1} is out of range. Enter a value between {2} and {3}.", notADate: "{0}: '{1}' is not a date. Enter it as {2}.",
  selectDate: "Select a date", time: "Time of {0}",
  selectView: "Select a view", filterRows: "Filter by keyword", select: "Select row", selectAll: "Select all rows", rows: "Rows: {0}", selected: "{0} selected", previousPage: "Previous page", nextPage: "Next page", page: "Page {0}",
  nothingHere: "No data available", loading: "Loading…", sortAscending: "sorted ascending", sortDescending: "sorted descending",
  ok: "OK", cancel: "Cancel", close: "Close", dismiss: "Dismiss", details: "Show details", error: "An error has occurred",
  confirm: "Confirm", unsavedTitle: "Unsaved changes", unsavedText: "Do you want to save your changes before leaving this page?", saveAndContinue: "Save and continue", discard: "Discard changes",
  deleteTitle: "Confirm deletion", deleteText: "Do you want to delete this {0}? You can't undo this action.", deleteManyText: "Do you want to delete the {0} selected records? You can't undo this action.",
  deactivateTitle: "Confirm deactivation", deactivateText: "Do you want to deactivate the selected {0}?", activateTitle: "Confirm activation", activateText: "Do you want to activate the selected {0}?",
  readOnlyRecord: "Read-only. This record's status: {0}", noWrite: "You have read-only permission to this record.",
  controlError: "Error loading control", scriptError: "A script on this page failed", noForm: "There is no form for {0}.", noView: "There is no view for {0}.",
  pageError: "This page could not be opened", retry: "Try again", toList: "Go to the list of accounts", notifications: "Notifications",
  newRelated: "New {0}", notImitated: "The sandbox does not imitate what '{0}' does.",
  commandFailed: "The command '{0}' failed", commandFailedOf: "What went wrong: {0}",
};
export type Texts = typeof english;

const french: Texts = {
  appLauncher: "Lanceur d’applications", search: "Rechercher", siteMap: "Plan de site", collapseSiteMap: "Réduire le plan de site", expandSiteMap: "Développer le plan de site",
  home: "Accueil", skipToContent: "Aller au contenu principal",
  userMenu: "Menu du compte de {0}", switchUser: "Changer d’utilisateur", language: "Langue", theme: "Thème", rightToLeft: "De droite à gauche",
  formats: "Formats", asLanguage: "Selon la langue", conditions: "Conditions d’utilisation", mobileClient: "Application mobile", slowNetwork: "Réseau lent", offline: "Hors connexion",
  light: "Clair", dark: "Sombre", contrast: "Contraste élevé", english: "Anglais", french: "Français",
  commands: "Commandes", moreCommands: "Autres commandes", new: "Nouveau", save: "Enregistrer", saveAndClose: "Enregistrer et fermer", refresh: "Actualiser", delete: "Supprimer",
  activate: "Activer", deactivate: "Désactiver", edit: "Modifier", back: "Retour",
  unsaved: "Non enregistré", saved: "Enregistré", newRecord: "Nouveau : {0}", form: "Formulaire", tabs: "Onglets du formulaire", header: "Détails de l’enregistrement", required: "obligatoire", recommended: "recommandé", locked: "Verrouillé",
  requiredMissing: "{0} : les champs obligatoires doivent être renseignés.", fixFields: "Des champs comportent des notifications à résoudre avant l’enregistrement.",
  yes: "Oui", no: "Non", none: "---", lookFor: "Rechercher {0}", noneFound: "Aucun enregistrement trouvé.", clearValue: "Effacer {0}", searchFor: "Rechercher {0}", results: "Résultats",
  notANumber: "{0} : « {1} » n’est pas un nombre. Entrez des chiffres, par exemple {2}.", notWhole: "{0} : « {1} » n’est pas un nombre entier. Entrez uniquement des chiffres.",
  notInRange: "{0} : {1} est hors limites. Entrez une valeur entre {2} et {3}.", notADate: "{0} : « {1} » n’est pas une date. Entrez-la sous la forme {2}.",
  selectDate: "Sélectionner une date", time: "Heure de {0}",
  selectView: "Sélectionner une vue", filterRows: "Filtrer par mot clé", select: "Sélectionner la ligne", selectAll: "Sélectionner toutes les lignes", rows: "Lignes : {0}", selected: "{0} sélectionné(s)", previousPage: "Page précédente", nextPage: "Page suivante", page: "Page {0}",
  nothingHere: "Aucune donnée disponible", loading: "Chargement…", sortAscending: "tri croissant", sortDescending: "tri décroissant",
  ok: "OK", cancel: "Annuler", close: "Fermer", dismiss: "Ignorer", details: "Afficher les détails", error: "Une erreur s’est produite",
  confirm: "Confirmer", unsavedTitle: "Modifications non enregistrées", unsavedText: "Voulez-vous enregistrer vos modifications avant de quitter cette page ?", saveAndContinue: "Enregistrer et continuer", discard: "Abandonner les modifications",
  deleteTitle: "Confirmer la suppression", deleteText: "Voulez-vous supprimer cet enregistrement ({0}) ? Cette action est irréversible.", deleteManyText: "Voulez-vous supprimer les {0} enregistrements sélectionnés ? Cette action est irréversible.",
  deactivateTitle: "Confirmer la désactivation", deactivateText: "Voulez-vous désactiver l’élément sélectionné ({0}) ?", activateTitle: "Confirmer l’activation", activateText: "Voulez-vous activer l’élément sélectionné ({0}) ?",
  readOnlyRecord: "Lecture seule. Statut de l’enregistrement : {0}", noWrite: "Vous avez un accès en lecture seule à cet enregistrement.",
  controlError: "Erreur lors du chargement du contrôle", scriptError: "Un script de cette page a échoué", noForm: "Il n’existe aucun formulaire pour {0}.", noView: "Il n’existe aucune vue pour {0}.",
  pageError: "Impossible d’ouvrir cette page", retry: "Réessayer", toList: "Aller à la liste des comptes", notifications: "Notifications",
  newRelated: "Nouveau : {0}", notImitated: "Le bac à sable n’imite pas ce que fait « {0} ».",
  commandFailed: "La commande « {0} » a échoué", commandFailedOf: "Ce qui s’est passé : {0}",
};

/** The host's own texts. Everything else on the page is labelled by the platform. */
export function textsOf(language: HostLanguage): Texts {
  return language === 1036 ? french : english;
}

/** Fills `{0}`, `{1}`… in. */
export function fill(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
