package io.visavis.avatar.importer;

/**
 * What an imported avatar is called.
 *
 * @param name in the registry, [a-z0-9-], up to 32 characters
 * @param title what a person reads
 * @param licence SPDX identifier or a sentence
 */
public record Label(String name, String title, String licence) {}
