/** Where a sealed value may be opened: a row that was copied over another one is refused. */

export const secretBinding = (id: string) => `secrets/${id}/sealed_value`;
export const signingSecretBinding = (id: string) => `signing_secrets/${id}/sealed_secret`;
export const previousSigningSecretBinding = (id: string) => `signing_secrets/${id}/sealed_previous_secret`;
/** Header names are the same in any letter case. */
export const taskHeaderBinding = (taskId: string, name: string) =>
  `tasks/${taskId}/http_headers/${name.toLowerCase()}`;
export const alertAddressBinding = (id: string) => `alert_channels/${id}/sealed_address`;
