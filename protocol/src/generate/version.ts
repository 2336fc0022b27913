/** Version of the documents: that of this package, which a test compares (documents are made without reading files). */
export const documentVersion = '0.1.0';

/** EUPL-1.2, as Finnish public software uses. */
export const licence = { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' };
